/** Something the reader must know now. `alert` for what just happened, else it is read in its place. */

import type { ComponentChildren } from 'preact';
import { Heed } from './icons.tsx';

type Props = {
  tone: 'calm' | 'warn' | 'bad';
  title?: string;
  alert?: boolean;
  children?: ComponentChildren;
};

export function Banner({ tone, title, alert = false, children }: Props) {
  return (
    <div class={`banner ${tone}`} role={alert ? 'alert' : undefined}>
      {tone !== 'calm' && <Heed />}
      <div>
        {title && <p class="strong">{title}</p>}
        {children}
      </div>
    </div>
  );
}
