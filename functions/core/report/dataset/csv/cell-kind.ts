import { unitPattern } from "../unit-pattern.ts";

/** Spaces that group digits: ordinary, no-break, thin, narrow no-break and figure space. */
const groupSpaces = " \u00a0\u2009\u202f\u2007";

const number = `(?:${unitPattern}|[${groupSpaces}(+−-])*(?:[0-9][0-9.,'’${groupSpaces}]*|[.,][0-9]+)(?:[eE][-+]?[0-9]+)?(?:${unitPattern}|[${groupSpaces})−-])*`;
const date =
  "(?:[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:[0-9]{4}|[0-9]{2})|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)(?:[T ,].*)?";
const isNumber = new RegExp(`^${number}$`, "u");
const isDate = new RegExp(`^${date}$`);

/** A whole cell that holds a number or a date: a regular expression for both JavaScript and RE2. */
export const valuePattern = `${number}|${date}`;

export type CellKind = "empty" | "number" | "date" | "text";

/** What a reader would take a cell for, in any notation, including `1.234,56 €` and `31.12.2024`. */
export function cellKind(cell: string): CellKind {
  const text = cell.trim();
  if (text === "") return "empty";
  if (isDate.test(text)) return "date";
  return isNumber.test(text) ? "number" : "text";
}
