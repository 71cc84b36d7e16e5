import type { how as words } from '../en/how.ts';

export const how: typeof words = {
  sealed:
    'Votre navigateur scelle tout avant l’envoi. La clé suit le signe # du lien, que les navigateurs ne transmettent jamais. Le serveur garde des octets scellés jusqu’à une date, les remet une seule fois, puis les efface.',
  instead:
    'Si vous préférez ne pas vous en remettre à une page web : le programme en ligne de commande fait de même, sans elle.',
};
