/** What happens to what is typed here, and how to do the same without this page. */

import { baseUrl } from '../base.ts';
import { useHowWords } from './how.ts';

export function HowText() {
  const words = useHowWords();
  return (
    <>
      <p>{words.sealed}</p>
      <p>{words.instead}</p>
      <p>
        <code>handover share --server {baseUrl()}/</code>
      </p>
    </>
  );
}
