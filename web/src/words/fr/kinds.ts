import type { ChoiceWords, FieldWords, KindWords } from '../en/kinds.ts';

export const kinds: KindWords = {
  backoffice: 'Back-office',
  ftp: 'FTP, SFTP, SSH',
  database: 'Base de données',
  panel: 'cPanel, Plesk',
  domain: 'Nom de domaine',
  other: 'Autre chose',
};

export const fields: FieldWords = {
  backoffice: {
    url: 'Adresse du back-office',
    email: 'E-mail du compte',
    password: 'Mot de passe',
    environment: 'Boutique',
    profile: 'Profil',
  },
  ftp: {
    protocol: 'Protocole',
    host: 'Serveur',
    port: 'Port',
    username: 'Utilisateur',
    password: 'Mot de passe',
    private_key: 'Clé privée',
    key_passphrase: 'Phrase secrète de la clé',
    path: 'Dossier de la boutique',
  },
  database: {
    engine: 'Moteur',
    host: 'Serveur',
    port: 'Port',
    name: 'Base',
    username: 'Utilisateur',
    password: 'Mot de passe',
    prefix: 'Préfixe des tables',
    admin_url: 'Adresse de phpMyAdmin',
  },
  panel: { panel: 'Panneau', url: 'Adresse', username: 'Utilisateur', password: 'Mot de passe' },
  domain: {
    registrar: 'Bureau d’enregistrement',
    url: 'Adresse de connexion',
    domain: 'Nom de domaine',
    username: 'Identifiant',
    password: 'Mot de passe',
  },
  other: { title: 'De quoi s’agit-il', secret: 'Texte secret' },
};

export const note = 'Remarque';

export const choices: ChoiceWords = {
  production: 'boutique en ligne',
  staging: 'boutique de test',
  other: 'autre',
  sftp: 'SFTP',
  ftps: 'FTPS',
  ftp: 'FTP (non chiffré)',
  ssh: 'SSH',
};
