import type { MineWords } from '../en/mine.ts';
import { kinds } from './kinds.ts';
import { refusals } from './refusals.ts';

export const words: MineWords = {
  ...refusals,
  kinds,
  title: 'Vos reçus',
  lead: 'Un reçu dit quand votre lien a été ouvert, et permet de l’annuler avant.',
  paste: 'Collez ici le lien de votre reçu',
  mine: {
    title: 'Reçus mémorisés sur cet appareil',
    hint: 'Dans ce navigateur seulement : toute personne qui l’utilise voit cette liste.',
    none: 'Aucun. Après avoir scellé, vous pouvez choisir de mémoriser le reçu ici.',
    sealed: (at) => `Scellé le ${at}`,
    forget: 'Oublier',
    forgetThing: (what) => `Oublier : ${what}`,
    forgotten: 'Oublié sur cet appareil. Rien n’a changé sur le serveur.',
    all: {
      button: 'Tout oublier…',
      sure: 'Oublier tous les reçus de cet appareil ? Les liens pour le support restent valables, mais sans reçu vous ne pouvez plus les annuler.',
      yes: 'Oui, tout oublier',
      no: 'Les garder',
    },
    nameless: 'Fichiers',
    standing: {
      sealed: 'En attente d’ouverture',
      claimed: 'Ouvert : à fermer quand le support aura terminé',
      opened: 'Ouvert : à fermer quand le support aura terminé',
      finished: 'Le support a terminé : fermez l’accès maintenant',
      closed: 'Tout est fermé',
      unreadable: 'Illisible : à sceller de nouveau',
      expired: 'Expiré sans être lu',
      revoked: 'Annulé',
      destroyed: 'Détruit après trop d’erreurs',
      lost: 'Perdu par le serveur',
      gone: 'N’est plus sur le serveur',
      emptied: 'Perdu : le stockage du serveur a été vidé',
    },
  },
  wrongKind: {
    share: {
      title: 'C’est le lien pour le support',
      copy: 'Copier le lien pour le support',
      text: 'Il ouvre ce que vous transmettez, une seule fois. Rien n’a été ouvert. Envoyez-le au support ; le reçu est l’autre lien, celui à garder pour vous.',
    },
    other: {
      title: 'C’est un autre type de lien',
      text: 'Ce n’est pas un reçu. Rien n’a changé. Le reçu est le lien que vous deviez garder pour vous.',
    },
  },
  emptied: {
    title: 'Le stockage du serveur a été vidé',
    text: 'Le {at}, il est reparti de zéro, sans ce que vous aviez scellé. Personne n’a pu l’ouvrir depuis ; si quelqu’un l’avait ouvert avant, le serveur ne le sait plus. Demandez au support : s’il n’a rien reçu, scellez de nouveau ; sinon, fermez l’accès quand il aura terminé.',
  },
  nothing: {
    title: 'Il n’y a rien ici',
    text: 'Ce reçu n’est pas sur ce serveur : un reçu est gardé quelques jours après la fin du lien, puis retiré. Si vous ne savez pas si le lien a été ouvert, fermez l’accès par précaution.',
    since:
      'Le stockage de ce serveur a redémarré vide le {at} ; les reçus plus anciens, et tout ce qui avait été scellé avant, ont disparu.',
  },
};
