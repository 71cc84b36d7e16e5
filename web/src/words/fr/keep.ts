import type { keep as words } from '../en/keep.ts';

export const keep: typeof words = {
  receipt: 'À garder pour vous : le reçu',
  receiptHint:
    'Il dit quand le lien a été ouvert et permet de l’annuler avant. Ne l’envoyez à personne.',
  receiptLink: 'Lien du reçu, à garder pour vous',
  receiptOpen: 'Ouvrir le reçu',
  remember: 'Mémoriser ce reçu sur cet appareil',
  rememberHint:
    'Ce navigateur gardera le lien du reçu, les types d’accès transmis et les dates. Jamais de mot de passe.',
  rememberFailed: 'Ce navigateur ne peut rien mémoriser ici. Copiez plutôt le lien du reçu.',
};
