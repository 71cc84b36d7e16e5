import type { RefusalWords } from '../en/refusals.ts';

export const refusals: RefusalWords = {
  refused: {
    'not-a-link': {
      title: 'Il n’y a pas de lien ici',
      text: 'Cette page a besoin du lien entier, avec tout ce qui suit le signe #. Certains logiciels le coupent. Rien n’a été ouvert ni perdu.',
    },
    update: {
      title: 'Ce lien est plus récent que cette page',
      text: 'Il vient d’une version plus récente de Handover. Rien n’a été ouvert ni perdu. Ouvrez-le sur le serveur qui l’a créé, ou demandez la mise à jour de cette page.',
    },
    cut: {
      title: 'Ce lien a été coupé',
      text: 'Il manque la fin, sans doute coupée par une messagerie. Rien n’a été ouvert ni perdu. Copiez de nouveau le lien entier depuis le message d’origine.',
    },
    damaged: {
      title: 'Ce lien est abîmé',
      text: 'Un caractère est faux ou manquant. Rien n’a été ouvert ni perdu. Copiez de nouveau le lien entier depuis le message d’origine.',
    },
  },
};
