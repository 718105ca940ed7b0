import type { CellGraphic, DataTable, RowKey, TableCell, TableRow, TableRowKind } from "../../document/document.ts";
import { withOrigin } from "../../document/inline-origins.ts";
import { gatherReads, type Origin, type Read } from "../../document/origin.ts";
import { plainText } from "../../document/plain-text.ts";
import type { Row, Table, Value } from "../../query/table.ts";
import type { Formats } from "../formats/formats.ts";
import { createCellNotes } from "./cell-notes.ts";
import { columnGraphics } from "./column-graphics.ts";
import { heatScale } from "./heat-scale.ts";
import { mergeCells, type Joining } from "./merge-cells.ts";
import { columnsOfRules, ruleFor, type CellRule } from "./cell-rules.ts";
import { marked, ruleWords } from "./rule-words.ts";
import { printCell, type PrintedColumn } from "./printed-column.ts";
import { rowKey } from "./row-key.ts";
import { isSummary, rowKinds } from "./row-kinds.ts";
import { isYearColumn } from "./year-column.ts";

/** A table's choices besides its columns. */
export interface RowChoices {
  /** Column whose changes start a new group with a heading. */
  readonly group: string | undefined;
  /** Column that names each row's style. */
  readonly style: string | undefined;
  /** Which row is the total. */
  readonly total: string | undefined;
  /** Called once when a group begins again. */
  returned(): void;
  /** The origin of a row's cell; absent: nobody asks. */
  readonly originOf?: OriginOf | undefined;
}

/** @param also other columns of the row that decide how the cell is printed */
type OriginOf = (
  row: Row,
  choice: { readonly field: string; readonly format?: unknown; readonly also?: readonly string[] },
) => Origin;

/**
 * The rows of a query as rows of a table, with the notes to their cells.
 *
 * @param spoken read by screen readers for the dash of a missing value
 * @throws FormatError if a value does not fit its column's format or picture
 */
export function tableRows(
  formats: Formats,
  spoken: string,
  table: Table,
  columns: readonly PrintedColumn[],
  choices: RowChoices,
): Pick<DataTable, "rows" | "notes"> {
  const kinds = rowKinds(table, choices.style, choices.total);
  const { originOf } = choices;
  const began = originOf && beginnings(table, kinds, columns, choices, originOf);
  const work: RowWork = { formats, spoken, table, columns, label: labelColumn(table, columns), originOf, began };
  const print = rowPrinter(work, kinds);
  const keyOf = rowKeys(work, choices.group);
  const merging = columns.some(({ merge }) => merge === true);
  const groups = choices.group === undefined ? undefined : new Groups(choices.group, choices.returned);
  const joinings: Joining[][] = [];
  const rows = table.rows.flatMap((row, index): TableRow[] => {
    const kind = kinds[index]!;
    const summary = isSummary(kind);
    const cells = print.cells(row, index);
    const printed: TableRow = {
      kind,
      cells,
      ...(!summary && { key: keyOf(row) }),
      ...(merging && { whole: cells }),
    };
    const heading = summary ? undefined : groups?.enter(row);
    if (merging) {
      const alone = heading !== undefined || summary || isSummary(kinds[index - 1]);
      if (heading !== undefined) joinings.push(columns.map(() => "own"));
      joinings.push(joinRepeated(columns, row, alone ? undefined : table.rows[index - 1]));
    }
    if (heading === undefined) return [printed];
    const origin = began?.(originOf!(row, { field: choices.group!, format: "plain" }), index, [choices.group!]);
    return [groupRow(formats.plain(heading.value), columns.length, origin), printed];
  });
  const notes = print.notes();
  return {
    // Only cells above each other are joined, so they always form rectangles.
    rows: merging ? (mergeCells(rows, joinings) as TableRow[]) : rows,
    ...(notes.length > 0 ? { notes } : {}),
  };
}

/** What printing a row needs. */
interface RowWork {
  readonly formats: Formats;
  /** Read by screen readers for the dash of a missing value. */
  readonly spoken: string;
  readonly table: Table;
  readonly columns: readonly PrintedColumn[];
  /** Index of the column that labels a row, or -1. */
  readonly label: number;
  readonly originOf: OriginOf | undefined;
  /** Absent: nobody asks. */
  readonly began: Beginning | undefined;
}

/** The groups of rows with the same value in a column. */
class Groups {
  readonly #column: string;
  readonly #returned: () => void;
  readonly #headings = new Set<Value>();
  #last: Value | undefined;
  #told = false;

