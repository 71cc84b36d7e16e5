import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const OURS = fileURLToPath(new URL('../../../gallery', import.meta.url));
const wanted = process.env.GALLERY;

/** Where the pictures go: `GALLERY`, as seen from where it was asked for, or `gallery`. */
export const FOLDER = wanted ? resolve(process.env.INIT_CWD ?? '.', wanted) : OURS;
