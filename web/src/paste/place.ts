/** Where web addresses lead, as far as their shape says so. */

import type { Value } from './value.ts';
import type { Context } from './vocabulary.ts';

const REGISTRARS = ['OVH', 'Gandi', 'IONOS', 'GoDaddy', 'Namecheap'];
const REGISTRAR =
  /^https?:\/\/(?:[\w-]+\.)*(ovh|gandi|ionos|godaddy|namecheap)(?:cloud)?\.(?:com|net|fr|de|co\.uk)(?:\/|$)/i;
const PANELS = ['cPanel', 'Plesk', 'other'];

/** The registrar that words name, or whose own site an address is on; empty where they name two. */
export function registrarOf(marks: readonly string[], url = ''): string {
  const [, site = ''] = REGISTRAR.exec(url) ?? [];
  const isOnSite = (name: string) => name.toLowerCase() === site.toLowerCase();
  const [only, other] = marks.filter((mark) => REGISTRARS.includes(mark));
  return other ? '' : (only ?? REGISTRARS.find(isOnSite) ?? '');
}

/** The panel that words name, or that answers at the port of an address. */
export function panelOf(marks: readonly string[], url = ''): string {
  const isPlesk = /:8(?:443|880)\b/.test(url);
  const atPort = /:208[2367]\b/.test(url) ? 'cPanel' : isPlesk ? 'Plesk' : 'other';
  return marks.find((mark) => PANELS.includes(mark)) ?? atPort;
}

export function contextAt(values: readonly Value[]): Context | null {
  if (values.some(({ field }) => field === 'admin_url')) return 'database';
  const url = values.find(({ field }) => field === 'url')?.text ?? '';
  if (registrarOf([], url)) return 'domain';
  if (/^[^/]*\/\/[^/]*:(?:208[2367]|8443|8880)\b/.test(url)) return 'panel';
  return /^[^/]*\/\/[^/]*\/(?:[\w-]+\/)?admin(?!istrator)/i.test(url) ? 'backoffice' : null;
}
