import type { ShareWords } from '../en/share.ts';
import { about } from './about.ts';
import { common } from './common.ts';
import { filling } from './filling.ts';

export const words: ShareWords = {
  ...common,
  ...filling,
  pageTitle: 'Transmettez vos accès, une seule fois',
  title: 'Transmettez vos accès, une seule fois',
  lead: 'Vous obtenez un lien pour le support. Il s’ouvre une seule fois, puis tout est effacé. N’écrivez jamais de mot de passe dans le ticket.',
  pick: {
    title: 'Ou choisissez ce qu’on vous demande',
    hint: 'Un ou plusieurs choix.',
    hosted: 'Boutique hébergée par PrestaShop (Hosted)',
    hostedHint: 'Dans ce cas, le back-office et le nom de domaine suffisent.',
    added: (count) => (count === 1 ? 'ajouté' : `${count} ajoutés`),
    about,
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
};
