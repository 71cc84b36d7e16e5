export { words as ended } from './ended.ts';
export { words as refused } from './refused.ts';
