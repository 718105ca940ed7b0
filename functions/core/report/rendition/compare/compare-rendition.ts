import { statementsOf } from "./statements.ts";
import type { StatedParts } from "./stating.ts";
import type { TextBlock } from "./text-block.ts";

/** A place where a rendition does not say what its report says. */
export interface RenditionDifference {
  /** What the report says there; absent: nothing more. */
  readonly report?: TextBlock;
  /** What the rendition says there; absent: nothing more. */
  readonly rendition?: TextBlock;
  /** Index of the line, from 0. */
  readonly line: number;
}

/** Most differences listed. */
const mostListed = 20;

/**
 * Whether a rendition says what its report says: every statement, once, in order, each in a block of its kind. Lines
 * are compared one by one and not as a bag of numbers, which would miss that two of them are exchanged.
 *
 * @param blocks the rendition's, read back by code that shares nothing with its writer
 * @returns the differences, the first ones if there are many; none: it says the same
 */
export function compareRendition(shown: StatedParts, blocks: readonly TextBlock[]): RenditionDifference[] {
  const stated = statementsOf(shown);
  const differences: RenditionDifference[] = [];
  for (let line = 0; line < Math.max(stated.length, blocks.length) && differences.length < mostListed; line++) {
    const [report, rendition] = [stated[line], blocks[line]];
    if (report?.kind === rendition?.kind && report?.text === rendition?.text) continue;
    differences.push({ line, ...(report && { report }), ...(rendition && { rendition }) });
  }
  return differences;
}
