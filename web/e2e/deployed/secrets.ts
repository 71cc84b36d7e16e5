/** What no log may have, in the forms in which a program may write it. */

import type { Request } from '@playwright/test';
import { linkKeys, openKeys, receiptKeys } from '../../src/protocol/key.ts';
import { decode, parseReceiptLink, parseShareLink } from '../../src/protocol/link.ts';
import { collectKeys, deriveRequest } from '../../src/protocol/request.ts';
import { parseCollectLink, parseRequestLink } from '../../src/protocol/requestlink.ts';
import { fromB64u, toB64u } from '../../src/protocol/token.ts';

export class Secrets {
  readonly #needles = new Set<string>();

  /** Both ends of a text: what is cut in a log is still found. */
  addText(text: string): void {
    if (text.length < END) throw new Error('too short to be told from chance');
    this.#needles.add(text.slice(0, END)).add(text.slice(-END));
  }

  add(...secrets: Uint8Array[]): void {
    for (const secret of secrets) {
      const bytes = Buffer.from(secret);
      const hex = bytes.toString('hex');
      for (const text of [toB64u(secret), bytes.toString('base64'), hex, hex.toUpperCase()])
        this.addText(text);
    }
  }

  /** A link, and what it stands for: ids, tokens, and their hashes. */
  async addLink(link: string): Promise<void> {
    this.addText(link.split('#')[1] ?? '');
    const { payload } = decode(link, null);
    this.add(payload, ...(await derived(link)));
  }

  /** What a browser has sent: the id in the path, the token, and what stands in the body. */
  addRequest(request: Request): void {
    const [, id] = /\/api\/v1\/(?:bundles|requests)\/([\w-]+)/.exec(request.url()) ?? [];
    if (id !== undefined) this.add(fromB64u(id));
    const { authorization } = request.headers();
    if (authorization !== undefined) this.addText(authorization.replace('Bearer ', ''));
    if (request.postData() === null) return;
    for (const value of Object.values(request.postDataJSON()))
      if (typeof value === 'string') this.addText(value);
  }

  get all(): string[] {
    return [...this.#needles];
  }

  /** The lines that have one of them, with the name of their log. */
  found(logs: Record<string, string>): string[] {
    const { all } = this;
    return Object.entries(logs).flatMap(([name, text]) =>
      text
        .split('\n')
        .filter((line) => all.some((needle) => line.includes(needle)))
        .map((line) => `${name}: ${line}`),
    );
  }
}

/** Characters of 6 bits, or of 4. */
const END = 16;

async function derived(link: string): Promise<Uint8Array[]> {
  switch (decode(link, null).letter) {
    case 's':
    case 'p':
      return ofBundle(parseShareLink(link).key);
    case 'm': {
      const { id, secret } = parseReceiptLink(link);
      return [id, secret, ...Object.values(await receiptKeys(secret))];
    }
    case 'r':
      return ofRequest(parseRequestLink(link).hash);
    default: {
      const { hash, secret } = parseCollectLink(link);
      const collect = Object.values(await collectKeys(secret));
      return [secret, ...collect, ...(await ofRequest(hash))];
    }
  }
}

async function ofBundle(key: Uint8Array): Promise<Uint8Array[]> {
  const { linkToken, linkHash, id } = await linkKeys(key);
  const { openToken, openHash } = await openKeys(key, new Uint8Array(0));
  return [linkToken, linkHash, id, openToken, openHash];
}

async function ofRequest(hash: Uint8Array): Promise<Uint8Array[]> {
  const { rid, answerToken, answerHash, documentKey } = await deriveRequest(hash);
  return [hash, rid, answerToken, answerHash, documentKey];
}
