import type { AboutWords } from '../en/about.ts';

export const about: AboutWords = {
  backoffice: 'un compte employé temporaire',
  ftp: 'fichiers de la boutique',
  database: 'MySQL, phpMyAdmin',
  panel: 'panneau d’hébergement',
  domain: 'bureau d’enregistrement',
  other: 'n’importe quel texte',
};
