import type { OpenWords } from '../en/open.ts';
import { common } from './common.ts';

export const words: OpenWords = {
  ...common,
  pageTitle: 'Ouvrir ce qui vous est transmis',
  title: 'On vous transmet un accès',
  lead: 'Il s’ouvre une seule fois. Après votre clic, personne d’autre ne pourra l’ouvrir ; tout est effacé dès que vous avez ce qu’il vous faut.',
  facts: {
    expires: (inTime) => `Expire ${inTime}`,
    size: (size) => `${size} scellés`,
    passphrase: 'Phrase secrète demandée',
  },
  open: 'Ouvrir maintenant',
  lease: (time) =>
    `Vous pourrez recharger cette page pendant ${time}. Préparez votre gestionnaire de mots de passe.`,
  noReload:
    'Ne rechargez pas cette page : son contenu serait perdu. Préparez votre gestionnaire de mots de passe.',
  passphrase: 'Phrase secrète',
  passphraseHint: 'L’expéditeur vous la dit par téléphone. Une erreur compte pour un essai.',
  passphraseEmpty: 'Saisissez la phrase secrète.',
  tries: (n) => (n === 1 ? 'Dernier essai ; ensuite, tout est détruit.' : `Il reste ${n} essais.`),
  wrong: 'Ce n’est pas la bonne phrase secrète.',
  wrongFree:
    'Ce n’est pas la phrase saisie tout à l’heure. Aucun essai n’a été compté ; saisissez-la de nouveau.',
  checking: 'Vérification de la phrase sur cet appareil…',
  opening: 'Ouverture…',
  resume: {
    title: 'Vous venez d’ouvrir ceci',
    lead: 'Votre copie est encore là pour un court moment. Affichez-la de nouveau et prenez ce qu’il vous faut.',
    button: 'Afficher de nouveau',
  },
  nothing: {
    title: 'Rien ici',
    text: 'Ce lien ne mène à rien : il est peut-être trop ancien, ou vient d’un autre serveur. S’il a été ouvert, ses traces ont disparu aussi.',
    since:
      'Le stockage de ce serveur a redémarré vide le {at} ; ce qui avait été scellé avant a disparu, sans être lu.',
    next: 'Demandez un nouveau lien à l’expéditeur.',
  },
  down: {
    title: 'Le serveur est injoignable',
    browser: 'Ce navigateur ne peut pas l’ouvrir',
    refused: 'Le serveur refuse pour le moment',
    goneNot: 'Rien n’a été ouvert.',
  },
  hurry:
    'La réponse n’est pas arrivée. Votre copie reste moins d’une minute : réessayez maintenant.',
};
