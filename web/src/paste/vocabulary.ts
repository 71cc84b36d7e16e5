/** The words of labels and headings, English and French. */

export type Context = 'ftp' | 'database' | 'panel' | 'backoffice' | 'domain' | 'foreign';

/** What stands in a value. `address` is a host or an URL; `aside` belongs to an access, but to no field of ours. */
export type FieldName =
  | 'host'
  | 'port'
  | 'protocol'
  | 'username'
  | 'password'
  | 'key_passphrase'
  | 'path'
  | 'prefix'
  | 'name'
  | 'url'
  | 'admin_url'
  | 'email'
  | 'domain'
  | 'registrar'
  | 'address'
  | 'aside';

/** `field:words`, `#context/mark:words`, `/mark:words`; '-' are words without a meaning of their own. */
const WORDS = `
host:host hostname hote server serveur servername
port:port
protocol:protocol protocole
username:user username utilisateur login identifiant usager
password:password passwd pass pwd mdp passe motdepasse motsdepasse
key_passphrase:passphrase
path:path remotepath chemin dossier repertoire directory folder
prefix:prefix prefixe
name:name nom dbname
url:url uri lien link
email:email mail courriel
domain:domain domaine
registrar:registrar
address:address adresse
aside:quota mode type encryption chiffrement cryptage ip passive charset version statut status size taille site boutique
#ftp/ftp:ftp
#ftp/sftp:sftp
#ftp/ftps:ftps ftpes
#ftp/ssh:ssh
#database/engine:mysql mariadb sql
#database:db database bdd base donnees table
#database/pma:phpmyadmin
#panel/cPanel:cpanel
#panel/Plesk:plesk
#panel/other:hpanel ispconfig directadmin
#panel:panel panneau
#backoffice:backoffice admin administration bo
#domain/area:espaceclient manager clientarea
#foreign:smtp imap imaps pop pop3 webmail messagerie mailbox mailboxes wifi forum mailer api wordpress paypal dns vpn github sessions redis proxy no not pas sans without
/OVH:ovh ovhcloud
/Gandi:gandi
/IONOS:ionos
/GoDaddy:godaddy
/Namecheap:namecheap
/staging:staging preprod preproduction recette
/production:production prod
topic:acces access accesses connexion connection informations information info infos details detail parametres settings credentials identifiants codes code compte account comptes accounts donnees data
-:de du des d la le les l your votre vos mon ma mes my our notre the of for pour a au aux to en via on in with avec remote distant upload files fichiers hebergement hosting web principal main racine configuration controle control secure securise temporary temporaire provisoire prestashop here are is voici number numero id client et and initial
`;

/** Words that are one where they stand together. */
export const PHRASES = /\b(?:mots? de passe|back office|e mail|espace client|client area)\b/g;

type Sense = { field?: FieldName; context?: Context; mark?: string; topic?: true };

export const SENSES: ReadonlyMap<string, Sense[]> = readWords();

function readWords(): Map<string, Sense[]> {
  const senses = new Map<string, Sense[]>();
  for (const row of WORDS.trim().split('\n')) {
    const [head = '', words = ''] = row.split(':');
    const [name = '', mark] = head.split('/');
    const sense: Sense = name.startsWith('#')
      ? { context: name.slice(1) as Context }
      : name === 'topic'
        ? { topic: true }
        : name === '-' || name === ''
          ? {}
          : { field: name as FieldName };
    if (mark) sense.mark = mark;
    for (const word of words.split(' ')) senses.set(word, [...(senses.get(word) ?? []), sense]);
  }
  return senses;
}
