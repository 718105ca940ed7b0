import type { Heading, Inline } from "../../document/document.ts";
import type { LayoutContext } from "../layout-context.ts";
import { directionMark, runsRightToLeft } from "./bidi-levels.ts";
import { countedText } from "../../document/inline-origins.ts";
import { plainText } from "../../document/plain-text.ts";
import { readsFromRight } from "./reads-from-right.ts";

/** Between the number of a heading, a figure or a table and its words: an en space. */
export const numberGap = "\u2002";

/** The words of a heading, preceded by its number. */
export function numberedWords(
  { locale }: Pick<LayoutContext, "locale">,
  { number, children }: Pick<Heading, "number" | "children">,
): readonly Inline[] {
  if (number === undefined) return children;
  const fromRight = readsFromRight(locale);
  const mark = directionMark(runsRightToLeft(plainText(children), fromRight), fromRight);
  return [countedText(`${mark}${number}${numberGap}`), ...children];
}
