import type { ShareWords } from '../en/share.ts';
import { common } from './common.ts';
import { fields, kinds } from './kinds.ts';

export const words: ShareWords = {
  ...common,
  kinds,
  fields,
  pageTitle: 'Transmettez vos accès, une seule fois',
  title: 'Transmettez vos accès, une seule fois',
  lead: 'Vous obtenez un lien pour le support. Il s’ouvre une seule fois, puis tout est effacé. N’écrivez jamais de mot de passe dans le ticket.',
  paste: {
    title: 'Collez ce que vous avez',
    hint: 'Un e-mail de votre hébergeur, une liste, un fichier de configuration. Le tri se fait sur cet appareil.',
    label: 'Ce que vous avez',
    placeholder: 'Serveur : ftp.ma-boutique.fr\nUtilisateur : …',
    sort: 'Répartir dans les formulaires',
    plain: 'Rien n’a été reconnu avec certitude. Ce texte sera scellé tel quel.',
  },
  pick: {
    title: 'Ou choisissez ce qu’on vous demande',
    hint: 'Un ou plusieurs choix.',
    hosted: 'Boutique hébergée par PrestaShop (Hosted)',
    hostedHint: 'Dans ce cas, le back-office et le nom de domaine suffisent.',
    added: (count) => (count === 1 ? 'ajouté' : `${count} ajoutés`),
    about: {
      backoffice: 'un compte employé temporaire',
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
    title: 'Durée de validité du lien',
    hint: 'Passé ce délai, tout est effacé sans être lu.',
    other: 'Autre',
    until: 'Valable jusqu’au {at}.',
  },
  passphrase: {
    on: 'Ajouter une phrase secrète',
    hint: 'Le support aura besoin du lien et de quelques mots, que vous lui direz par téléphone.',
  },
  seal: 'Sceller et obtenir le lien',
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
