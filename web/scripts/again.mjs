// The build is reproducible: the pages are built a second time, in another folder, with another home,
// clock zone, language and number of threads, and every file must be the same as in dist, byte for byte.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const WEB = fileURLToPath(new URL('..', import.meta.url));
const NOT_BUILT_FROM = [
  'dist',
  'node_modules',
  'e2e',
  'test',
  'bench',
  'test-results',
  'playwright-report',
];

/** The SHA-256 of each file below a folder, by its name. */
async function hashes(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  const hash = async (path) =>
    createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  return new Map(
    await Promise.all(paths.map(async (path) => [relative(folder, path), await hash(path)])),
  );
}

/** A copy of what the pages are built from. */
async function copied(elsewhere) {
  const left = NOT_BUILT_FROM.map((name) => join(WEB, name));
  await mkdir(elsewhere, { recursive: true });
  await cp(WEB, elsewhere, { recursive: true, filter: (path) => !left.includes(path) });
  await cp(join(WEB, 'node_modules'), join(elsewhere, 'node_modules'), {
    recursive: true,
    verbatimSymlinks: true,
  });
}

function build(folder, home) {
  const surroundings = {
    TZ: 'Pacific/Kiritimati',
    LANG: 'fr_FR.UTF-8',
    HOME: home,
    RAYON_NUM_THREADS: '1',
    UV_THREADPOOL_SIZE: '1',
    NO_UPDATE_NOTIFIER: '1',
  };
  const env = { ...process.env, ...surroundings };
  const { status, stdout, stderr } = spawnSync('npm', ['run', 'build'], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the second build failed:\n${stdout}${stderr}`);
}

const home = await mkdtemp(join(tmpdir(), 'handover-again-'));
try {
  const elsewhere = join(home, 'un autre dossier', 'web');
  await copied(elsewhere);
  build(elsewhere, home);
  const [one, other] = await Promise.all([
    hashes(join(WEB, 'dist')),
    hashes(join(elsewhere, 'dist')),
  ]);
  const names = [...new Set([...one.keys(), ...other.keys()])].sort();
  const differing = names.filter((name) => one.get(name) !== other.get(name));
  if (names.length === 0 || differing.length > 0) {
    console.error(`two builds of the pages are not the same:\n  ${differing.join('\n  ')}`);
    console.error(
      'If web/dist is of older sources, build it again; else find what a build takes from where it runs.',
    );
    process.exitCode = 1;
  } else {
    console.log(`${names.length} files, the same in both builds`);
  }
} finally {
  await rm(home, { recursive: true, force: true });
}
