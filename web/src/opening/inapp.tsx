/** Before the press: this window may close at any time, so the link belongs into another browser. */

import { Banner } from '../parts/banner.tsx';
import { CopyButton } from '../parts/copy.tsx';
import { useInAppWords } from './words.ts';

export function InApp({ link }: { link: string }) {
  const words = useInAppWords();
  return (
    <Banner tone="warn" title={words.title}>
      <p>{words.text}</p>
      <CopyButton look="primary" label={words.copy} what={words.thing} text={link} />
    </Banner>
  );
}
