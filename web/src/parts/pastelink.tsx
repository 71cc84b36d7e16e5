/** Where a page came without a usable link: the whole link can be pasted here. */

import { useState } from 'preact/hooks';
import { TextField } from './field.tsx';
import { useTongue } from './words.tsx';

export function PasteLink({
  label,
  onPasted,
}: {
  /** Where the page takes one kind of link only, or another one. */
  label?: string;
  onPasted: (link: string) => void;
}) {
  const { common } = useTongue();
  const [text, type] = useState('');
  const use = (event: Event) => {
    event.preventDefault();
    if (text.trim() !== '') onPasted(text);
  };
  return (
    <form class="card" onSubmit={use}>
      <TextField
        id="pasted-link"
        label={label ?? common.pasteLink}
        value={text}
        onValue={type}
        rows={2}
      />
      <button type="submit" class="button">
        {common.useLink}
      </button>
    </form>
  );
}
