import { hintNearMatch } from "../../../../near-match.ts";
import { pageNumberStyles } from "../../../document/page-numbering.ts";
import type { PageBreak } from "../../../document/document.ts";
import type { Composition } from "../../composition.ts";
import type { Directive } from "../../directive.ts";

/** Largest page number to start from. */
const mostStart = 99_999;

/** `::page-break{numbers="lower-roman" start="3"}`: starts a new page, and with either attribute a new numbering. */
export function composePageBreak({ problems }: Composition, { where, name }: Directive): PageBreak {
  const [numbers, start] = [name("numbers"), name("start")];
  const style = pageNumberStyles.find((each) => each === numbers);
  const at = `${where.file}:${where.line}`;
  if (numbers !== undefined && style === undefined) {
    problems.push({
      code: "invalid-attribute",
      message: `${at}: numbers must be the name of a style`,
      where,
      seen: numbers,
      allowed: pageNumberStyles,
      ...hintNearMatch(numbers, pageNumberStyles),
    });
  }
  if (start !== undefined && (!/^\d+$/.test(start) || Number(start) > mostStart)) {
    problems.push({
      code: "invalid-attribute",
      message: `${at}: start must be a whole number`,
      where,
      seen: start,
      allowed: `0 to ${mostStart}`,
    });
  }
  return numbers === undefined && start === undefined
    ? { type: "page-break" }
    : { type: "page-break", numbering: { style, start: Number(start ?? 1) } };
}
