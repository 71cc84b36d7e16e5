/** Puts 'close the access' into the sender's own calendar. */

import { asCalendar } from '../calendar.ts';
import { download } from './download.ts';
import { useReminderWords } from './remind.ts';

export function RemindButtons() {
  const { label, days, title, text } = useReminderWords();
  const save = (after: number) => {
    const [uid, now] = [crypto.randomUUID(), new Date()];
    download('handover.ics', asCalendar({ uid, now, title, text, days: after }));
  };
  return (
    <fieldset class="filling unprinted">
      <legend class="strong">{label}</legend>
      <div class="buttons">
        {Object.entries(days).map(([after, name]) => (
          <button key={after} type="button" class="button" onClick={() => save(Number(after))}>
            {name}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
