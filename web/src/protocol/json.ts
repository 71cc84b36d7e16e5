/**
 * JSON as the protocol wants it: `JSON.parse` keeps the last of two members with one name, so two
 * readers could see two contents in the same bytes. Here a duplicate is an error.
 */

/** Two members of one object have the same name. */
export class DuplicateMember extends Error {
  override name = 'DuplicateMember';
}

// One token of JSON that has been parsed already: a string, a bracket, a comma, or a bare word.
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],]|[^\s"{}[\],:]+/g;

/** Parses JSON. Throws `SyntaxError`, or {@link DuplicateMember} at any depth. */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  refuseDuplicates(text);
  return value;
}

/** `text` is valid JSON, so a string is a name exactly where an object expects one. */
function refuseDuplicates(text: string): void {
  const open: (Set<string> | null)[] = [];
  let names: Set<string> | null = null;
  let expectsName = false;
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') {
      open.push(names);
      names = token === '{' ? new Set() : null;
      expectsName = names !== null;
    } else if (token === '}' || token === ']') {
      names = open.pop() ?? null;
      expectsName = false;
    } else if (token === ',') {
      expectsName = names !== null;
    } else if (expectsName && names !== null) {
      const name = String(JSON.parse(token));
      if (names.has(name)) throw new DuplicateMember('a member appears twice');
      names.add(name);
      expectsName = false;
    }
  }
}
