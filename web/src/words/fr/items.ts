import type { ItemWords } from '../en/items.ts';
import { choices, fields, kinds, note } from './kinds.ts';

export const words: ItemWords = {
  kinds,
  fields,
  choices,
  note,
  lead: {
    backoffice: 'Un compte employé dédié, jamais le vôtre.',
    ftp: 'Un compte pour les fichiers, si possible limité au dossier de la boutique.',
    database: 'Un utilisateur de la base, si possible créé pour le support.',
    panel: 'Là où se gère votre hébergement. Un sous-compte, si votre hébergeur le permet.',
    domain: 'Là où le nom de domaine a été acheté.',
    other: 'Une clé, un code, une configuration : tout ce qui n’a pas sa place dans le ticket.',
  },
  absent:
    'Le support lira que vous ne l’avez pas ; les champs de cette carte ne sont pas envoyés. Une remarque peut l’aider : qui pourrait l’avoir, par exemple.',
  more: 'Plus de champs',
  numbered: (what, n) => `${what} ${n}`,
  addNote: 'Ajouter une remarque',
  noteHint: 'Ce que le support doit savoir, une seconde adresse, des horaires…',
  strong: 'Générer un mot de passe solide',
  strongDone:
    'Le champ contient un nouveau mot de passe. Saisissez le même pour l’employé, dans le back-office.',
  choose: 'Choisissez…',
  guide: {
    backoffice: {
      title: 'Comment créer ce compte',
      why: 'Le support doit voir le problème là où il se produit. Un compte à part montre qui a fait quoi, et vous pourrez le fermer ensuite. Si vous avez une boutique de test, préférez-la.',
      steps: [
        'Paramètres avancés → Équipe → Profils : ajoutez un profil, par exemple « Support ».',
        'Permissions : accordez le strict nécessaire, par exemple les modules mais pas les clients.',
        'Employés : ajoutez un employé avec ce profil et une adresse e-mail dédiée.',
        'Recopiez ici l’adresse du back-office, puis l’e-mail et le mot de passe de l’employé.',
        'Quand le support aura terminé, désactivez ou supprimez l’employé.',
      ],
    },
    ftp: {
      title: 'Où le trouver',
      why: 'Le support a parfois besoin de lire ou de réparer des fichiers de la boutique.',
      steps: [
        'Dans votre panneau d’hébergement, cherchez « Comptes FTP » ou « Accès SFTP / SSH ».',
        'Si possible, créez un compte pour le support, limité au dossier de la boutique.',
        'Quand le support aura terminé, supprimez ce compte ou changez son mot de passe.',
      ],
    },
    database: {
      title: 'Où la trouver',
      why: 'Certains problèmes ne se voient que dans les tables de la boutique.',
      steps: [
        'Dans votre panneau d’hébergement, cherchez « Bases de données » ou « phpMyAdmin ».',
        'Les valeurs de la boutique sont dans app/config/parameters.php (database_host, database_name, …).',
        'Quand le support aura terminé, changez le mot de passe, dans ce fichier aussi.',
      ],
    },
    panel: {
      title: 'Où le trouver',
      why: 'Utile pour ce que le FTP ne permet pas : réglages PHP, certificats, sauvegardes.',
      steps: [
        'L’e-mail de bienvenue de l’hébergeur donne l’adresse, souvent sur le port 2083 (cPanel) ou 8443 (Plesk).',
        'Si votre hébergeur propose des sous-comptes, créez-en un pour le support.',
        'Quand le support aura terminé, supprimez ce sous-compte ou changez le mot de passe.',
      ],
    },
    domain: {
      title: 'Où le trouver',
      why: 'Utile seulement si le domaine doit pointer vers un autre serveur.',
      steps: [
        'Le bureau d’enregistrement est la société à qui vous payez le domaine chaque année.',
        'Beaucoup permettent de déléguer un seul domaine sans donner votre mot de passe : c’est préférable.',
        'Quand le support aura terminé, retirez cette délégation ou changez le mot de passe.',
      ],
    },
  },
  hint: {
    backoffice: { url: 'Avec le vrai nom du dossier, par exemple https://ma-boutique.fr/admin27b' },
    ftp: { path: 'Par exemple /www ou /public_html' },
    database: { admin_url: 'S’il y en a une' },
    domain: { domain: 'Par exemple ma-boutique.fr' },
    other: { secret: 'Transmis tel quel, ligne par ligne' },
  },
  found: {
    title: 'Reconnu dans votre texte',
    said: (names) => `Reconnu : ${names}. Vérifiez les formulaires ci-dessous.`,
    what: (name) => `Type d’accès : ${name}`,
    lines: (count) => (count === 1 ? 'une ligne de texte' : `${count} lignes de texte`),
    changed: (kind) => `Devient : ${kind}. Aucune valeur n’a été perdue.`,
    rest: 'Rien n’est laissé de côté : ce qui n’a pas été reconnu reste en texte.',
    spare: 'Non demandé : laissé de côté.',
    include: 'Ajouter',
    includeThing: (name) => `Ajouter : ${name}`,
    undo: 'Annuler',
    source: 'Les lignes d’origine',
  },
  files: {
    added: (name) => `Ajouté : ${name}.`,
    size: (have, most) => `${have} sur ${most}`,
    large: (name, have, most) =>
      `${name} fait ${have} ; ce serveur accepte ${most} au plus. Ce fichier n’a pas été ajouté ; le reste est intact.`,
    busy: (name) =>
      `${name} n’a pas été ajouté : le scellement était en cours. Transmettez-le par un autre lien.`,
    unread: (name) =>
      `Impossible de lire ${name} : ce fichier n’a pas été ajouté. Le reste est intact.`,
  },
  amount: { label: 'Durée', unit: 'Unité', hours: 'heures', days: 'jours' },
  passphrase: {
    tell: 'Dites ces mots par téléphone, jamais dans le même ticket.',
    label: 'Phrase secrète',
    own: 'Des mots en minuscules, sans accents, séparés par un espace. Vous pouvez aussi choisir la vôtre.',
    again: 'Proposer d’autres mots',
    doubt: {
      spaces: 'Il y a des espaces avant ou après. Le support devra les saisir aussi.',
      short: 'C’est court. Quatre mots sont plus faciles à dire et plus difficiles à deviner.',
    },
    fix: { spaces: 'Retirer les espaces', short: 'Générer quatre mots' },
  },
  doubt: {
    spaces: 'Il y a des espaces avant ou après ce mot de passe.',
    quotes:
      'Ce mot de passe contient des guillemets ou apostrophes courbes. Un traitement de texte les a peut-être ajoutés.',
    host: 'Ici, seul le nom du serveur est utile.',
    port: 'Un port est un nombre de 1 à 65535.',
    https: 'Il manque https:// au début.',
    http: 'Avec http://, le mot de passe peut être intercepté.',
    admin: 'PrestaShop renomme ce dossier : la vraie adresse finit plutôt par /admin27b.',
    email: 'Cela ne ressemble pas à une adresse e-mail.',
    publicKey: 'C’est une clé publique : elle n’ouvre rien. Le support a besoin de la clé privée.',
    cutKey: 'Il manque la dernière ligne de la clé.',
    root: 'root peut tout faire sur le serveur. Si possible, créez un utilisateur pour le support.',
    fix: {
      spaces: 'Retirer les espaces',
      quotes: 'Les rendre droits',
      host: 'Mettre chaque partie à sa place',
      port: 'Mettre le port habituel',
      https: 'Ajouter https://',
      http: 'Passer en https://',
      email: 'Garder l’adresse seule',
    },
  },
};
