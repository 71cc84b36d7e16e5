/** The link as a QR code, drawn here; the code for it is loaded when it is wanted. */

import { useEffect, useState } from 'preact/hooks';
import { useTongue } from './words.tsx';

/** Empty modules around the code (ISO/IEC 18004). */
const QUIET = 4;

export function QrCode({ text, label }: { text: string; label: string }) {
  const { common } = useTongue();
  const [code, set] = useState<readonly boolean[][] | 'failed' | null>(null);
  useEffect(() => {
    import('uqr').then(
      ({ encode }) => set(encode(text, { border: 0 }).data),
      () => set('failed'),
    );
  }, [text]);
  if (code === 'failed') return <p class="error">{common.problem.unreachable}</p>;
  if (code === null) return <p class="hint">{common.loading}</p>;
  const width = code.length + 2 * QUIET;
  return (
    <svg
      class="qr"
      viewBox={`${-QUIET} ${-QUIET} ${width} ${width}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <path d={outline(code)} />
    </svg>
  );
}

/** One run of dark modules after another, as a path. */
function outline(code: readonly boolean[][]): string {
  return code
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
}
