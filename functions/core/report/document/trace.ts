import type { Block } from "./document.ts";
import type { Inline } from "./inline.ts";
import type { OriginRange, Read } from "./origin.ts";

/** Lines of a template's file from which a block was composed, counted from 1. */
export interface SourceRange {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  /** Column of the last character. */
  readonly endColumn: number;
}

/** A text outside of blocks, such as a running header, with the origins of its parts. */
export interface TracedString {
  readonly text: string;
  readonly ranges: readonly OriginRange[];
}

/** A value that a text of the template prints, `{{ … }}`, and where it is written: line and column from 1. */
export interface ShownValue {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** As it is printed first, on one line and no longer than 120 characters. */
  readonly text: string;
  /** Whether it is also printed as another text: it stands in a loop. */
  readonly varies?: boolean;
}

/** A condition of the template's text that was decided, and where it is written: line and column from 1. */
export interface ShownChoice {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The branches that were printed, from 0; that of `else` is the last, also if it is unwritten. */
  readonly branches: readonly number[];
}

/** Where the texts of a report come from, beyond their blocks: what `origins` of inlines need besides. */
export interface OriginTrace {
  /** Texts rendered outside of the report's text, by their file: template.yaml, chart specs. Filled by compose. */
  readonly strings: Map<string, TracedString[]>;
  /** Row of a query's result → its query and its index. Filled by compose. */
  readonly rows: Map<object, { readonly query: string; readonly row: number }>;
  /** Figure id → what decided which data its chart draws, and how. Filled by compose. */
  readonly charts: Map<string, readonly Read[]>;
  /** Index of a structure element → the inlines set in it, in order; filled by layout. */
  readonly inlines: Map<number, readonly (readonly Inline[])[]>;
}

/**
 * Where blocks come from and where they go, noted while a report is made, if someone asks. What is made does not
 * depend on it.
 */
export interface Trace {
  /** Filled by compose. */
  readonly sources: Map<Block, SourceRange>;
  /** Index of a structure element → the innermost block that it belongs to; filled by layout. */
  readonly elements: Map<number, Block>;
  /** Where each part of the texts comes from; absent: only blocks are traced, which is quicker. */
  readonly origins?: OriginTrace;
  /** What the values of the report's text print; filled by compose. Absent: nobody asks. */
  readonly values?: ShownValue[];
  /** Which branches of its conditions are printed; filled by compose with the values. */
  readonly choices?: ShownChoice[];
}

/** An empty trace. */
export function createTrace(): Trace {
  return { sources: new Map(), elements: new Map() };
}

/** An empty trace that also gets the origins of all texts. */
export function createOriginTrace(): Trace & { readonly origins: OriginTrace } {
  const origins = { strings: new Map(), rows: new Map(), charts: new Map(), inlines: new Map() };
  return { ...createTrace(), origins };
}
