/** Gathers what the lines say into groups. */

import {
  continued,
  differs,
  disputed,
  type Group,
  groupIn,
  put,
  repeats,
  restated,
  type Section,
} from './group.ts';
import type { Lines } from './line.ts';
import { contextAt } from './place.ts';
import { readLine } from './read.ts';
import type { Found, Reading } from './reading.ts';
import { readTable } from './table.ts';
import { isSecret, type Value } from './value.ts';
import type { Context } from './vocabulary.ts';

export function groupsOf(lines: Lines): Group[] {
  const gathering = new Gathering();
  for (let at = 0; at < lines.length; ) {
    const line = lines.at(at);
    if (line.trimmed !== '') gathering.quoted(line.depth);
    const table = readTable(lines, at);
    for (const [index, row] of (table?.rows ?? []).entries()) {
      gathering.row(row.found, at + row.line, index === 0 && table?.whole ? at : null);
    }
    const reading = table ? null : readLine(lines, at, gathering.heading());
    if (reading) gathering.take(reading, at);
    at += table?.height ?? (reading?.is === 'values' ? reading.height : 1);
  }
  return disputed(restated(gathering.groups));
}

class Gathering {
  readonly groups: Group[] = [];
  private current: Group | null = null;
  /** The heading above, and whether a group has it already. */
  private section: Section | null = null;
  private isTaken = false;
  private stretch = 0;
  private depth = 0;

  /** Another level of quoting is another letter. */
  quoted(depth: number): void {
    if (depth !== this.depth) this.end();
    this.depth = depth;
  }

  /** What the next line is about, where a heading and not just a label says so. */
  heading(): Context | null {
    const { current, section } = this;
    return section && (current === null || current.context === section.context)
      ? section.context
      : null;
  }

  take(reading: Reading, line: number): void {
    if (reading.is === 'values') this.place(reading, line);
    else if (reading.is === 'heading') {
      this.end();
      this.section = { ...reading, line };
      this.isTaken = false;
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

  private place(said: Found, line: number): void {
    const found = { ...said, context: said.context ?? contextAt(said.values) };
    const group = this.target(found);
    if (isStray(group, said)) {
      this.end();
      return;
    }
    this.current = this.settled(group, found.values);
    put(this.current, { ...found, context: said.context }, line);
  }

  private target(found: Found): Group {
    const { current } = this;
    const { context } = found;
    if (current && (context === null || context === current.context)) return current;
    if (current && current.context === null) {
      current.context = context;
      return current;
    }
    const isNew = context === null || this.section?.context === context;
    return (isNew ? null : continued(this.groups, found)) ?? this.open(context);
  }

  private open(context: Context | null): Group {
    const { section } = this;
    const above = context === null || section?.context === context ? section : null;
    const group = groupIn(context, above, this.stretch);
    if (above && this.isTaken) group.lines = [];
    this.isTaken ||= above !== null;
    this.groups.push(group);
    return group;
  }

  /** The group that can take these values: a new one where the next access of the same kind begins. */
  private settled(group: Group, values: readonly Value[]): Group {
    const isNext = values.some((value) => !isSecret(value.field) && repeats(group, value));
    if (isNext) return this.open(group.context);
    if (values.some((value) => differs(group, value))) group.sure = false;
    return group;
  }
}

/** A web address amid file access is about something else. */
function isStray({ context }: Group, { values, context: named }: Found): boolean {
  const isUrl = values.length === 1 && values[0]?.field === 'url';
  return isUrl && named === null && (context === 'ftp' || context === 'database');
}
