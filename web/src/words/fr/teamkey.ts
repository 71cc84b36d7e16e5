import type { TeamKeyWords } from '../en/teamkey.ts';

export const words: TeamKeyWords = {
  title: 'Clés d’équipe dans ce navigateur',
  needed: 'Quelle clé d’équipe ?',
  hint: 'Un fichier de clé reste verrouillé par sa phrase secrète. Seul ce que vous cochez est gardé dans ce navigateur.',
  none: 'Cette réponse est scellée pour une clé de votre équipe. Choisissez le fichier de cette clé, ou déposez-le ici. Rien n’est envoyé.',
  noneFits:
    'Aucune de ces clés n’ouvre cette réponse. Elle est scellée pour la clé qui a cette empreinte : choisissez son fichier.',
  choose: 'Choisir un fichier de clé',
  keep: 'Garder dans ce navigateur',
  keepThing: (name) => `Garder dans ce navigateur : ${name}`,
  kept: (name) => `${name} est gardée dans ce navigateur.`,
  dropped: (name) => `${name} n’est pas gardée dans ce navigateur.`,
  added: (name) => `Clé lue : ${name}`,
  notKept: 'Ce navigateur ne peut rien garder ; la clé reste jusqu’à la fermeture de cette page.',
  fingerprint: 'Empreinte',
  refused: {
    file: 'n’est pas un fichier de clé d’équipe, ou il est abîmé. Rien n’a été envoyé ; choisissez le fichier créé par « handover team-key ».',
    update:
      'vient d’une version plus récente de Handover. Rechargez cette page, ou demandez sa mise à jour.',
  },
  which: 'Clé',
  passphrase: (name) => `Phrase secrète de la clé « ${name} »`,
  passphraseHint: 'Elle ne sert que sur cet appareil.',
  empty: 'Saisissez la phrase secrète.',
  wrong:
    'Ce n’est pas la phrase secrète de cette clé, ou son fichier est abîmé. Rien n’a été ouvert, aucun essai n’est compté : recommencez.',
  lost: 'La clé ou sa phrase secrète est perdue ?',
  lostText:
    'Personne ne peut les retrouver, et personne ne peut donc lire cette réponse. Annulez la demande et redemandez au commerçant, avec une clé que vous avez.',
  foreign: {
    title: 'Une autre clé peut lire cette réponse',
    text: 'La demande désigne une clé inconnue ici. Si c’est une clé de votre équipe, comparez son empreinte avec un collègue et choisissez aussi son fichier. Sinon, ne récupérez pas la réponse : annulez la demande et redemandez.',
    key: (fingerprint) => `Inconnue ici : ${fingerprint}`,
  },
};
