/** Lines of configuration: PHP, `.env`, YAML, JSON and the XML of FileZilla. Here quotes are syntax. */

/** One assignment; `value` is null where it is not certain what the program would read there. */
export type Assignment = { key: string; value: string | null };

const QUOTED = `('(?:[^'\\\\]|\\\\.)*'|"(?:[^"\\\\]|\\\\.)*"|[\\w.+-]*)`;
const REMARK = '(?:\\s{0,20}(?:\\/\\/|#).*)?$';
/** What each of the notations begins with or, in `.env`, has in its name. */
const LIKELY = /^\s*(?:['"$<]|define\()|_/;
const PHP: readonly RegExp[] = [
  new RegExp(`^\\s*['"]([\\w.-]+)['"]\\s*=>\\s*${QUOTED}\\s{0,20},?${REMARK}`),
  new RegExp(`^\\s*define\\(\\s*['"](\\w+)['"]\\s*,\\s*${QUOTED}\\s*\\)\\s*;${REMARK}`),
  new RegExp(`^\\s*\\$(?:\\w+\\[\\s*['"])?(\\w+)(?:['"]\\s*\\])?\\s*=\\s*${QUOTED}\\s*;${REMARK}`),
];
const JSON_LINE = /^\s*"([\w.-]+)"\s*:\s*("(?:[^"\\]|\\.)*"|[\w.+-]+)\s*,?\s*$/;
const ENV = /^\s*(?:export\s+|-\s+)?([A-Za-z]\w{0,60})(\s*=|:(?=\s|$))[^\S\n]?(.*)$/;
const XML = /^\s*<([A-Za-z]\w{0,30})([^<>]*)>([^<>]*)<\/\1>\s*$/;

/** Braces, brackets and tags: lines that hold a file together and say nothing. */
const FRAME =
  /^\s*(?:<\?php|\?>|[[\]{}(),;]+|<\/?[A-Za-z][^<>]*>|<\?xml[^<>]*>|return\s*(?:array\s*\(|\[)|['"]?\w+['"]?\s*(?:=>|:)\s*(?:array\s*\(|[[{])?|(?:#|\/\/|\/\*).*)\s*$/;

export const isFrame = (line: string): boolean => line.length < 400 && FRAME.test(line);

export function readAssignment(line: string): Assignment | null {
  if (line.length > 4000 || !LIKELY.test(line)) return null;
  for (const shape of PHP) {
    const [, key, value = ''] = shape.exec(line) ?? [];
    if (key) return { key, value: phpString(value) };
  }
  const [, jsonKey, json = ''] = JSON_LINE.exec(line) ?? [];
  if (jsonKey) return { key: jsonKey, value: jsonString(json) };
  const [, tag, attributes = '', content = ''] = XML.exec(line) ?? [];
  if (tag) return { key: tag, value: xmlText(attributes, content) };
  const [, name, sign = '', rest = ''] = ENV.exec(line) ?? [];
  return name?.includes('_') ? { key: name, value: envValue(rest, sign === ':') } : null;
}

function phpString(text: string): string | null {
  const inner = text.slice(1, -1);
  if (text.startsWith("'")) return inner.replace(/\\(['\\])/g, '$1');
  if (!text.startsWith('"')) return /^null$/i.test(text) ? '' : text;
  return /\$[\w{]/.test(inner.replace(/\\[\\$]/g, '')) ? null : unescaped(inner, /\\(["\\$])/g);
}

function jsonString(text: string): string | null {
  if (!text.startsWith('"')) return text === 'null' ? '' : text;
  try {
    return String(JSON.parse(text));
  } catch {
    return null;
  }
}

function envValue(text: string, yaml: boolean): string | null {
  if (/^'[^']*'\s*$/.test(text)) return text.trim().slice(1, -1);
  if (/\$[\w{($]/.test(text) && !/\\\$/.test(text)) return null;
  const [, inner] = /^"((?:[^"\\]|\\.)*)"\s*$/.exec(text) ?? [];
  if (inner !== undefined) return unescaped(inner, /\\(["\\$])/g);
  const isOdd = /^\s*["'`]|(?:^|\s)#/.test(text) || (yaml && /^[&*!|>%@`{[]|: |\s$/.test(text));
  return isOdd ? null : text;
}

/** Undoes the escapes that all readers agree on; null with any other. */
function unescaped(text: string, escapes: RegExp): string | null {
  return text.replace(escapes, '').includes('\\') ? null : text.replace(escapes, '$1');
}

/** FileZilla keeps a password in base64, or sealed with a main password ('crypt'). */
function xmlText(attributes: string, text: string): string | null {
  const [, encoding] = /\bencoding="(\w+)"/.exec(attributes) ?? [];
  if (encoding === undefined) return text.includes('&') ? null : text;
  return encoding === 'base64' ? fromBase64(text) : null;
}

function fromBase64(text: string): string | null {
  try {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
