import type { reminder as words } from '../en/reminder.ts';

export const reminder: typeof words = {
  button: 'Me le rappeler demain (.ics)',
  title: 'Fermer l’accès du support',
  text: 'Désactivez ou supprimez les comptes temporaires, et changez les mots de passe transmis. La liste est dans votre reçu.',
};
