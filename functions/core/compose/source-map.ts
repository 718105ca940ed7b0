import type { Where } from "../errors.ts";

interface Chunk {
  /** Offset in the output. */
  readonly at: number;
  readonly file: string;
  readonly input: string;
  /** Offset in `input`. */
  readonly from: number;
}

/**
 * From an offset in Liquid's output back to line and column in the template: loops, conditions and
 * partials move lines, and an error must name the line that its author wrote.
 */
export interface SourceMap {
  /** Text of `file` from offset `from` on was printed at offset `at`. */
  add(chunk: Chunk): void;
  locate(offset: number): Where;
}

export function createSourceMap(file: string): SourceMap {
  const chunks: Chunk[] = [];
  return {
    add: (chunk) => {
      chunks.push(chunk);
    },
    locate(offset) {
      const chunk = findLast(chunks, offset);
      if (chunk === undefined) return { file, line: 1, column: 1 };
      const before = chunk.input.slice(0, chunk.from + offset - chunk.at).split("\n");
      return { file: chunk.file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    },
  };
}

/** Binary search: the last chunk that begins at or before `offset`. */
function findLast(chunks: readonly Chunk[], offset: number): Chunk | undefined {
  let low = 0;
  let high = chunks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((chunks[middle]?.at ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return chunks[low - 1];
}
