import type { UnlockWords } from '../en/unlock.ts';

export const words: UnlockWords = {
  passphrase: 'Phrase secrète',
  passphraseHint:
    'L’expéditeur vous la dit par téléphone. C’est en général quatre mots en minuscules, sans accents, avec une seule espace entre eux.',
  passphraseEmpty: 'Saisissez la phrase secrète.',
  tries: (n) =>
    n === 1
      ? 'C’est le dernier essai. En cas d’erreur, tout est effacé sans être lu : mieux vaut redemander les mots à l’expéditeur.'
      : `Vous avez ${n} essais. Une erreur n’ouvre rien et n’efface rien.`,
  wrong:
    'Ce n’est pas la bonne phrase secrète. Comparez-la mot à mot avec ce que l’expéditeur a dit.',
  wrongFree:
    'Ce n’est pas la phrase saisie tout à l’heure. Aucun essai n’a été compté ; saisissez-la de nouveau.',
  doubt: {
    spaces: { text: 'Il y a une espace de trop.', fix: 'La retirer' },
    quotes: {
      text: 'Il y a des apostrophes ou guillemets courbes, comme certains claviers les mettent.',
      fix: 'Les rendre droits',
    },
    plain: {
      text: 'Si ce sont quatre mots générés : ils n’ont ni majuscules, ni accents, ni ponctuation.',
      fix: 'Les écrire ainsi',
    },
  },
  asIs: 'Aucun essai n’a encore été compté. Si la phrase est juste telle quelle, appuyez de nouveau sur le bouton.',
};
