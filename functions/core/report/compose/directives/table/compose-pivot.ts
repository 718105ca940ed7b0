import { BroadsheetError } from "../../../../errors.ts";
import { hintNearMatch } from "../../../../names/near-match.ts";
import type { Row, Table, Value } from "../../../query/table.ts";
import type { Composition } from "../../composition.ts";
import type { Directive } from "../../directive.ts";
import type { Inline, TableCell, TableColumn, TableRow } from "../../../document/document.ts";
import { columnFormat } from "../../table/column-format.ts";
import { heatScale } from "../../table/heat-scale.ts";
import type { ColumnChoice } from "../../table/parse-columns.ts";
import { pivotHead } from "../../table/pivot-head.ts";
import { rowKey } from "../../table/row-key.ts";
import { pivotTable, type Pivot, type PivotLine, type Sides } from "../../table/pivot-table.ts";
import { columnsOfRules, ruleFor } from "../../table/cell-rules.ts";
import { marked, ruleLegend, ruleWords } from "../../table/rule-words.ts";
import { printCell, type PrintedColumn } from "../../table/printed-column.ts";
import type { TextOrigins } from "../../text-origins.ts";
import { withOrigin } from "../../../document/inline-origins.ts";
import type { Origin } from "../../../document/origin.ts";
import {
  columnLabel,
  hasColumns,
  missingText,
  readColumns,
  readsOfLegend,
  type AddProblem,
  type TableContent,
} from "./read-columns.ts";

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
    return printPivot(composition, directive, table, pivot, { down, across, measures });
  };
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

/** Columns of the query as the directive lists them. @property plain whether its labels hold no markup */
interface Listed {
  readonly choices: readonly ColumnChoice[];
  readonly plain: boolean;
}

interface Choices {
  readonly down: Listed;
  readonly across: Listed;
  readonly measures: Listed;
}

function printPivot(
  composition: Composition,
  directive: Directive,
  table: Table,
  pivot: Pivot,
  { down, across, measures }: Choices,
): TableContent {
  const { formats } = composition;
  const printersOf = ({ choices }: Listed): ((value: Value) => string)[] =>
    choices.map((choice) => columnFormat(formats, table, choice).print);
  const printAcross = printersOf(across);
  const label = (attribute: string, listed: Listed, choice: ColumnChoice): Inline[] =>
    columnLabel(composition, directive, { attribute, plain: listed.plain, query: table.name }, choice);
  const corner = joinedLabels(label, "rows", down);
  const traced = composition.origins && new PivotOrigins(composition.origins, table, pivot, { down, across, measures });
  const printed = printedMeasures(composition, directive, table, pivot, measures.choices);
  const totals = totalWords(composition, measures.choices);
  const head = pivotHead(pivot.columns, across.choices.length, {
    corner,
    above: joinedLabels(label, "columns", {
      ...across,
      choices: across.choices.filter((choice) => choice.label !== undefined),
    }),
    measures: measures.choices.map((choice) => label("value", measures, choice)),
    total: totals.total,
    print: (value, level) => printAcross[level]!(value),
    note: (heading, from, to, level) => traced?.ofHead(heading, from, to, level) ?? heading,
  });
  const columns: TableColumn[] = [
    { label: corner, align: "left" },
    ...pivot.columns.flatMap(() => printed.map(({ align }): TableColumn => ({ label: [], align }))),
  ];
  const rows = pivotRows(composition, pivot, printersOf(down), printed, totals, traced);
  const legend = ruleLegend(formats, printed);
  const legendReads = readsOfLegend(composition, table, measures.choices);
  return head.length === 1
    ? {
        columns: columns.map((column, index) => ({ ...column, label: head[0]![index]!.children })),
        rows,
        legend,
        legendReads,
      }
    : { columns, head, rows, legend, legendReads };
}

