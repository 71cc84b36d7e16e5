/** The reminder for the sender's own calendar. */
export const reminder = {
  label: 'Remind me in my calendar (.ics)',
  days: { 1: 'Tomorrow', 3: 'In 3 days', 7: 'In a week' },
  title: 'Close support’s access',
  text: 'Deactivate or delete the temporary accounts, and change the passwords that you shared. Your receipt has the list.',
};
