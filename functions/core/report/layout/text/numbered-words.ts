import type { Heading, Inline } from "../../document/document.ts";
import { runsRightToLeft } from "./bidi-levels.ts";
import { plainText } from "../../document/plain-text.ts";

/** Between the number of a heading, a figure or a table and its words: an en space. */
export const numberGap = "\u2002";
/** Without it, the letter of an appendix would decide the direction of a right-to-left heading. */
const rightToLeftMark = "\u200f";

/** The words of a heading, preceded by its number. */
export function numberedWords({ number, children }: Pick<Heading, "number" | "children">): readonly Inline[] {
  if (number === undefined) return children;
  const turned = runsRightToLeft(plainText(children)) ? rightToLeftMark : "";
  return [{ type: "text", text: `${turned}${number}${numberGap}` }, ...children];
}
