import type { AccessKeyWords } from '../en/accesskey.ts';

export const accessKey: AccessKeyWords = {
  title: 'Votre clé d’accès',
  needed:
    'Ce serveur demande ici une clé d’accès. Votre administrateur vous la fournit ; elle commence par hndo_.',
  sharing:
    'Sur ce serveur, il faut une clé d’accès pour transmettre. Sinon, demandez un lien au support.',
  optional: 'Utiliser une clé d’accès',
  why: 'Le commerçant voit alors le nom sous lequel elle est enregistrée et peut se fier à la demande.',
  label: 'Clé d’accès',
  keep: 'La mémoriser dans ce navigateur',
  keepHint:
    'Toute personne qui utilise ce navigateur pourra s’en servir. Décochez pour que ce navigateur l’oublie.',
  keepFailed: 'Ce navigateur ne peut rien mémoriser ici.',
  flaw: {
    empty: 'Saisissez votre clé d’accès.',
    other: 'Ce n’est pas une clé d’accès : elle commence par hndo_.',
    cut: 'Cette clé est incomplète : il manque la fin. Copiez-la de nouveau en entier.',
    mistyped: 'Un caractère de cette clé est faux. Copiez-la de nouveau.',
  },
  refused: {
    none: 'Le serveur demande une clé d’accès. Rien n’a été perdu ; saisissez la vôtre, puis réessayez.',
    unknown:
      'Le serveur ne connaît pas cette clé d’accès : elle a peut-être été révoquée. Rien n’a été perdu ; saisissez-en une autre ou demandez à votre administrateur.',
    scope:
      'Cette clé d’accès ne permet pas cette action. Rien n’a été perdu ; saisissez-en une autre ou demandez à votre administrateur.',
  },
};
