/** Groups: the values that stand together and belong to one access. */

import type { Found } from './reading.ts';
import { isSecret, type Value } from './value.ts';
import type { Context, FieldName } from './vocabulary.ts';

export type Group = {
  context: Context | null;
  marks: string[];
  values: Map<FieldName, Value>;
  /** Lines it was taken from; those in `partly` hold more than its values. */
  lines: number[];
  partly: Set<number>;
  /** Lines with a domain name: not every kind has a place for it. */
  domains: number[];
  /** False where a value could belong elsewhere, or stands there twice. */
  sure: boolean;
  /** Under a heading, or from a file: an empty line is no end there. */
  lasting: boolean;
  /** Whether every label named its context: such a group goes on after anything. */
  named: boolean;
  /** The stretch of text between two headings or breaks; and whether its password named no context. */
  stretch: number;
  claims: boolean;
};

export type Section = { context: Context; marks: readonly string[]; line: number; whole: boolean };

/** A group that begins; under a heading it takes that line and what it says. */
export function groupIn(context: Context | null, section: Section | null, stretch: number): Group {
  return {
    context: context ?? section?.context ?? null,
    marks: [...(section?.marks ?? [])],
    values: new Map(),
    lines: section ? [section.line] : [],
    partly: new Set(section && !section.whole ? [section.line] : []),
    domains: [],
    sure: true,
    lasting: section !== null,
    named: true,
    stretch,
    claims: false,
  };
}

/** Puts what stands in a line, and in those that it reaches over, into a group. */
export function put(group: Group, found: Found, line: number): void {
  // The password of the next access can be the same: its line stays text.
  const isAgain = found.values.some(({ field }) => isSecret(field) && group.values.has(field));
  for (const value of found.values) group.values.set(value.field, value);
  group.marks.push(...found.marks.filter((mark) => !group.marks.includes(mark)));
  group.named &&= found.context !== null;
  group.lasting ||= found.code || found.height > 1;
  group.claims ||= !found.context && found.values.some(({ field }) => isSecret(field));
  if (found.values.some(({ field }) => field === 'domain')) group.domains.push(line);
  for (let at = line; at < line + found.height; at += 1) {
    group.lines.push(at);
    if (!found.whole || isAgain) group.partly.add(at);
  }
}

/** Whether a group says something else in the same field. */
export function differs({ values }: Group, value: Value): boolean {
  const other = values.get(value.field);
  return other !== undefined && (other.text !== value.text || other.state !== value.state);
}

/** Whether a group that has its password says the field already: two accesses may share a host or a port. */
export function repeats({ values }: Group, { field }: Value): boolean {
  return values.has('password') && values.has(field);
}

/** A group that says nothing but what the one before says, password included, is that access again. */
export function restated(groups: readonly Group[]): Group[] {
  const kept: Group[] = [];
  for (const group of groups) {
    const last = kept.at(-1);
    if (!last || !isRestated(last, group)) kept.push(group);
    else {
      for (const line of group.lines) last.lines.push(line);
      for (const line of group.domains) last.domains.push(line);
      for (const line of group.partly) last.partly.add(line);
    }
  }
  return kept;
}

function isRestated(last: Group, { context, marks, values, sure }: Group): boolean {
  const isSame = context === last.context && sure && values.has('password');
  const saysLast = (value: Value) => last.values.has(value.field) && !differs(last, value);
  return (
    isSame &&
    marks.every((mark) => last.marks.includes(mark)) &&
    [...values.values()].every(saysLast)
  );
}

/** How far back a line can belong, in groups. */
const REACH = 8;

/** The one before to which these values can belong, by the labels' own words. */
export function continued(groups: readonly Group[], { context, values }: Found): Group | null {
  const near = groups.slice(-REACH).filter((group) => group.context === context);
  const isAdmin = values.length === 1 && values[0]?.field === 'admin_url';
  const only = near.length === 1 ? near[0] : null;
  const open = isAdmin ? only : near.findLast(({ named }) => named);
  return open && !values.some((value) => differs(open, value) || repeats(open, value))
    ? open
    : null;
}

/** A password without a context of its own, where another access beside it has none: anybody's. */
export function disputed(groups: readonly Group[]): Group[] {
  return groups.map((group, index) => {
    const isOpen = ({ stretch, values }: Group) =>
      stretch === group.stretch &&
      !values.has('password') &&
      (values.has('host') || values.has('url'));
    const isDisputed = group.claims && groups.slice(Math.max(0, index - REACH), index).some(isOpen);
    return isDisputed ? { ...group, sure: false } : group;
  });
}
