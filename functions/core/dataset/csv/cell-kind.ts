import { unitPattern } from "../unit-pattern.ts";

/** Spaces that group digits: also the no-break, thin, narrow no-break and figure spaces. */
const groupSpaces = " \u00a0\u2009\u202f\u2007";

const number = new RegExp(`^(?:${unitPattern}|[${groupSpaces}(+−-])*(?:[0-9][0-9.,'’${groupSpaces}]*|[.,][0-9]+)(?:[eE][-+]?[0-9]+)?(?:${unitPattern}|[${groupSpaces})−-])*$`, "u");
const date = /^(?:[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:[0-9]{4}|[0-9]{2})|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)(?:[T ,].*)?$/;

export type CellKind = "empty" | "number" | "date" | "text";

/** What a cell looks like to a reader: in any notation, `1.234,56 €` and `31.12.2024` too. */
export function cellKind(cell: string): CellKind {
  const text = cell.trim();
  if (text === "") return "empty";
  if (date.test(text)) return "date";
  return number.test(text) ? "number" : "text";
}
