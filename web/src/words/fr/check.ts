import type { CheckWords } from '../en/check.ts';
import { accessKey } from './accesskey.ts';
import { fields, kinds } from './kinds.ts';

export const words: CheckWords = {
  kinds,
  fields,
  summary: 'À vérifier avant de sceller',
  anyway: 'Sceller sans les remplir',
  required: 'À remplir',
  empty: (kind) => `À remplir dans « ${kind} » : `,
  nothing: 'Rien à sceller pour l’instant : collez ce que vous avez, ou choisissez un accès.',
  accessKey: accessKey.flaw,
  passphrase: 'Saisissez une phrase secrète, ou désactivez-la.',
  expiry: (most) => `Choisissez une durée de ${most} au plus.`,
  size: (have, most) =>
    `L’ensemble fait ${have} ; ce serveur accepte ${most} au plus. Retirez un fichier.`,
  sizeOfText: (have, most) =>
    `L’ensemble fait ${have} ; ce serveur accepte ${most} au plus. Raccourcissez le texte.`,
  count: 'Un lien contient au plus 64 accès et 64 fichiers. Créez un second lien pour le reste.',
  long: 'Le texte dépasse 256 Ko. Joignez-le plutôt sous forme de fichier.',
  text: 'Une valeur contient un caractère abîmé, impossible à sceller. Saisissez-la de nouveau.',
};
