import type { Block } from "./document.ts";

/** Lines of a template's file from which a block was composed, counted from 1. */
export interface SourceRange {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
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
}

/** An empty trace. */
export function createTrace(): Trace {
  return { sources: new Map(), elements: new Map() };
}
