/** Cells of a query's result: one column of some of its rows. */
export interface CellRead {
  readonly query: string;
  readonly column: string;
  /** Indices in the query's result, from 0, ascending. */
  readonly rows: readonly number[];
}

/** The number of a query's rows. */
export interface CountRead {
  readonly query: string;
  readonly count: true;
}

/** A value that no query gave: `parameters.year`, `report.date`, `forloop.index`. */
export interface NameRead {
  readonly name: string;
}

/** Something that a text was made from. */
export type Read = CellRead | CountRead | NameRead;

/** Where something is written in a template's files. Lines and columns from 1; the end is the last character. */
export interface TextPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** Offsets in the file's text, whose lines end with `\n`. Absent: known by line only. */
  readonly from?: number;
  readonly to?: number;
}

/** Where a printed text comes from. */
export interface Origin {
  /**
   * `values`: printed from values; `words`: the author's own; `heading`: the name of a query's column; `numbering`:
   * counted by layout.
   */
  readonly kind: "values" | "words" | "heading" | "numbering";
  /** What its value was made from; of a heading, the column with no rows. */
  readonly values: readonly Read[];
  /** What decided that it is printed, or how: conditions, the columns by which a list is filtered or sorted. */
  readonly deciding: readonly Read[];
  readonly place?: TextPlace | undefined;
  /** Whether filters made another value of what was read: by `times`, `size` and the like. */
  readonly computed?: true | undefined;
}

/**
 * The origin of a part of a text. Offsets count the characters (UTF-16 units) that are not blank, since composing and
 * layout change blanks, but never the order of the others.
 */
export interface OriginRange {
  readonly from: number;
  readonly to: number;
  readonly origin: Origin;
}

const blank = /[\s\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

/** The characters of a text that layout prints and keeps in order. */
export function withoutBlanks(text: string): string {
  return text.replace(blank, "");
}

/** How many characters of a text are not blank. */
export function seenLength(text: string): number {
  return withoutBlanks(text).length;
}

/** Ranges behind `offset` further characters. */
export function shiftRanges(ranges: readonly OriginRange[], offset: number): readonly OriginRange[] {
  return offset === 0
    ? ranges
    : ranges.map(({ from, to, origin }) => ({ from: from + offset, to: to + offset, origin }));
}

/** Reads without repetition, the cells of one column together. */
export function gatherReads(reads: readonly Read[]): readonly Read[] {
  if (reads.length < 2) return reads;
  const cells = new Map<string, { readonly read: CellRead; readonly rows: Set<number> }>();
  const others = new Map<string, Read>();
  for (const read of reads) {
    if (!("rows" in read)) {
      others.set(JSON.stringify(read), read);
      continue;
    }
    const key = JSON.stringify([read.query, read.column]);
    const known = cells.get(key);
    if (known === undefined) cells.set(key, { read, rows: new Set(read.rows) });
    else for (const row of read.rows) known.rows.add(row);
  }
  return [
    ...[...cells.values()].map(({ read, rows }) =>
      rows.size === read.rows.length ? read : { ...read, rows: [...rows].sort((a, b) => a - b) },
    ),
    ...others.values(),
  ];
}