  /** @param returned called once when a group begins again */
  constructor(column: string, returned: () => void) {
    this.#column = column;
    this.#returned = returned;
  }

  /** The heading of the group that a row begins, if it begins one. */
  enter(row: Row): { readonly value: Value } | undefined {
    const value = row[this.#column] ?? null;
    if (this.#last !== undefined && value === this.#last) return undefined;
    this.#last = value;
    if (this.#headings.has(value) && !this.#told) {
      this.#told = true;
      this.#returned();
    }
    this.#headings.add(value);
    return { value };
  }
}

/** The origin of a text that is printed at a row unless it repeats what is above, with what decided that. */
type Beginning = (origin: Origin, index: number, fields: readonly string[]) => Origin;

/**
 * What decides that a row begins a group or is not joined to the one above: whether both have the same values in the
 * group's and the joined columns, and which rows are summaries. Groups do not end at a summary, so that the row above
 * is the last one before that is none.
 */
function beginnings(
  { rows }: Table,
  kinds: readonly TableRowKind[],
  columns: readonly PrintedColumn[],
  { group, style }: RowChoices,
  originOf: OriginOf,
): Beginning {
  const merging = columns.filter(({ merge }) => merge === true).map(({ field }) => field);
  let last: number | undefined;
  const above = kinds.map((kind, index) => {
    const before = last;
    if (!isSummary(kind)) last = index;
    return before;
  });
  const read = (index: number, field: string): readonly Read[] =>
    originOf(rows[index]!, { field, format: "plain" }).values;
  return (origin, index, fields) => {
    const compared = new Set([...fields, ...(group === undefined ? [] : [group]), ...merging]);
    const from = above[index] ?? 0;
    const pair = [from, index].flatMap((each) => [...compared].flatMap((field) => read(each, field)));
    const between = Array.from({ length: index - from + 1 }, (_, offset) => from + offset);
    const styles = style === undefined ? [] : between.flatMap((each) => read(each, style));
    return { ...origin, deciding: gatherReads([...origin.deciding, ...pair, ...styles]) };
  };
}

function groupRow(text: string, columns: number, origin: Origin | undefined): TableRow {
  const children = withOrigin([{ type: "text", text }], origin);
  return { kind: "group", cells: [{ children, colSpan: columns, header: true }] };
}

/** Prints the cells of each row, and collects the notes to them. */
function rowPrinter(
  { formats, spoken, table, columns, label, originOf, began }: RowWork,
  kinds: readonly TableRowKind[],
): { cells(row: Row, index: number): TableCell[]; notes(): NonNullable<DataTable["notes"]> } {
  const drawn = columns.map(({ field, graphic }) =>
    graphic === undefined ? undefined : columnGraphics(table, field, graphic, (index) => isSummary(kinds[index])),
  );
  const heats = columnHeats(table, columns, kinds);
  const highlighted = kinds.includes("highlight");
  const notes = createCellNotes(formats);
  const wordsOf = ruleWords(formats, columns);
  const originBelow =
    (index: number): OriginOf =>
    (row, choice) =>
      began!(originOf!(row, choice), index, []);
  const cell = (column: PrintedColumn, at: number, row: Row, index: number): TableCell => {
    const value = row[column.field] ?? null;
    const graphic = quieted(drawn[at]?.[index], highlighted && kinds[index] !== "highlight");
    const heat = isSummary(kinds[index]) ? undefined : heats[at]?.(value);
    const noteOrigin = column.note === undefined ? undefined : originOf?.(row, { field: column.note, format: "plain" });
    const note = column.note === undefined ? undefined : notes.indexOf(row[column.note] ?? null, noteOrigin);
    const header = column.graphic === undefined && (column.merge === true || at === label);
    const origins = originOf && column.merge === true ? originBelow(index) : originOf;
    const printed = column.graphic === "sparkline" ? { children: [] } : printedCell(column, row, spoken, origins);
    const rule = column.rules === undefined || isSummary(kinds[index]) ? undefined : ruleFor(column.rules, row);
    const plain = rule === undefined ? printed : markedCell(printed, rule, wordsOf(rule));
    // Most cells of most tables are only text.
    if (!header && graphic === undefined && heat === undefined && note === undefined) return plain;
    return {
      ...plain,
      ...(header ? { header } : {}),
      ...(graphic !== undefined && { graphic }),
      ...(heat !== undefined && { heat }),
      ...(note !== undefined && { note }),
    };
  };
  return {
    cells: (row, index) => columns.map((column, at) => cell(column, at, row, index)),
    notes: () => notes.notes(),
  };
}

/** A cell's picture; its bar is grey if other rows are highlighted, so that the accent means only these. */
function quieted(graphic: CellGraphic | undefined, quiet: boolean): CellGraphic | undefined {
  return quiet && graphic?.kind === "bar" ? { ...graphic, quiet } : graphic;
}

/** What names a row when two reports are compared: its group, and the texts of its key columns. */
function rowKeys({ formats, spoken, columns, label }: RowWork, group: string | undefined): (row: Row) => RowKey {
  const keys = columns.filter(({ merge }, at) => merge === true || at === nameColumn(columns, label));
  const worded = columns.filter(
    (column, at) => keys.includes(column) || at === 0 || (column.graphic === undefined && column.align === "left"),
  );
  return (row) => {
    const around = group === undefined ? [] : [row[group] ?? null];
    const valuesOf = (those: readonly PrintedColumn[]): Value[] => [
      ...around,
      ...those.map(({ field }) => row[field] ?? null),
    ];
    const texts = keys.map((column) => printedText(column, row[column.field] ?? null, spoken));
    return rowKey(valuesOf(keys), [...around.map((value) => formats.plain(value)), ...texts], valuesOf(worded));
  };
}

/** A cell with its rule's mark, which has the origin of the words behind it. */
function markedCell(cell: TableCell, { tone }: CellRule, words: string): TableCell {
  const [first] = cell.children;
  const made = marked(cell, tone, words);
  const origin = first?.type === "text" ? first.origins?.[0]?.origin : undefined;
  return origin === undefined ? made : { ...made, children: withOrigin(made.children, origin) };
}

function printedCell(
  column: PrintedColumn,
  row: Row,
  spoken: string,
  originOf: OriginOf | undefined,
): Pick<TableCell, "children" | "spoken" | "change"> {
  const cell = printCell(column, row[column.field] ?? null, spoken);
  if (originOf === undefined) return cell;
  const also = columnsOfRules(column.rules);
  return { ...cell, children: withOrigin(cell.children, originOf(row, { ...column, also })) };
}

function printedText(column: PrintedColumn, value: Value, spoken: string): string {
  return column.graphic === "sparkline" ? "" : plainText(printCell(column, value, spoken).children);
}

/** The heat scale of each column that has one. */
function columnHeats(
  { rows }: Table,
  columns: readonly PrintedColumn[],
  kinds: readonly TableRowKind[],
): (ReturnType<typeof heatScale> | undefined)[] {
  const body = rows.filter((_, index) => !isSummary(kinds[index]));
  const scaleOf = (of: readonly PrintedColumn[]): ReturnType<typeof heatScale> =>
    heatScale(
      of.flatMap(({ field }) => body.map((row) => row[field] ?? null)),
      of.map(({ field }) => field).join(", "),
    );
  const common = columns.filter(({ heat }) => heat === "all");
  const shared = common.length === 0 ? undefined : scaleOf(common);
  return columns.map((column) =>
    column.heat === "own" ? scaleOf([column]) : column.heat === "all" ? shared : undefined,
  );
}

/**
 * The column that labels a row: words in the first column or, after a running number, in the second; else the first one
 * if it is not a measure, such as a year that no two rows share. -1 if there is none.
 */
function labelColumn({ rows }: Table, columns: readonly PrintedColumn[]): number {
  const [first] = columns;
  if (first === undefined || columns.length < 2) return -1;
  const words = columns.slice(0, 2).findIndex(({ align, graphic }) => graphic === undefined && align === "left");
  if (words >= 0) return words;
  const values = rows.map((row) => row[first.field] ?? null);
  return first.align !== "decimal" ||
    (new Set(values).size === values.length && isYearColumn(first.field, values.map(Number)))
    ? 0
    : -1;
}

/** The column whose text names a row beside its joined cells, which several rows share: the label, if it is not one. */
function nameColumn(columns: readonly PrintedColumn[], label: number): number {
  if (columns[label]?.merge !== true) return Math.max(0, label);
  return columns.findIndex(({ merge, graphic, align }) => merge !== true && graphic === undefined && align === "left");
}

/** Joins a merging column's cell to the one above if both hold the same value, and so do the merging columns before. */
function joinRepeated(columns: readonly PrintedColumn[], row: Row, above: Row | undefined): Joining[] {
  let whole = above !== undefined;
  return columns.map(({ field, merge }): Joining => {
    if (merge !== true) return "own";
    whole &&= (row[field] ?? null) === (above?.[field] ?? null);
    return whole ? "above" : "own";
  });
}
