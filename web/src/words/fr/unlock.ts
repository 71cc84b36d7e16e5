import type { UnlockWords } from '../en/unlock.ts';

export const words: UnlockWords = {
  passphrase: 'Phrase secrète',
  passphraseHint:
    'L’expéditeur vous la dit par téléphone. Ce sont en général quatre mots en minuscules, sans accents, séparés par un espace.',
  passphraseEmpty: 'Saisissez la phrase secrète.',
  tries: (n) =>
    n === 1
      ? 'C’est le dernier essai. En cas d’erreur, tout est effacé sans être lu : mieux vaut redemander les mots à l’expéditeur.'
      : `Il vous reste ${n} essais. Seul le dernier, s’il échoue, efface tout.`,
  wrong:
    'Ce n’est pas la bonne phrase secrète. Comparez-la mot à mot avec ce que l’expéditeur a dit.',
  wrongFree:
    'Ce n’est pas la phrase saisie tout à l’heure. Aucun essai n’a été compté ; saisissez-la de nouveau.',
  doubt: {
    spaces: { text: 'Il y a un espace de trop.', fix: 'Le retirer' },
    quotes: {
      text: 'Il y a des guillemets ou apostrophes courbes, que certains claviers ajoutent.',
      fix: 'Les rendre droits',
    },
    plain: {
      text: 'Les quatre mots proposés par Handover n’ont ni majuscule, ni accent, ni ponctuation.',
      fix: 'Les écrire ainsi',
    },
  },
  asIs: 'Cette phrase n’a pas encore été essayée. Si elle est juste telle quelle, appuyez de nouveau sur le bouton.',
};
