import type { Inline } from "../document/document.ts";
import { rangesOf } from "../document/inline-origins.ts";
import { shiftRanges, withoutBlanks, type OriginRange } from "../document/origin.ts";

/** A text with origins that layout prints without interruption. */
export interface Stretch {
  /** Without blanks. */
  readonly text: string;
  readonly ranges: readonly OriginRange[];
}

/**
 * The stretches of inline content between what layout fills in: marks of footnotes, pages, formulas. Words without an
 * origin, such as those of references, are no stretch either.
 */
export function stretchesOf(inlines: readonly Inline[]): Stretch[] {
  const stretches: Inline[][] = [[]];
  const walk = (parts: readonly Inline[], referring: boolean): void => {
    for (const inline of parts) {
      const counted = referring && inline.type === "text" && inline.origins === undefined;
      if (inline.type === "footnote" || inline.type === "page-reference" || inline.type === "formula" || counted)
        stretches.push([]);
      else if ("children" in inline) walk(inline.children, referring || inline.type === "reference");
      else stretches.at(-1)!.push(inline);
    }
  };
  walk(inlines, false);
  return stretches
    .map((parts) => {
      const { text, ranges } = rangesOf(parts);
      return { text: withoutBlanks(text), ranges };
    })
    .filter(({ text }) => text !== "");
}

/**
 * Finds the origins of a printed text, in which other characters may stand between and before its stretches.
 *
 * @param printed without blanks
 * @returns ranges in it, and whether every stretch was found
 */
export function alignStretches(
  printed: string,
  stretches: readonly Stretch[],
): { readonly ranges: readonly OriginRange[]; readonly complete: boolean; readonly covered: readonly Span[] } {
  const ranges: OriginRange[] = [];
  const covered: Span[] = [];
  let complete = true;
  let from = 0;
  for (const { text, ranges: own } of stretches) {
    const at = printed.indexOf(text, from);
    if (at < 0) {
      complete = false;
      continue;
    }
    ranges.push(...shiftRanges(own, at));
    covered.push({ from: at, to: at + text.length });
    from = at + text.length;
  }
  return { ranges, covered, complete };
}

/** Offsets in a text without blanks. */
export interface Span {
  readonly from: number;
  readonly to: number;
}
