/** Caddy with the shipped configuration. */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../store.ts';
import type { Authority } from './authority.ts';
import { start } from './child.ts';
import type { ReverseProxy, Site } from './reverseproxy.ts';
import { filled, shipped, uncommented } from './shipped.ts';

export async function startCaddy(
  folder: string,
  authority: Authority,
  { port, instances, log }: Site,
): Promise<ReverseProxy> {
  await mkdir(folder, { recursive: true });
  const { certificate, key } = await authority.vouch('caddy');
  const plain = await freePort();
  const places = [
    ['\n{\n', `\n{\n\tadmin off\n\thttp_port ${plain}\n`],
    ['/etc/caddy/handover.crt', certificate],
    ['/etc/caddy/handover.key', key],
    ...(log === 'usual' ? USUAL : []),
  ] as const;
  let text = uncommented(await shipped('Caddyfile'), '# tls /etc', '# tls /etc');
  text = uncommented(text, '# redir /handover', '# }');
  const file = join(folder, 'Caddyfile');
  await writeFile(file, filled(text, places));
  const child = await start('caddy', ['run', '--adapter', 'caddyfile', '--config', file], {
    ready: /serving initial configuration/,
    env: {
      HOME: folder,
      HANDOVER_SITE: `localhost:${port}`,
      HANDOVER_INSTANCES: instances.join(' '),
    },
  });
  const logs = async () => ({ [LOG]: child.said() });
  return {
    plain: `http://localhost:${plain}`,
    log: LOG,
    line: LINE,
    isTraced: false,
    logs,
    stop: child.stop,
  };
}

/** As if we had not spoken of logs. */
const USUAL = [['request delete', 'user_id delete']] as const;

const LOG = 'what Caddy says';
const LINE = /"msg":"handled request","duration":[\d.e-]+,"size":\d+,"status":200/;
