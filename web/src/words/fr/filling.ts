import type { filling as words } from '../en/filling.ts';
import { kinds } from './kinds.ts';

export const filling: typeof words = {
  kinds,
  paste: {
    title: 'Collez ce que vous avez',
    hint: 'Un e-mail de votre hébergeur, une liste, un fichier de configuration. Le tri se fait sur cet appareil.',
    label: 'Ce que vous avez',
    placeholder: 'Serveur : ftp.ma-boutique.fr\nUtilisateur : …',
    sort: 'Répartir dans les formulaires',
    plain: 'Rien n’a été reconnu avec certitude. Ce texte sera scellé tel quel.',
  },
  files: {
    title: 'Fichiers',
    hint: 'Une clé, une capture d’écran, un export. Scellés avec le reste.',
    add: 'Ajouter des fichiers',
  },
  sealing: 'Votre appareil scelle tout…',
  sending: 'Envoi du contenu scellé…',
  failed: 'Pas encore envoyé',
  resend: 'Réessayer l’envoi',
  remove: {
    button: 'Retirer',
    thing: (what) => `Retirer : ${what}`,
    done: (what) => `Retiré : ${what}.`,
  },
};
