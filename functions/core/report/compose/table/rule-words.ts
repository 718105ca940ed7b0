import { isNumeric } from "../../../decimal.ts";
import type { CellTone, TableCell } from "../../document/document.ts";
import { plainText } from "../../document/plain-text.ts";
import type { Value } from "../../query/table.ts";
import type { Formats } from "../formats/formats.ts";
import { conditionInWords, toneMarks, type CellRule } from "./cell-rules.ts";
import type { PrintedColumn } from "./printed-column.ts";

/** A cell with its rule's mark before the text; screen readers read the rule's words behind it. */
export function marked(cell: TableCell, tone: CellTone, words: string): TableCell {
  const children = [{ type: "text" as const, text: `${toneMarks[tone]}\u00a0` }, ...cell.children];
  return { ...cell, children, tone, spoken: `${cell.spoken ?? plainText(cell.children)}, ${words}` };
}

/** The words of a rule: its own, or its conditions with the labels of the table's columns. */
export function ruleWords(
  formats: Formats,
  columns: readonly Pick<PrintedColumn, "field" | "heading" | "print">[],
): (rule: CellRule) => string {
  const labelOf = (field: string): string => columns.find((column) => column.field === field)?.heading ?? field;
  const print = (value: Value, field: string): string => {
    const column = isNumeric(value) ? columns.find((each) => each.field === field) : undefined;
    return column === undefined ? formats.plain(value) : column.print(value);
  };
  return ({ words, conditions }) =>
    words ?? conditions.map((each) => conditionInWords(each, labelOf, print)).join(", ");
}

/** What the rules of a table's columns mean, as sentences for its note; undefined without rules. */
export function ruleLegend(
  formats: Formats,
  columns: readonly Pick<PrintedColumn, "field" | "heading" | "print" | "rules">[],
): string | undefined {
  const wordsOf = ruleWords(formats, columns);
  const lines = columns.flatMap(({ rules = [] }) =>
    rules.map((rule) => `${toneMarks[rule.tone]}\u00a0${wordsOf(rule)}`),
  );
  return lines.length === 0 ? undefined : [...new Set(lines)].join("; ");
}
