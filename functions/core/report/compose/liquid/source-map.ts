import type { Where } from "../../../errors.ts";
import { gatherReads, type Read } from "../../document/origin.ts";

interface Chunk {
  /** Offset in the output. */
  readonly at: number;
  readonly file: string;
  readonly input: string;
  /** Offset in `input`. */
  readonly from: number;
  /** What decided that it was printed, if someone asks. */
  readonly deciding?: readonly Read[];
}

/**
 * Maps an offset in Liquid's output to line and column in the template: loops, conditions and partials move lines, and
 * an error must name the line that the author wrote.
 */
export interface SourceMap {
  /** Records that text of `file` from offset `from` on was printed at offset `at`. */
  add(chunk: Chunk): void;
  locate(offset: number): Where;
  /** The offset in its file of what was printed at an offset. */
  offsetInFile(offset: number): number;
  /** Offsets between two others at which a text begins that other reads decided than those of the text before. */
  beginnings(from: number, to: number): readonly number[];
  /** What decided that the text between two offsets was printed. */
  deciding(from: number, to: number): readonly Read[];
}

export function createSourceMap(file: string): SourceMap {
  const chunks: Chunk[] = [];
  /** Offsets of the beginnings of lines, by file. */
  const starts = new Map<string, readonly number[]>();
  const indexOf = (offset: number): number => lastAtMost(chunks.length, (index) => chunks[index]?.at ?? 0, offset);
  return {
    add: (chunk) => {
      chunks.push(chunk);
    },
    locate(offset) {
      const chunk = chunks[indexOf(offset)];
      if (chunk === undefined) return { file, line: 1, column: 1 };
      const lines = starts.get(chunk.file) ?? lineStarts(chunk.input);
      starts.set(chunk.file, lines);
      const from = chunk.from + offset - chunk.at;
      const line = lastAtMost(lines.length, (index) => lines[index] ?? 0, from);
      return { file: chunk.file, line: line + 1, column: from - (lines[line] ?? 0) + 1 };
    },
    offsetInFile(offset) {
      const chunk = chunks[indexOf(offset)];
      return chunk === undefined ? 0 : chunk.from + offset - chunk.at;
    },
    beginnings(from, to) {
      const found: number[] = [];
      for (let index = Math.max(0, indexOf(from)) + 1; index < chunks.length && chunks[index]!.at < to; index++) {
        const [before, after] = [chunks[index - 1]!.deciding ?? [], chunks[index]!.deciding ?? []];
        if (chunks[index]!.at > from && JSON.stringify(before) !== JSON.stringify(after)) found.push(chunks[index]!.at);
      }
      return found;
    },
    deciding(from, to) {
      const reads: Read[] = [];
      for (let index = Math.max(0, indexOf(from)); index < chunks.length && chunks[index]!.at < to; index++)
        reads.push(...(chunks[index]!.deciding ?? []));
      return gatherReads(reads);
    },
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** Binary search in ascending numbers: the index of the last one that is at most `limit`, or -1. */
function lastAtMost(count: number, at: (index: number) => number, limit: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(middle) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
