import { bidi, turns } from "../../locale/bidi.ts";

const letter = /\p{L}/u;
/**
 * What an author begins a block with to set its direction: a mark of it, or an isolate that takes the first letter's.
 */
const override = /^\s*([\u200e\u200f\u2068])/;

/** The directions within a paragraph. */
export interface Directions {
  /** Embedding levels, one per UTF-16 code unit; absent: all are 0. */
  readonly levels?: Uint8Array | undefined;
  /** Whether the paragraph itself runs from right to left. */
  readonly rightToLeft: boolean;
}

/**
 * Directions of a paragraph after UAX #9. Its own is the report's, as the rule for higher-level protocols permits
 * (HL1): a name in another script must not turn the sentence that it begins. An author sets it with a mark at the
 * beginning: U+200E and U+200F, or U+2068 for the direction of the first letter (P2 and P3).
 *
 * Text without letters, such as −20.25, stands where the paragraph's direction puts it, but keeps the order of a
 * number, which UAX #9 would give as 20.25−.
 *
 * @param reportFromRight whether the report's language is written from right to left
 */
export function readDirections(text: string, reportFromRight: boolean): Directions {
  const rightToLeft = runsRightToLeft(text, reportFromRight);
  if ((!rightToLeft && !turns(text)) || !(letter.test(text) || override.test(text))) return { rightToLeft };
  return { levels: bidi().getEmbeddingLevels(text, rightToLeft ? "rtl" : "ltr").levels, rightToLeft };
}

/** Whether a paragraph of this text runs from right to left in a report that does or does not. */
export function runsRightToLeft(text: string, reportFromRight: boolean): boolean {
  const mark = override.exec(text)?.[1];
  if (mark === undefined) return reportFromRight;
  if (mark !== "\u2068") return mark === "\u200f";
  return ((bidi().getEmbeddingLevels(text.replace(mark, "")).paragraphs[0]?.level ?? 0) & 1) === 1;
}

/** The mark that gives a text a direction, unless it is that of a report from left to right. */
export function directionMark(rightToLeft: boolean, reportFromRight: boolean): string {
  return rightToLeft ? "\u200f" : reportFromRight ? "\u200e" : "";
}
