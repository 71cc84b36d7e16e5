#!/usr/bin/env node
// Packs the app for one Handover server: node pack.mjs https://handover.example.org [handover-zendesk.zip]
//
// Zendesk sends the API key to the domains in the manifest alone, so a package belongs to one server. The same
// files give the same bytes: names in order, no time, nothing compressed.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/**
 * The package for the server at `address`, as a ZIP archive.
 * @param {string} address
 */
export function pack(address) {
  const names = ['assets', 'translations'].flatMap((folder) =>
    readdirSync(HERE + folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(HERE.length)),
  );
  const files = names.sort().map((name) => ({ name, data: readFileSync(HERE + name) }));
  return zip([{ name: 'manifest.json', data: manifestFor(address) }, ...files]);
}

/** @param {string} address */
function manifestFor(address) {
  const { origin, hostname, pathname, protocol } = new URL(address);
  if (protocol !== 'https:') throw new Error(`${address}: Zendesk needs an https address`);
  const manifest = JSON.parse(readFileSync(`${HERE}manifest.json`, 'utf8'));
  manifest.domainWhitelist = [hostname];
  const server = manifest.parameters.find(({ name }) => name === 'server');
  server.default = (origin + pathname).replace(/\/+$/, '');
  return Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
}

/**
 * An archive of stored files (APPNOTE.TXT 4.3), all of 1 January 1980.
 * @param {{ name: string, data: Buffer }[]} files
 */
function zip(files) {
  const local = [];
  const central = [];
  let offset = 0;
  for (const { name, data } of files) {
    const path = Buffer.from(name);
    const facts = factsOf(path, data);
    local.push(Buffer.from('PK\x03\x04'), facts, path, data);
    const place = Buffer.alloc(14);
    place.writeUInt32LE((0o100644 << 16) >>> 0, 6);
    place.writeUInt32LE(offset, 10);
    central.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), facts, place, path);
    offset += 4 + facts.length + path.length + data.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}

/**
 * What both headers of a file have: version 2.0, names in UTF-8, stored, the time, checksum and sizes.
 * @param {Buffer} path
 * @param {Buffer} data
 */
function factsOf(path, data) {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt16LE(0x0800, 2);
  facts.writeUInt16LE(0x0021, 8);
  facts.writeUInt32LE(crc32(data), 10);
  facts.writeUInt32LE(data.length, 14);
  facts.writeUInt32LE(data.length, 18);
  facts.writeUInt16LE(path.length, 22);
  return facts;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [address, file = 'handover-zendesk.zip'] = process.argv.slice(2);
  if (address === undefined || !URL.canParse(address)) {
    process.stderr.write('Which server is it for? node pack.mjs https://handover.example.org\n');
    process.exit(2);
  }
  writeFileSync(file, pack(address));
  process.stdout.write(`${file}, for ${address}\n`);
}
