import type { CollectWords } from '../en/collect.ts';
import { common } from './common.ts';
import { kinds } from './kinds.ts';
import { opening } from './opening.ts';

export const words: CollectWords = {
  ...common,
  ...opening,
  kinds,
  page: 'Récupérer une réponse',
  title: 'Le commerçant a répondu',
  lead: 'La réponse s’ouvre une seule fois. Après votre clic, personne d’autre ne pourra l’ouvrir, et le serveur effacera sa copie peu après.',
  open: 'Récupérer la réponse',
  asked: {
    title: 'Ce que vous avez demandé',
    reference: 'Référence du ticket',
    from: 'De la part de',
    kinds: 'Accès',
    code: 'Code',
    codeHint: 'à comparer par téléphone',
    answered: 'Réponse reçue',
  },
  pending: {
    title: 'Pas encore de réponse',
    lead: 'Le commerçant peut répondre jusqu’au {at}. Cette page vérifie d’elle-même ; vous pouvez aussi la fermer et revenir avec le même lien.',
    look: 'Vérifier maintenant',
    still: (time) => `État à ${time} : pas encore de réponse.`,
    linkTitle: 'Le lien pour le commerçant',
    link: 'Copier de nouveau ce lien',
    linkThing: 'le lien pour le commerçant',
    linkHint: 'Il permet seulement de répondre ; il n’ouvre rien.',
  },
  withdraw: {
    button: 'Annuler cette demande…',
    sure: 'Annuler cette demande ? Son lien n’acceptera plus de réponse, et une réponse déjà là sera effacée sans être lue.',
    yes: 'Oui, l’annuler',
    no: 'La garder',
  },
  again: 'Refaire la demande',
};
