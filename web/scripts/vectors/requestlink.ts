/** The links of requests, and what mail programs and people make of them: a group of tests/vectors/request.json. */

import { receiptLink, shareLink } from '../../src/protocol/link.ts';
import { collectLink, requestLink } from '../../src/protocol/requestlink.ts';
import { concat } from '../../src/protocol/token.ts';
import { hex, seeded } from './bytes.ts';
import { BASE, type Made } from './made.ts';

/** [name, the kind it is read as, input, what comes of it]. */
type Case = readonly [string, 'request' | 'collect', string, Record<string, string>];

export function requestLinkVectors(one: Made, team: Made) {
  const links = {
    request: requestLink(BASE, one.derived.hash),
    oneOff: collectLink(BASE, one.derived.hash, one.secret),
    team: collectLink(BASE, team.derived.hash, team.secret),
    share: shareLink(BASE, seeded('link K', 32), false),
    receipt: receiptLink(BASE, one.derived.rid, seeded('link M', 32)),
  };
  const cases = [...read(links, one, team), ...cut(links), ...ofOthers(links), ...damaged(links)];
  return cases.map(([name, expected, input, told]) => ({ name, expected, input, ...told }));
}

type Links = Record<'request' | 'oneOff' | 'team' | 'share' | 'receipt', string>;

function read({ request, oneOff, team }: Links, one: Made, other: Made): Case[] {
  const asked = { payload: hex(one.derived.hash), expect: 'ok' };
  const payload = (of: Made) => hex(concat(of.derived.hash, of.secret));
  const once = { payload: payload(one), key: 'one-off', expect: 'ok' };
  const teams = { payload: payload(other), key: 'team', expect: 'ok' };
  return [
    ['as made', 'request', request, asked],
    ['in a mail', 'request', `<${request}>,\r\n&utm_source=x`, asked],
    ['a bare fragment', 'request', request.replace(/.*#/, ''), asked],
    ['one-off', 'collect', oneOff, once],
    ['team', 'collect', team, teams],
    ['letters stuck on', 'collect', `${team}Merci`, teams],
    ['both links, the request first', 'collect', `${request}\n${oneOff}`, once],
  ];
}

const refused = (expect: string) => ({ expect });

function cut({ request, oneOff, team }: Links): Case[] {
  return [
    ['words', 'request', 'please answer', refused('not-a-link')],
    ['version 2', 'request', request.replace('#1r', '#2r'), refused('update')],
    ['version 2', 'collect', oneOff.replace('#1c', '#2c'), refused('update')],
    ['cut', 'request', request.slice(0, -1), refused('cut')],
    ['cut', 'collect', oneOff.slice(0, -1), refused('cut')],
    [
      'one-off, cut to the length of a team’s',
      'collect',
      oneOff.slice(0, team.length),
      refused('cut'),
    ],
    ['cut', 'collect', team.slice(0, -1), refused('cut')],
  ];
}

function ofOthers({ request, oneOff, team, share, receipt }: Links): Case[] {
  const other = (found: string) => ({ found, expect: 'wrong-kind' });
  return [
    ['the collect link', 'request', oneOff, other('collect')],
    ['the collect link of a team', 'request', team, other('collect')],
    ['a share link', 'request', share, other('share')],
    ['a receipt', 'request', receipt, other('receipt')],
    ['the request link', 'collect', request, other('request')],
    ['a share link', 'collect', share, other('share')],
    ['a receipt', 'collect', receipt, other('receipt')],
  ];
}

function damaged({ request, oneOff, team }: Links): Case[] {
  return [
    ['lower case', 'request', request.toLowerCase(), refused('damaged')],
    ['lower case', 'collect', team.toLowerCase(), refused('damaged')],
    ['one-off made a team’s', 'collect', oneOff.replace('#1c', '#1t'), refused('damaged')],
    ['last character not canonical', 'request', uncanonical(request), refused('damaged')],
  ];
}

/** The last character with a bit set that carries nothing. */
function uncanonical(link: string): string {
  return link.slice(0, -1) + String.fromCharCode(link.charCodeAt(link.length - 1) + 1);
}
