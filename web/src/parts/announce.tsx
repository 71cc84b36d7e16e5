/** One polite live region for the whole page: what was copied, removed, or is left. */

import { useEffect, useState } from 'preact/hooks';

let speak: (text: string) => void = () => {};

export function announce(text: string): void {
  speak(text);
}

export function Announcer() {
  const [said, say] = useState({ text: '', turn: 0 });
  useEffect(() => {
    speak = (text) => say(({ turn }) => ({ text, turn: turn + 1 }));
    return () => {
      speak = () => {};
    };
  }, []);
  // A new node each time: the same words twice are then spoken twice.
  return (
    <div class="spoken" role="status">
      <span key={said.turn}>{said.text}</span>
    </div>
  );
}
