/** Where a page came without a usable link: the whole link can be pasted here. */

import { useState } from 'preact/hooks';
import { TextField } from './field.tsx';
import { useTongue } from './words.tsx';

export function PasteLink({ onPasted }: { onPasted: (link: string) => void }) {
  const { common } = useTongue();
  const [text, type] = useState('');
  const use = (event: Event) => {
    event.preventDefault();
    if (text.trim() !== '') onPasted(text);
  };
  return (
    <form class="card" onSubmit={use}>
      <TextField id="pasted-link" label={common.pasteLink} value={text} onValue={type} rows={2} />
      <button type="submit" class="button">
        {common.useLink}
      </button>
    </form>
  );
}
