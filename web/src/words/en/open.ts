import { common } from './common.ts';
import { opening } from './opening.ts';

/** `/open` before the press, and where there is nothing to press. */
export const words = {
  ...common,
  ...opening,
  title: 'Somebody handed you access',
  lead: 'It opens once. After you press the button nobody else can open it, and the server erases its copy soon after.',
  open: 'Open it now',
};

export type OpenWords = typeof words;
