/** Gathers what the lines say into groups: the values that stand together and belong to one access. */

import { bare, type Found, type Reading, readLine } from './lines.ts';
import { readTable } from './table.ts';
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

type Section = { context: Context | null; marks: string[]; line: number; whole: boolean };

export function groupsOf(lines: readonly string[]): Group[] {
  const gathering = new Gathering();
  for (let at = 0; at < lines.length; ) {
    gathering.quoted(lines[at] ?? '');
    const table = readTable(lines, at);
    for (const [index, row] of (table?.rows ?? []).entries()) {
      gathering.row(row, at + row.line, index === 0 && table?.whole ? at : null);
    }
    const reading = table ? null : readLine(lines, at);
    if (reading) gathering.take(reading, at);
    at += table?.height ?? (reading?.is === 'values' ? reading.height : 1);
  }
  return disputed(gathering.groups);
}

class Gathering {
  readonly groups: Group[] = [];
  private current: Group | null = null;
  private section: Section | null = null;
  private stretch = 0;
  private depth = 0;

  /** Another level of quoting is another letter. */
  quoted(line: string): void {
    if (bare(line).trim() === '') return;
    const depth = (/^(?:\s?>)+/.exec(line)?.[0] ?? '').replace(/\s/g, '').length;
    if (depth !== this.depth) this.end();
    this.depth = depth;
  }

  take(reading: Reading, line: number): void {
    if (reading.is === 'values') this.place(reading, line);
    else if (reading.is === 'heading') {
      this.end();
      this.section = { ...reading, line };
    } else if (reading.is === 'break' && this.current) this.end();
    else if (reading.is === 'blank' && this.current && !this.current.lasting) {
      this.current = null;
      this.stretch += 1;
    }
  }

  /** A row of a table stands for itself. */
  row(found: Found, line: number, header: number | null): void {
    this.end();
    this.place(found, line);
    if (header !== null) this.current?.lines.push(header);
    this.end();
  }

  private end(): void {
    this.current = null;
    this.section = null;
    this.stretch += 1;
  }

  private place(found: Found, line: number): void {
    const context = found.context ?? contextOfUrl(found.values);
    const group = this.target(context, found);
    if (isStray(group, found)) {
      this.end();
      return;
    }
    const into = this.settled(group, found.values);
    for (const value of found.values) into.values.set(value.field, value);
    into.marks.push(...found.marks);
    into.named &&= found.context !== null;
    into.lasting ||= found.code || found.height > 1;
    if (!found.context && found.values.some(({ field }) => isSecret(field))) into.claims = true;
    for (let part = 0; part < found.height; part += 1) into.lines.push(line + part);
    if (!found.whole)
      for (let part = 0; part < found.height; part += 1) into.partly.add(line + part);
    if (found.values.some(({ field }) => field === 'domain')) into.domains.push(line);
    this.current = into;
  }

  private target(context: Context | null, { values }: Found): Group {
    const { current } = this;
    if (current && (context === null || context === current.context)) return current;
    if (current && current.context === null) {
      current.context = context;
      return current;
    }
    const open = this.groups
      .slice(-8)
      .findLast((group) => group.named && group.context === context);
    const goesOn = context !== null && open && values.every((value) => !clashes(open, value));
    return goesOn && this.section?.context !== context ? open : this.open(context);
  }

  private open(context: Context | null): Group {
    const section = context === null || this.section?.context === context ? this.section : null;
    const group: Group = {
      context: context ?? section?.context ?? null,
      marks: [...(section?.marks ?? [])],
      values: new Map(),
      lines: section && section.line >= 0 ? [section.line] : [],
      domains: [],
      partly: new Set(section && !section.whole ? [section.line] : []),
      sure: true,
      lasting: section !== null,
      named: true,
      stretch: this.stretch,
      claims: false,
    };
    if (section) this.section = { ...section, line: -1 };
    this.groups.push(group);
    return group;
  }

  /** The group that can take these values: a new one where the next access of the same kind begins. */
  private settled(group: Group, values: readonly Value[]): Group {
    const again = values.filter((value) => clashes(group, value));
    if (again.length === 0) return group;
    if (group.values.has('password') && again.some(({ field }) => !isSecret(field))) {
      const next = this.open(group.context);
      next.marks = group.marks.filter((mark) => !['https'].includes(mark));
      next.lasting = group.lasting;
      return next;
    }
    group.sure = false;
    return group;
  }
}

function clashes({ values }: Group, value: Value): boolean {
  const other = values.get(value.field);
  return other !== undefined && (other.text !== value.text || other.state !== value.state);
}

/** A web address amid file access is about something else. */
function isStray({ context }: Group, { values, context: named }: Found): boolean {
  const [value] = values;
  if (named !== null || values.length !== 1 || value?.field !== 'url') return false;
  return context === 'ftp' || (context === 'database' && !isDatabaseUrl(value.text));
}

export function isDatabaseUrl(url: string): boolean {
  return /phpmyadmin|\/pma\b|adminer/i.test(url);
}

const REGISTRARS =
  /^https?:\/\/(?:[\w-]+\.)*(?:(ovh|ovhcloud)|(gandi)|(ionos)|(godaddy)|(namecheap))\.(?:com|net|fr|de|co\.uk)(?:\/|$)/i;

/** The registrar whose own site an address is on. */
export function registrarAt(url: string): string {
  const found =
    REGISTRARS.exec(url)
      ?.slice(1)
      .findIndex((name) => name) ?? -1;
  return ['OVH', 'Gandi', 'IONOS', 'GoDaddy', 'Namecheap'][found] ?? '';
}

/** Where an address leads, if its shape says so. */
function contextOfUrl(values: readonly Value[]): Context | null {
  const url = values.find(({ field }) => field === 'url')?.text ?? '';
  if (isDatabaseUrl(url)) return 'database';
  if (registrarAt(url)) return 'domain';
  if (/^[^/]*\/\/[^/]*:(?:208[2367]|8443|8880)\b/.test(url)) return 'panel';
  if (/^[^/]*\/\/[^/]*\/(?:[\w-]+\/)?admin(?!istrator)[\w-]*/i.test(url)) return 'backoffice';
  return null;
}

/** A password without a context of its own, where another access beside it has none: anybody's. */
function disputed(groups: readonly Group[]): Group[] {
  return groups.map((group, index) => {
    const isOpen = (other: Group) =>
      other !== group &&
      other.stretch === group.stretch &&
      !other.values.has('password') &&
      (other.values.has('host') || other.values.has('url'));
    return group.claims && groups.slice(Math.max(0, index - 8), index).some(isOpen)
      ? { ...group, sure: false }
      : group;
  });
}
