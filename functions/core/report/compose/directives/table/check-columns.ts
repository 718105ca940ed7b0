import type { Problem, Where } from "../../../../errors.ts";
import { FormatError } from "../../formats/format-error.ts";
import { hasPlaceholder } from "../../liquid/placeholders.ts";
import { columnsOfRules, type CellRule } from "../../table/cell-rules.ts";
import { readSort } from "../../table/sort-rows.ts";
import { hintOfColumn } from "../../table/settle-rules.ts";
import { parseColumns, type ColumnChoice } from "../../table/parse-columns.ts";
import type { KnownColumns } from "../../known-names.ts";

/** Attributes of a table that list columns, and those that name one. */
const lists = ["columns", "rows", "value"];
const names = ["group", "style"];

/**
 * Checks the columns that a table lists and names: that they can be read and, if the query's columns are known, that
 * they exist. Names from Liquid are known only when a report is rendered.
 */
export function checkColumns(
  attributes: Readonly<Record<string, string>>,
  columns: KnownColumns,
  where: Where,
): Problem[] {
  const at = `${where.file}:${where.line}`;
  const problems: Problem[] = [];
  const query = attributes["data"] ?? "";
  const known = columns.get(query) ?? [];
  const { sort } = attributes;
  const wanted = [...names.map((name) => attributes[name]), sort && readSort(sort, known).column];
  const rules: CellRule[] = [];
  for (const name of lists) {
    const text = attributes[name] ?? "";
    if (hasPlaceholder(text)) continue;
    try {
      const choices = parseColumns(text);
      rules.push(...choices.flatMap((choice: ColumnChoice) => choice.rules ?? []));
      wanted.push(...choices.flatMap((choice) => [choice.field, choice.note, ...columnsOfRules(choice.rules)]));
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      problems.push({
        code: "invalid-attribute",
        message: `${at}: ${name} cannot be read: ${error.message}`,
        where,
        seen: text,
      });
    }
  }
  const unknown =
    known.length === 0
      ? []
      : wanted.filter((name): name is string => !!name && !hasPlaceholder(name) && !known.includes(name));
  for (const name of unknown)
    problems.push({
      code: "unknown-column",
      message: `${at}: the query "${query}" has no column "${name}"`,
      where,
      seen: name,
      allowed: known,
      ...hintOfColumn(rules, name, known),
    });
  return problems;
}
