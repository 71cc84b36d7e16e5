/** An authority of the test's own, made by the script that is shipped, and who believes it. */

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { deploy, run } from './shipped.ts';

export type Authority = {
  /** Its certificate, for `SSL_CERT_FILE`. */
  certificate: string;
  /** The files of a certificate for this machine. */
  vouch: (stem: string) => Promise<{ certificate: string; key: string }>;
  /** A home in which Chromium believes it. */
  home: string;
};

export async function makeAuthority(folder: string): Promise<Authority> {
  const vouch: Authority['vouch'] = async (stem) => {
    await run(deploy('redis/certificates'), [stem, '127.0.0.1', 'localhost'], { cwd: folder });
    return { certificate: join(folder, `${stem}.crt`), key: join(folder, `${stem}.key`) };
  };
  // The first one brings the authority along.
  await vouch('first');
  const certificate = join(folder, 'ca.crt');
  const home = join(folder, 'home');
  const database = join(home, '.pki/nssdb');
  await mkdir(database, { recursive: true });
  await run('certutil', ['-d', `sql:${database}`, '-N', '--empty-password']);
  const trust = ['-A', '-t', 'C,,', '-n', 'authority', '-i', certificate];
  await run('certutil', ['-d', `sql:${database}`, ...trust]);
  return { certificate, vouch, home };
}
