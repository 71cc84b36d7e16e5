/** nginx with the shipped configuration, included as Debian's own includes it. */

import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../store.ts';
import type { Authority } from './authority.ts';
import { start } from './child.ts';
import type { ReverseProxy, Site } from './reverseproxy.ts';
import { filled, shipped, uncommented } from './shipped.ts';

export async function startNginx(
  folder: string,
  authority: Authority,
  { port, instances: [one, other], log }: Site,
): Promise<ReverseProxy> {
  await mkdir(folder, { recursive: true });
  const { certificate, key } = await authority.vouch('nginx');
  const [plain, ...unused] = [await freePort(), await freePort(), await freePort()];
  const live = '/etc/letsencrypt/live/handover.example.com';
  const places = [
    [`${live}/fullchain.pem`, certificate],
    [`${live}/privkey.pem`, key],
    ['https://$server_name', `https://localhost:${port}`],
    ['handover.example.com', 'localhost'],
    // Little leaves at once: a large answer waits in nginx, as it does for people far away.
    ['listen 443 ', `listen 127.0.0.1:${port} sndbuf=8k `],
    ['listen [::]:443 ', `listen 127.0.0.1:${unused[0]} `],
    ['listen 80;', `listen 127.0.0.1:${plain};`],
    ['listen [::]:80;', `listen 127.0.0.1:${unused[1]};`],
    ['127.0.0.1:8080', one],
    ['127.0.0.1:8082', other],
    ['/var/log/nginx/handover.log', join(folder, 'handover.log')],
    ...(log === 'usual' ? USUAL : []),
  ] as const;
  let text = uncommented(await shipped('nginx.conf'), '# server 127', '# server 127');
  text = uncommented(text, '# location = /handover', '# }');
  text = uncommented(text, '# location /handover/', '# }');
  await writeFile(join(folder, 'handover.conf'), filled(text, places));
  await writeFile(join(folder, 'nginx.conf'), MAIN);
  const args = ['-p', folder, '-c', join(folder, 'nginx.conf')];
  const child = await start('nginx', args, { ready: /start worker process / });
  // What it would write to the disk, it cannot write from here on.
  for (const name of TEMPORARY) await rm(join(folder, name), { recursive: true });
  const logs = async () => ({
    'what nginx says': child.said(),
    ...Object.fromEntries(
      await Promise.all(
        LOGS.map(async (name) => [name, await readFile(join(folder, name), 'utf8')]),
      ),
    ),
  });
  return {
    plain: `http://localhost:${plain}`,
    log: 'handover.log',
    line: LINE,
    isTraced: true,
    logs,
    stop: child.stop,
  };
}

const LINE = /"method":"POST","route":"\/api\/v1\/bundles\/{id}\/open","status":"200"/;
const LOGS = ['access.log', 'error.log', 'handover.log'];

/** As if we had not spoken of logs: they are then those of the whole nginx. */
const USUAL = [
  ['error_log /dev/null emerg;', ''],
  [' handover;\n    # nginx writes', ' combined;\n    # nginx writes'],
] as const;

const TEMPORARY = ['body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

/** As Debian's, but for the paths, and with all that it could compress and log. */
const MAIN = `
daemon off;
worker_processes 2;
pid nginx.pid;
error_log stderr notice;
events { worker_connections 768; }
http {
    sendfile on;
    tcp_nopush on;
    ssl_prefer_server_ciphers on;
    access_log access.log;
    error_log error.log info;
    gzip on;
    gzip_types *;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    include handover.conf;
}
`;
