import type { how as words } from '../en/how.ts';

export const how: typeof words = {
  sealed:
    'Votre navigateur scelle tout avant l’envoi. La clé est la partie du lien après le signe #, que les navigateurs n’envoient jamais au serveur. Le serveur garde le contenu scellé jusqu’à une date fixée, le remet une seule fois, puis l’efface.',
  answer:
    'Ce lien ne contient aucune clé : il désigne seulement à qui sceller. Votre navigateur scelle tout avant l’envoi. Le serveur ne garde que du contenu scellé, le remet une seule fois, puis l’efface.',
  request:
    'Le lien que reçoit le marchand ne contient aucune clé : il désigne seulement à qui sceller. Son navigateur scelle tout avant l’envoi. Le serveur ne garde que du contenu scellé, le remet une seule fois, puis l’efface. Ce qui permet de l’ouvrir reste chez l’auteur de la demande.',
  instead:
    'Si vous préférez ne pas confier vos mots de passe à une page web, le programme en ligne de commande fait la même chose.',
};
