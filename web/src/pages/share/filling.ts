/** What the form shows once there is something in it. */

export { FileList } from '../../filling/filelist.tsx';
export { ItemCard } from '../../filling/item.tsx';
export { Recognised } from '../../filling/recognised.tsx';
export { Amount } from './amount.tsx';
export { PassphrasePanel } from './passphrase.tsx';
