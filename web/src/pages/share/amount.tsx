/** A lifetime of one's own, in the words of the form. */

import { useItemWords } from '../../filling/words.ts';
import { Amount as Fields } from '../../parts/amount.tsx';
import type { AmountProps } from '../../parts/expiry.tsx';

export function Amount(props: AmountProps) {
  const { amount } = useItemWords();
  return <Fields {...props} words={amount} />;
}
