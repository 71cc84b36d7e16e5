/** tests/vectors/link.json: what mail programs, chats and people do to links. */

import { receiptLink, shareLink } from '../../src/protocol/link.ts';
import { concat } from '../../src/protocol/token.ts';
import { hex, seeded } from './bytes.ts';

const BASE = 'https://handover.example';
const K = seeded('link K', 32);
const ID = seeded('link id', 16);
const M = seeded('link M', 32);

const plain = shareLink(BASE, K, false);
const locked = shareLink(BASE, K, true);
const receipt = receiptLink(BASE, ID, M);
const fragment = plain.slice(plain.indexOf('#') + 1);
const receiptFragment = receipt.slice(receipt.indexOf('#') + 1);

type Case = { name: string; expected: 'share' | 'receipt'; input: string; expect: string };
type Good = Case & { payload: string; passphrase?: boolean };
type Bad = Case & { found?: string };

function opens(name: string, input: string, passphrase = false): Good {
  return { name, expected: 'share', input, payload: hex(K), passphrase, expect: 'ok' };
}

function shows(name: string, input: string): Good {
  return { name, expected: 'receipt', input, payload: hex(concat(ID, M)), expect: 'ok' };
}

function refused(name: string, input: string, expect: string, found?: string): Bad {
  const expected = 'share';
  return found === undefined
    ? { name, expected, input, expect }
    : { name, expected, input, expect, found };
}

const GOOD: readonly Good[] = [
  opens('as made', plain),
  opens('as made, with a passphrase', locked, true),
  shows('a receipt as made', receipt),
  opens('bare fragment', fragment),
  opens('bare fragment with its mark', `#${fragment}`),
  shows('bare receipt fragment', receiptFragment),
  opens('line ends and tabs around', `\r\n\t${plain}\t\r\n`),
  opens('bare fragment, no-break spaces around', `\u00a0${fragment}\u00a0`),
  opens('zero-width space before a bare fragment', `\u200b${fragment}`),
  opens('zero-width space behind', `${plain}\u200b`),
  opens('tracker behind an ampersand', `${plain}&utm_source=newsletter&utm_medium=email`),
  opens('tracker in the query', plain.replace('/open#', '/open?utm_source=mail#')),
  opens('tracker behind a question mark', `${plain}?fbclid=IwAR0_x-y`),
  opens('full stop behind', `${plain}.`),
  opens('comma behind', `${plain},`),
  opens('exclamation mark behind, French spacing', `${plain}\u00a0!`),
  opens('round brackets', `(${plain})`),
  opens('angle brackets', `<${plain}>`),
  opens('angle brackets and a prefix', `<URL:${plain}>`),
  opens('French quotation marks', `\u00ab\u00a0${plain}\u00a0\u00bb`),
  opens('bare fragment in straight quotation marks', `"${fragment}"`),
  opens('backticks', `\`${plain}\``),
  opens('markdown link', `[${plain}](${plain})`),
  opens('markdown emphasis', `_${plain}_`),
  opens('bare fragment in markdown emphasis', `_${fragment}_`),
  opens('chat markup, link and title', `<${plain}|handover.example>`),
  opens('HTML anchor', `<a href="${plain}">open</a>`),
  opens('wiki link', `[[${plain}|open]]`),
  opens('quoted reply', `> > ${plain}`),
  opens('letters stuck on', `${plain}Merci`),
  opens('underscores and hyphens stuck on', `${plain}_-_`),
  opens('HTML entity behind', `${plain}&gt;`),
  opens('quoted-printable end of line behind', `${plain}=\r\n`),
  opens('percent-encoded space behind', `${plain}%20`),
  opens('ellipsis behind', `${plain}\u2026`),
  opens('text fragment appended by a browser', `${plain}:~:text=open`),
  opens('mark percent-encoded', plain.replace('#', '%23')),
  opens(
    'mark percent-encoded inside a rewriter',
    `https://rewriter.example/?url=${encodeURIComponent(plain)}&data=05%7C02`,
  ),
  opens('other host and a sub-path', plain.replace(BASE, 'http://localhost:8080/a/b')),
  opens('upper-case host', plain.replace(BASE, 'HTTPS://HANDOVER.EXAMPLE')),
  opens('scheme lost', plain.replace('https://', '')),
  opens('a ticket number before it', `Ticket #4711: ${plain}`),
  opens('an ordinal before it', `your #1st answer: ${plain}`),
  opens('a cut copy before the whole link', `${plain.slice(0, -9)}\n${plain}`),
  opens('both links, receipt first', `${receipt}\n${plain}`),
  shows('both links, share first', `${plain}\n${receipt}`),
  opens('the same link twice', `${plain} ${plain}`),
  opens('shown and hidden address differ in case', `<a href="${plain}">${plain.toUpperCase()}</a>`),
];