function joinedLabels(
  label: (attribute: string, listed: Listed, choice: ColumnChoice) => Inline[],
  attribute: string,
  listed: Listed,
): Inline[] {
  return listed.choices.flatMap((choice, index): Inline[] => [
    ...(index === 0 ? [] : [{ type: "text" as const, text: " / " }]),
    ...label(attribute, listed, choice),
  ]);
}

/** The rows of the query that a pivot's headings and cells were made from. */
class PivotOrigins {
  readonly #origins: TextOrigins;
  readonly #table: Table;
  readonly #pivot: Pivot;
  readonly #choices: Choices;

  constructor(origins: TextOrigins, table: Table, pivot: Pivot, choices: Choices) {
    this.#origins = origins;
    this.#table = table;
    this.#pivot = pivot;
    this.#choices = choices;
  }

  /** The heading over some columns. */
  ofHead(heading: readonly Inline[], from: number, to: number, level: number): readonly Inline[] {
    const rows = Array.from({ length: to - from + 1 }, (_, index) => this.#pivot.rowsAt(undefined, from + index));
    return this.#heading(heading, rows.flat(), this.#choices.across.choices.slice(0, level + 1));
  }

  /** The heading of a row. */
  ofRow(heading: readonly Inline[], row: number): readonly Inline[] {
    const { length } = this.#pivot.rows[row]!.path;
    return this.#heading(heading, this.#pivot.rowsAt(row, undefined), this.#choices.down.choices.slice(0, length));
  }

  #heading(heading: readonly Inline[], rows: readonly Row[], path: readonly ColumnChoice[]): readonly Inline[] {
    const choice = path.at(-1);
    if (choice === undefined) return withOrigin(heading, this.#origins.words());
    const whole = choice.format === undefined ? this.#origins.formatting(this.#table, choice.field) : [];
    // The headings around it decide whether it is printed once more.
    const around = path.slice(0, -1).flatMap(({ field }) => this.#origins.cells(rows, field));
    const values = this.#origins.cells(rows, choice.field);
    return withOrigin(heading, this.#origins.values(values, [...whole, ...around]));
  }

  /** A cell. @param measure its index */
  ofCell(row: number, column: number, measure: number): Origin {
    const { field, format } = this.#choices.measures.choices[measure]!;
    const rows = this.#pivot.rowsAt(row, column);
    const keys = [...this.#choices.down.choices, ...this.#choices.across.choices];
    const deciding = [
      // Another row may come here, if its keys change.
      ...keys.flatMap((key) => this.#origins.column(this.#table, key.field)),
      ...(format === undefined ? this.#origins.formatting(this.#table, field) : []),
    ];
    return this.#origins.values(this.#origins.cells(rows, field), deciding);
  }
}

/** What totals are called. */
interface TotalWords {
  readonly total: string;
  /** With `{name}`. */
  readonly totalOf: string;
}

/** A mean or an extreme over everything is no total. */
function totalWords({ locale: { words } }: Composition, measures: readonly ColumnChoice[]): TotalWords {
  const summed = measures.every(
    ({ aggregate }) => aggregate === undefined || aggregate === "sum" || aggregate === "count",
  );
  return summed ? { total: words.total, totalOf: words.totalOf } : { total: words.overall, totalOf: words.overallOf };
}

/** @param printers of the row headings, by their level */
function pivotRows(
  { formats, locale: { words } }: Composition,
  pivot: Pivot,
  printers: readonly ((value: Value) => string)[],
  measures: readonly PrintedColumn[],
  { total, totalOf }: TotalWords,
  traced: PivotOrigins | undefined,
): TableRow[] {
  const heats = heatsOf(pivot, measures);
  const wordsOf = ruleWords(formats, measures);
  const noteCell = (cell: TableCell, row: number, at: number, index: number): TableCell =>
    traced === undefined ? cell : { ...cell, children: withOrigin(cell.children, traced.ofCell(row, at, index)) };
  const valueCell = (row: number, at: number, index: number): TableCell => {
    const value = pivot.valueAt(row, at, index);
    const inRow = isBody(pivot.rows[row]!);
    const inColumn = isBody(pivot.columns[at]!);
    const cell = printCell(measures[index]!, value, words.noValue);
    const heat = inRow && inColumn ? heats[index]?.(value) : undefined;
    const strong = inRow && !inColumn && cell.children.length > 0;
    const { rules, field } = measures[index]!;
    const rule = rules === undefined || !inRow || !inColumn ? undefined : ruleFor(rules, { [field]: value });
    if (rule !== undefined) return noteCell(marked(cell, rule.tone, wordsOf(rule)), row, at, index);
    const made: TableCell = {
      ...cell,
      ...(strong ? { children: [{ type: "strong", children: cell.children }] } : {}),
      ...(heat !== undefined && { heat }),
    };
    return noteCell(made, row, at, index);
  };
  return pivot.rows.map((line, row): TableRow => {
    const level = line.kind === "total" ? 0 : line.path.length - 1;
    const name = line.kind === "total" ? total : printers[level]!(line.path[level] ?? null);
    const text = line.kind === "subtotal" ? totalOf.replace("{name}", () => name) : name;
    const words = [{ type: "text" as const, text }];
    const heading: TableCell = { children: traced?.ofRow(words, row) ?? words, header: true };
    const placed = level === 0 ? { kind: line.kind } : { kind: line.kind, level };
    if (line.kind === "group")
      return { ...placed, cells: [{ ...heading, colSpan: 1 + pivot.columns.length * measures.length }] };
    const cells = pivot.columns.flatMap((_, at) => measures.map((_, index) => valueCell(row, at, index)));
    const texts = line.path.map((value, depth) => printers[depth]!(value));
    return { ...placed, cells: [heading, ...cells], ...(isBody(line) && { key: rowKey(line.path, texts) }) };
  });
}

/**
 * The measures as columns. Without a format, the printed values determine the number of decimals, and a mean counts as
 * a computed number.
 */
function printedMeasures(
  { formats }: Composition,
  directive: Directive,
  table: Table,
  pivot: Pivot,
  measures: readonly ColumnChoice[],
): PrintedColumn[] {
  return measures.map((choice, index) => {
    const column = table.columns.find(({ name }) => name === choice.field)!;
    const values =
      choice.format === undefined
        ? pivot.rows.flatMap((line, row) =>
            line.kind === "group" ? [] : pivot.columns.map((_, at) => pivot.valueAt(row, at, index)),
          )
        : [];
    const type = choice.aggregate === "count" ? "integer" : choice.aggregate === "avg" ? "number" : column.type;
    const shown: Table = {
      ...table,
      columns: [
        {
          name: choice.field,
          type,
          ...(choice.aggregate === "avg" || column.floating === true ? { floating: true as const } : {}),
        },
      ],
      rows: values.map((value) => ({ [choice.field]: value })),
    };
    return {
      missing: "",
      ...missingText(directive),
      ...choice,
      ...columnFormat(formats, shown, choice),
      ...(choice.label !== undefined && { heading: choice.label }),
    };
  });
}

function heatsOf(pivot: Pivot, measures: readonly PrintedColumn[]): (ReturnType<typeof heatScale> | undefined)[] {
  const valuesOf = (index: number): Value[] =>
    pivot.rows.flatMap((line, row) =>
      isBody(line)
        ? pivot.columns.flatMap((column, at) => (isBody(column) ? [pivot.valueAt(row, at, index)] : []))
        : [],
    );
  const common = measures.flatMap(({ heat }, index) => (heat === "all" ? [index] : []));
  const shared =
    common.length === 0
      ? undefined
      : heatScale(common.flatMap(valuesOf), common.map((index) => measures[index]!.field).join(", "));
  return measures.map(({ heat, field }, index) =>
    heat === "own" ? heatScale(valuesOf(index), field) : heat === "all" ? shared : undefined,
  );
}

function isBody({ kind }: PivotLine): boolean {
  return kind === "body";
}
