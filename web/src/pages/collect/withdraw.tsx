/** Takes a request back, or its answer while nobody has collected it; asks once more. */

import { useAskFirst } from '../../following/askfirst.ts';
import { Sure } from '../../following/sure.tsx';
import { Banner } from '../../parts/banner.tsx';
import { useWords } from './words.ts';

type Props = {
  id?: string;
  /** Of the request, where there are several on the page. */
  name?: string;
  look?: string;
  withdraw: () => Promise<void>;
  onDone: (tooLate: boolean) => void;
};

export function Withdraw({ id = 'withdraw', name, look = 'bad', withdraw, onDone }: Props) {
  const words = useWords();
  const { asked, problem, onAsk, ...answers } = useAskFirst(id, withdraw, onDone);
  const { button } = words.withdraw;
  if (asked) return <Sure words={words.withdraw} {...answers} />;
  return (
    <>
      {problem && (
        <Banner tone="bad" alert>
          {words.problem[problem]}
        </Banner>
      )}
      <button
        id={id}
        type="button"
        class={`button ${look}`}
        aria-label={name && `${button} ${name}`}
        onClick={onAsk}
      >
        {button}
      </button>
    </>
  );
}
