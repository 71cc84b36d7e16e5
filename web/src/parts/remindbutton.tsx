/** Puts 'close the access' into the sender's own calendar. */

import { asCalendar } from '../calendar.ts';
import { download } from './download.ts';
import { useReminderWords } from './remind.ts';

export function RemindButton() {
  const { button, title, text } = useReminderWords();
  const save = () => {
    const [uid, now] = [crypto.randomUUID(), new Date()];
    download('handover.ics', asCalendar({ uid, now, title, text }));
  };
  return (
    <button type="button" class="button" onClick={save}>
      {button}
    </button>
  );
}
