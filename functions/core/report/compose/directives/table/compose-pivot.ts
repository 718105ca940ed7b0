import { BroadsheetError } from "../../../../errors.ts";
import { hintNearMatch } from "../../../../near-match.ts";
import type { Table, TableColumn } from "../../../query/table.ts";
import type { Composition } from "../../composition.ts";
import type { Directive } from "../../directive.ts";
import type { ColumnChoice } from "../../table/parse-columns.ts";
import { pivotTable, type Pivot, type Sides } from "../../table/pivot-table.ts";
import { columnsOfRules } from "../../table/cell-rules.ts";
import { hasColumns, readColumns, settleColumns, type AddProblem, type TableContent } from "./read-columns.ts";
import type { Listed } from "./pivot-origins.ts";
import { printPivot } from "./print-pivot.ts";

/** More columns do not fit on a landscape page. */
const mostColumns = 50;
/** The same limit as for a plain table. */
const mostRows = 50_000;

/**
 * `::table{data="sales" rows="region, product" columns="quarter" value="amount: Sales | number: 0 | sum" totals="row,
 * column" subtotals="row"}`: a query's values with headings on two sides.
 *
 * @returns undefined, with a problem, if the attributes do not describe a pivot of this query
 */
export function pivotContent(
  composition: Composition,
  directive: Directive,
  table: Table,
  add: AddProblem,
): (() => TableContent) | undefined {
  const foreign = ["group", "style", "total", "sort"].find((attribute) => directive.raw(attribute) !== undefined);
  if (foreign !== undefined) {
    add({
      code: "invalid-attribute",
      message: `${foreign} belongs to a table without rows="..."${foreign === "total" ? ': a pivot takes totals="row, column"' : ""}`,
      seen: foreign,
    });
    return undefined;
  }
  const read = (attribute: string): Listed =>
    readColumns(composition, directive, attribute, add) ?? { choices: [], plain: false };
  const [down, across, measures] = [read("rows"), read("columns"), read("value")];
  if (measures.choices.length === 0) {
    add({
      code: "missing-attribute",
      message: 'a pivot needs the attribute "value": the columns whose values it shows, value="amount | sum"',
    });
    return undefined;
  }
  if (down.choices.length === 0 || !fits(down.choices, across.choices, measures.choices, add)) return undefined;
  const all = [...down.choices, ...across.choices, ...measures.choices];
  if (
    !hasColumns(
      table,
      all.map(({ field }) => field),
      add,
    )
  )
    return undefined;
  const values = settleColumns(measures.choices, { ...table, columns: table.columns.map(typeOfCells(measures)) }, add);
  if (values === undefined) return undefined;
  const totals = readSides(directive, "totals", add);
  const subtotals = readSides(directive, "subtotals", add);
  return () => {
    const pivot = pivotTable(table, {
      rows: down.choices.map(({ field }) => field),
      columns: across.choices.map(({ field }) => field),
      measures: measures.choices,
      totals,
      subtotals,
      traced: composition.origins !== undefined,
    });
    checkSize(pivot, directive, table, measures.choices.length);
    return printPivot(composition, directive, table, pivot, {
      down,
      across,
      measures: { ...measures, choices: values },
    });
  };
}

/** The type of a pivot's cells: sums, means and counts are numbers, whatever is counted. */
function typeOfCells({ choices }: Listed): (column: TableColumn) => TableColumn {
  const counted = choices.filter(({ aggregate }) => ["sum", "avg", "count"].includes(aggregate ?? ""));
  return (column) => (counted.some(({ field }) => field === column.name) ? { ...column, type: "number" } : column);
}

/** Whether headings and values have only the column options that a pivot allows. */
function fits(
  down: readonly ColumnChoice[],
  across: readonly ColumnChoice[],
  measures: readonly ColumnChoice[],
  add: AddProblem,
): boolean {
  const refuse = (choices: readonly ColumnChoice[], keys: readonly (keyof ColumnChoice)[], what: string): boolean =>
    choices.every((choice) => {
      const wrong = keys.find((key) => choice[key] !== undefined);
      if (wrong !== undefined)
        add({
          code: "invalid-attribute",
          message: `"${choice.field}" has ${wrong === "graphic" ? (choice.graphic ?? "") : wrong}, which ${what} of a pivot cannot have`,
          seen: wrong,
        });
      return wrong === undefined;
    });
  const headings = refuse(
    [...down, ...across],
    ["graphic", "heat", "change", "missing", "note", "merge", "share", "aggregate", "rules"],
    "a heading",
  );
  // A cell of a pivot may hold many rows of the query: only its own value can be asked.
  const strange = measures.flatMap(({ field, rules }) =>
    columnsOfRules(rules).flatMap((column) => (column === field ? [] : [{ field, column }])),
  );
  for (const { field, column } of strange)
    add({
      code: "invalid-attribute",
      message: `a rule of "${field}" reads "${column}"; in a pivot it can read only the cell's own value, as in bad if < 0`,
      seen: column,
    });
  return refuse(measures, ["graphic", "note", "merge", "share"], "a value") && headings && strange.length === 0;
}

/** `totals="row, column"`: where they go; on both sides by default. */
function readSides(directive: Directive, attribute: string, add: AddProblem): Sides {
  const allowed = ["row", "column", "none"];
  const words = (directive.name(attribute) ?? "row, column")
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean);
  for (const word of words.filter((each) => !allowed.includes(each))) {
    add({
      code: "invalid-attribute",
      message: `${attribute} takes row, column, both with a comma between, or none`,
      seen: word,
      allowed,
      ...hintNearMatch(word, allowed),
    });
  }
  if (words.includes("none") && words.length > 1)
    add({
      code: "invalid-attribute",
      message: `${attribute} is either none or a list of row and column`,
      seen: words.join(", "),
      allowed,
    });
  return { row: words.includes("row"), column: words.includes("column") };
}

function checkSize({ rows, columns }: Pivot, { where }: Directive, { name }: Table, measures: number): void {
  const problem = (code: string, what: string, seen: number, most: number, hint: string): BroadsheetError =>
    new BroadsheetError("limit-exceeded", {
      code,
      message: `${where.file}:${where.line}: the pivot of "${name}" has ${seen} ${what}, more than ${most}`,
      where,
      seen,
      allowed: `at most ${most}`,
      hint,
    });
  const count = columns.length * measures;
  if (count > mostColumns)
    throw problem(
      "too-many-columns",
      "columns",
      count,
      mostColumns,
      "Move the column with so many values from columns to rows, or print fewer of them: aggregate or filter in the query.",
    );
  if (rows.length > mostRows)
    throw problem(
      "too-many-rows",
      "rows",
      rows.length,
      mostRows,
      "Print the most important rows only: aggregate them, or filter in the query.",
    );
}