const flipped = (at: number) => {
  const chars = [...fragment];
  chars[at] = chars[at] === 'A' ? 'B' : 'A';
  return `${BASE}/open#${chars.join('')}`;
};

const BAD: readonly Bad[] = [
  refused('empty', '', 'not-a-link'),
  refused('words', 'please send the link again', 'not-a-link'),
  refused('the address without its fragment', `${BASE}/open`, 'not-a-link'),
  refused('fragment lost, mark kept', `${BASE}/open#`, 'not-a-link'),
  refused("another page's fragment", 'https://example.com/page#section-2', 'not-a-link'),
  refused('a ticket number', 'Ticket #4711', 'not-a-link'),
  refused('only digits behind the mark', `${BASE}/open#11111111`, 'not-a-link'),
  refused('version 2', plain.replace('#1s', '#2s'), 'update'),
  refused('version 0', plain.replace('#1s', '#0s'), 'update'),
  refused('version 2, cut as well', plain.replace('#1s', '#2s').slice(0, -9), 'update'),
  refused('version 2, unknown kind', plain.replace('#1s', '#2z'), 'update'),
  refused('last character lost', plain.slice(0, -1), 'cut'),
  refused('half of it lost', plain.slice(0, -23), 'cut'),
  refused('all but the kind lost', `${BASE}/open#1s`, 'cut'),
  refused('line broken by a mail program', `${plain.slice(0, 60)}\r\n${plain.slice(60)}`, 'cut'),
  refused('soft line break', `${plain.slice(0, 60)}=\n${plain.slice(60)}`, 'cut'),
  refused('space inside', `${plain.slice(0, 60)} ${plain.slice(60)}`, 'cut'),
  refused('zero-width space inside', `${plain.slice(0, 60)}\u200b${plain.slice(60)}`, 'cut'),
  refused('soft hyphen inside', `${plain.slice(0, 60)}\u00ad${plain.slice(60)}`, 'cut'),
  refused('shortened for display', `${plain.slice(0, 60)}\u2026${plain.slice(-4)}`, 'cut'),
  refused('a receipt, cut', receipt.slice(0, -1), 'cut'),
  refused('a receipt', receipt, 'wrong-kind', 'receipt'),
  refused('a receipt, one character changed', `${receipt.slice(0, -1)}!`, 'cut'),
  refused(
    'a receipt with a wrong checksum',
    `${receipt.slice(0, -4)}AAAA`,
    'wrong-kind',
    'receipt',
  ),
  refused('first character changed', flipped(2), 'damaged'),
  refused('character in the middle changed', flipped(24), 'damaged'),
  refused('last but one character changed', flipped(fragment.length - 2), 'damaged'),
  refused('lower case', plain.toLowerCase(), 'damaged'),
  refused('upper case', plain.toUpperCase(), 'damaged'),
  refused('kind changed: passphrase dropped', locked.replace('#1p', '#1s'), 'damaged'),
  refused('kind changed: passphrase added', plain.replace('#1s', '#1p'), 'damaged'),
  refused('damaged, and an ordinal behind it', `${flipped(9)} is the #1st`, 'damaged'),
  refused(
    'of a later version, and a cut one',
    `${plain.replace('#1s', '#2s')}\n${plain.slice(0, -9)}`,
    'cut',
  ),
  refused('unknown kind', plain.replace('#1s', '#1x'), 'damaged'),
  refused('last character not canonical', `${plain.slice(0, -1)}${uncanonical(plain)}`, 'damaged'),
];

/** The last character with a bit set that carries nothing. */
function uncanonical(link: string): string {
  return String.fromCharCode(link.charCodeAt(link.length - 1) + 1);
}

export function linkVectors() {
  return {
    about: 'what a page that expects a share or receipt link makes of a text: SPEC section 4',
    base: BASE,
    written: [
      { name: 'share link', kind: 's', payload: hex(K), link: plain, expect: 'ok' },
      {
        name: 'share link with a passphrase',
        kind: 'p',
        payload: hex(K),
        link: locked,
        expect: 'ok',
      },
      { name: 'receipt link', kind: 'm', payload: hex(concat(ID, M)), link: receipt, expect: 'ok' },
    ],
    read: [...GOOD, ...BAD],
  };
}
