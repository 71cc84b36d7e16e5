import type { OpeningWords } from '../en/opening.ts';

export const opening: OpeningWords = {
  facts: {
    expires: (inTime) => `Expire ${inTime}`,
    size: (size) => `${size} scellés`,
  },
  lease: (time) =>
    `Vous pourrez recharger cette page pendant ${time}. Préparez votre gestionnaire de mots de passe.`,
  noReload:
    'Ne rechargez pas cette page : son contenu serait perdu. Préparez votre gestionnaire de mots de passe.',
  checking: 'Vérification de la phrase sur cet appareil…',
  opening: 'Ouverture…',
  waits: {
    asking: 'Le serveur n’a pas encore répondu. Cette vérification n’ouvre rien.',
    unopened: 'Le serveur demande de patienter. Rien n’a encore été ouvert ; nouvel essai…',
    perhaps:
      'Pas encore de réponse ; nouvel essai. Si l’ouverture a eu lieu, la copie est gardée pour ce seul onglet : ne le fermez pas.',
  },
  resume: {
    title: 'Vous venez d’ouvrir ceci',
    lead: 'Votre copie reste disponible un court moment. Affichez-la de nouveau et prenez ce qu’il vous faut.',
    button: 'Afficher de nouveau',
  },
  notOpened: 'Rien n’a été ouvert.',
  noCopy:
    'La réponse n’est pas arrivée. Le lien est peut-être ouvert, et ce serveur ne garde pas de copie : réessayez pour le savoir.',
  hurry:
    'La réponse n’est pas arrivée. Le lien est peut-être ouvert : votre copie s’efface alors dans moins d’une minute. Réessayez maintenant.',
};
