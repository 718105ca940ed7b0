import type { Table, Value } from "../../../query/table.ts";
import type { Composition } from "../../composition.ts";
import type { Directive } from "../../directive.ts";
import type { Inline, TableCell, TableColumn, TableRow } from "../../../document/document.ts";
import { columnFormat } from "../../table/column-format.ts";
import { heatScale } from "../../table/heat-scale.ts";
import type { ColumnChoice } from "../../table/parse-columns.ts";
import { pivotHead } from "../../table/pivot-head.ts";
import { rowKey } from "../../table/row-key.ts";
import type { Pivot, PivotLine } from "../../table/pivot-table.ts";
import { ruleFor } from "../../table/cell-rules.ts";
import { marked, ruleLegend, ruleWords } from "../../table/rule-words.ts";
import { warnUnworded } from "../../table/warn-unworded.ts";
import { printCell, type PrintedColumn } from "../../table/printed-column.ts";
import { withOrigin } from "../../../document/inline-origins.ts";
import { columnLabel, missingText, readsOfLegend, type TableContent } from "./read-columns.ts";
import { type Choices, type Listed, PivotOrigins } from "./pivot-origins.ts";

/** Prints a pivot: its headings on two sides, cells, totals and the legend of its rules. @throws FormatError */
export function printPivot(
  composition: Composition,
  directive: Directive,
  table: Table,
  pivot: Pivot,
  { down, across, measures }: Choices,
): TableContent {
  const { formats, locale } = composition;
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
  const labelled = measures.choices.filter((choice) => choice.label !== undefined).map(({ field }) => field);
  const rules = measures.choices.flatMap((choice) => choice.rules ?? []);
  warnUnworded(composition, directive.where, rules, new Set(labelled));
  const legend = ruleLegend(formats, locale, printed, printed.length > 1);
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
