/** What there is to say where nothing is shown: one file, so that a press has it with what shows. */

export { Cleared } from './cleared.tsx';
export { Ended } from './ended.tsx';
export { Damaged, Nothing, Past, Refused, Unheard } from './refused.tsx';
