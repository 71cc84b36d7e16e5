import type { ShareWords } from '../en/share.ts';
import { common } from './common.ts';
import { fields, kinds } from './kinds.ts';

export const words: ShareWords = {
  ...common,
  kinds,
  fields,
  pageTitle: 'Transmettez vos accès, une seule fois',
  title: 'Transmettez vos accès, une seule fois',
  lead: 'Le support reçoit un lien. Il s’ouvre une fois, puis tout est effacé. N’écrivez jamais de mot de passe dans le ticket.',
  paste: {
    title: 'Collez ce que vous avez',
    hint: 'Un e-mail de votre hébergeur, une liste, un fichier de configuration. Le tri se fait sur cet appareil.',
    label: 'Ce que vous avez',
    placeholder: 'Serveur : ftp.ma-boutique.fr\nUtilisateur : …',
    sort: 'Trier dans les formulaires',
    plain: 'Rien n’a été reconnu avec certitude. Ce texte sera scellé tel quel.',
  },
  pick: {
    title: 'Ou remplissez ce qui est demandé',
    hint: 'Un ou plusieurs choix.',
    hosted: 'Boutique hébergée par PrestaShop (Hosted)',
    hostedHint: 'Dans ce cas, le back-office et le nom de domaine suffisent.',
    added: (count) => (count === 1 ? 'ajouté' : `${count} ajoutés`),
    about: {
      backoffice: 'un employé temporaire',
      ftp: 'fichiers de la boutique',
      database: 'MySQL, phpMyAdmin',
      panel: 'panneau d’hébergement',
      domain: 'bureau d’enregistrement',
      other: 'n’importe quel texte',
    },
  },
  files: {
    title: 'Fichiers',
    hint: 'Une clé, une capture d’écran, un export. Scellés avec le reste.',
    add: 'Ajouter des fichiers',
  },
  expiry: {
    title: 'Combien de temps peut-il attendre ?',
    hint: 'Sans ouverture d’ici là, tout est effacé.',
    other: 'Autre',
    until: 'Soit jusqu’au {at}.',
  },
  passphrase: {
    on: 'Ajouter une phrase secrète',
    hint: 'Le support aura besoin du lien et de quelques mots, que vous lui direz par téléphone.',
  },
  seal: 'Sceller et obtenir le lien',
  sealing: 'Scellement sur cet appareil…',
  sending: 'Envoi des octets scellés…',
  failed: 'Pas encore envoyé',
  resend: 'Renvoyer',
  remove: {
    button: 'Retirer',
    thing: (what) => `Retirer : ${what}`,
    done: (what) => `Retiré : ${what}.`,
  },
};
