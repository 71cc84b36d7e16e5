/** What seals and opens, and what tries it out: one file, so that all of it is there or nothing. */

export * from './protocol/bundle.ts';
export * from './protocol/envelope.ts';
export { rehearse } from './rehearsal.ts';
