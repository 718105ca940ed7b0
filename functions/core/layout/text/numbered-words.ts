import type { Heading, Inline } from "../../document/document.ts";
import { runsRightToLeft } from "./bidi-levels.ts";
import { plainText } from "./flatten-inlines.ts";

/** Between the number of a heading, a figure or a table and its words: an en space. */
export const numberGap = "\u2002";
/** Without it the letter of an appendix would set the direction of a heading that runs from right to left. */
const rightToLeftMark = "\u200f";

/** The words of a heading with its number in front of them. */
export function numberedWords({ number, children }: Pick<Heading, "number" | "children">): readonly Inline[] {
  if (number === undefined) return children;
  const turned = runsRightToLeft(plainText(children)) ? rightToLeftMark : "";
  return [{ type: "text", text: `${turned}${number}${numberGap}` }, ...children];
}
