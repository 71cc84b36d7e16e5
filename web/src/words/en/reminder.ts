/** The reminder for the sender's own calendar. */
export const reminder = {
  button: 'Remind me tomorrow (.ics)',
  title: 'Close support’s access',
  text: 'Deactivate or delete the temporary accounts, and change the passwords that you handed over. Your receipt has the list.',
};
