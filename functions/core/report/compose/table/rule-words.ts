import { isNumeric } from "../../../decimal.ts";
import type { CellTone, Inline, TableCell } from "../../document/document.ts";
import { plainText } from "../../document/plain-text.ts";
import type { Locale } from "../../locale/locale.ts";
import type { Value } from "../../query/table.ts";
import type { Formats } from "../formats/formats.ts";
import { conditionInWords, toneMarks, type CellRule } from "./cell-rules.ts";
import type { PrintedColumn } from "./printed-column.ts";

/** A cell with its rule's mark before the text; screen readers read the rule's words behind it. */
export function marked(cell: TableCell, tone: CellTone, words: string): TableCell {
  const children = [{ type: "text" as const, text: `${toneMarks[tone]}\u00a0` }, ...cell.children];
  return { ...cell, children, tone, spoken: `${cell.spoken ?? plainText(cell.children)}, ${words}` };
}

/**
 * The words of a rule: its own, or its conditions with the labels of the table's columns. Behind a column's heading
 * (`under`) its own label is left out.
 */
export function ruleWords(
  formats: Formats,
  columns: readonly Pick<PrintedColumn, "field" | "heading" | "print">[],
): (rule: CellRule, under?: string) => string {
  const labelOf = (field: string): string => columns.find((column) => column.field === field)?.heading ?? field;
  const print = (value: Value, field: string): string => {
    const column = isNumeric(value) ? columns.find((each) => each.field === field) : undefined;
    return column === undefined ? formats.plain(value) : column.print(value);
  };
  return ({ words, conditions }, under) =>
    words ??
    conditions
      .map((each) => conditionInWords(each, labelOf, print).slice(each.field === under ? labelOf(under).length + 1 : 0))
      .join(", ");
}

/**
 * What the rules of a table's columns mean, for its note: of each column its heading, and of each rule its mark, in the
 * colour of its tone, and its words. Columns whose rules say the same share a line. Empty without rules.
 *
 * @param named whether the headings of the columns are printed above them
 */
export function ruleLegend(
  formats: Formats,
  { fullWidth, words: { colon } }: Pick<Locale, "fullWidth" | "words">,
  columns: readonly Pick<PrintedColumn, "field" | "heading" | "print" | "rules">[],
  named = true,
): readonly Inline[] {
  const marks = fullWidth ? { and: "；", list: "、", stop: "。" } : { and: "; ", list: ", ", stop: ". " };
  const wordsOf = ruleWords(formats, columns);
  const lines = new Map<string, { readonly headings: string[]; readonly parts: readonly Inline[] }>();
  for (const { field, heading: label = "", rules = [] } of columns) {
    if (rules.length === 0) continue;
    const heading = named ? label : "";
    const said = rules.map((rule) => [rule.tone, wordsOf(rule, heading === "" ? undefined : field)] as const);
    const parts = said.flatMap(([tone, words], index): Inline[] => [
      ...(index === 0 ? [] : [{ type: "text" as const, text: marks.and }]),
      { type: "text", text: toneMarks[tone], tone },
      { type: "text", text: `\u00a0${words}` },
    ]);
    const key = JSON.stringify(said);
    const line = lines.get(key) ?? { headings: [], parts };
    lines.set(key, line);
    if (heading !== "") line.headings.push(heading);
  }
  const inlines = [...lines.values()].flatMap(({ headings, parts }): Inline[] => [
    ...(headings.length === 0 ? [] : [{ type: "text" as const, text: `${headings.join(marks.list)}${colon}` }]),
    ...parts,
    { type: "text", text: marks.stop },
  ]);
  const last = inlines.pop();
  return last === undefined ? [] : [...inlines, { type: "text", text: marks.stop.trimEnd() }];
}
