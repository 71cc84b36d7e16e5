import type { RefusalWords } from '../en/refusals.ts';

export const refusals: RefusalWords = {
  refused: {
    'not-a-link': {
      title: 'Il n’y a pas de lien ici',
      text: 'Cette page a besoin du lien entier, avec tout ce qui suit le signe #. Certains logiciels le coupent. Rien n’a été ouvert, rien n’est perdu.',
    },
    update: {
      title: 'Ce lien est plus récent que cette page',
      text: 'Il vient d’une version plus récente de Handover. Rien n’a été ouvert, rien n’est perdu : ouvrez-le sur le serveur qui l’a créé, ou demandez la mise à jour de celui-ci.',
    },
    cut: {
      title: 'Ce lien a été coupé',
      text: 'Il manque la fin : une messagerie l’a raccourci. Rien n’a été ouvert, rien n’est perdu. Copiez de nouveau le lien entier, ou demandez-le à l’expéditeur.',
    },
    damaged: {
      title: 'Ce lien est abîmé',
      text: 'Un caractère est faux ou manque : il ne peut rien ouvrir. Rien n’a été ouvert, rien n’est perdu. Copiez-le de nouveau depuis le message d’origine.',
    },
  },
};
