import type { reminder as words } from '../en/reminder.ts';

export const reminder: typeof words = {
  label: 'Me le rappeler dans mon agenda (.ics)',
  days: { 1: 'Demain', 3: 'Dans 3 jours', 7: 'Dans une semaine' },
  title: 'Fermer l’accès du support',
  text: 'Désactivez ou supprimez les comptes temporaires, et changez les mots de passe transmis. La liste est dans votre reçu.',
};
