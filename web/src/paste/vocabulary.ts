/** The words of labels and headings, English and French, and what a label made of them means. */

export type Context = 'ftp' | 'database' | 'panel' | 'backoffice' | 'domain' | 'foreign';

/** What stands in a value. `address` is a host or an URL; `aside` belongs to an access, but to no field of ours. */
export type FieldName =
  | 'host'
  | 'port'
  | 'protocol'
  | 'username'
  | 'password'
  | 'passphrase'
  | 'path'
  | 'prefix'
  | 'name'
  | 'url'
  | 'email'
  | 'domain'
  | 'registrar'
  | 'address'
  | 'aside';

export type Meaning = {
  field: FieldName | null;
  /** Null where none is named, or more than one. */
  context: Context | null;
  /** What the words say beside that: protocols, the name of a panel or registrar, the environment. */
  marks: string[];
  /** Words like 'access' or 'details': a heading, or a label only with a value beside it. */
  topic: boolean;
  /** Words that are not known here, and whether there are none. */
  unknown: number;
  whole: boolean;
  /** Two contexts at once, or a password named together with something else: never to be guessed. */
  unclear: boolean;
};

/** `field:words`, `#context/mark:words`, `/mark:words`; '-' are words without a meaning of their own. */
const WORDS = `
host:host hostname hote server serveur servername
port:port
protocol:protocol protocole
username:user username utilisateur login identifiant usager
password:password passwd pass pwd mdp passe
passphrase:passphrase
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
#panel/other:hpanel ispconfig directadmin panel panneau
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
-:de du des d la le les l your votre vos mon ma mes my our notre the of for pour a au aux to en via on in with avec remote distant hebergement hosting web principal main racine configuration controle control secure securise temporary temporaire provisoire prestashop here are is voici number numero id client et and initial
`;

type Sense = { field?: string; context?: Context; mark?: string; topic?: true };

const SENSES: ReadonlyMap<string, Sense[]> = readWords();

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
          : { field: name };
    if (mark) sense.mark = mark;
    for (const word of words.split(' ')) senses.set(word, [...(senses.get(word) ?? []), sense]);
  }
  return senses;
}

/** Two words that say one thing: 'user name', 'adresse e-mail', 'url de connexion'. */
const PAIRS: Readonly<Record<string, FieldName>> = {
  'name username': 'username',
  'host name': 'host',
  'address host': 'host',
  'address email': 'email',
  'address url': 'url',
  'email username': 'email',
  'host port': 'port',
  'host path': 'path',
  'host username': 'username',
  'password username': 'password',
  'host password': 'password',
  'url username': 'url',
  'domain name': 'domain',
  'aside name': 'aside',
  'aside url': 'aside',
  'address aside': 'aside',
};

const LONGEST = 90;

/** Lower case, without accents and decoration; phrases of two words become one. */
export function plain(label: string): string {
  return label
    .slice(0, LONGEST)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/mots?[ -]de[ -]passe/g, 'password')
    .replace(/back[ -]office/g, 'backoffice')
    .replace(/e-mail/g, 'email')
    .replace(/espace[ -]client/g, 'espaceclient')
    .replace(/client area/g, 'clientarea');
}

/** What a label or heading means; null without a word, or with more of them than a label has. */
export function meaning(label: string): Meaning | null {
  if (label.length > LONGEST) return null;
  const text = plain(label);
  const words = text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  if (words.length === 0 || words.length > 14) return null;
  const senses = words.flatMap((word) => SENSES.get(word) ?? []);
  const contexts = [...new Set(senses.flatMap(({ context }) => context ?? []))];
  const fields = [...new Set(senses.flatMap(({ field }) => field ?? []))];
  const joined = fields.length > 1 && /[/,&+]| - | (?:et|and|ou|or) /.test(text);
  const unknown = words.filter((word) => !SENSES.has(word)).length;
  const context = contexts.length === 1 ? (contexts[0] ?? null) : null;
  const field = fieldOf(fields, context);
  return {
    field,
    context: fields.includes('email') && fields.length > 1 && !field ? 'foreign' : context,
    marks: senses.flatMap(({ mark }) => mark ?? []),
    topic: senses.some(({ topic }) => topic),
    unknown,
    whole: unknown === 0,
    unclear: contexts.length > 1 || (joined && fields.includes('password')),
  };
}

function fieldOf(fields: readonly string[], context: Context | null): FieldName | null {
  const key = [...fields].sort().join(' ');
  if (key === 'name') return context === 'database' ? 'name' : 'aside';
  return fields.length === 1 ? (key as FieldName) : (PAIRS[key] ?? null);
}
