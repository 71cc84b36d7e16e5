/** What the form shows once there is something in it. */

export { Amount } from './amount.tsx';
export { FileList } from './filelist.tsx';
export { ItemCard } from './item.tsx';
export { PassphrasePanel } from './passphrase.tsx';
export { Recognised } from './recognised.tsx';
