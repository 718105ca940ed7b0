import type { CellGraphic, DataTable, TableCell, TableRow, TableRowKind } from "../../document/document.ts";
import { withOrigin } from "../../document/inline-origins.ts";
import type { Origin } from "../../document/origin.ts";
import type { Row, Table, Value } from "../../query/table.ts";
import { FormatError } from "../formats/format-error.ts";
import type { Formats } from "../formats/formats.ts";
import { createCellNotes } from "./cell-notes.ts";
import { columnGraphics } from "./column-graphics.ts";
import { heatScale } from "./heat-scale.ts";
import { mergeCells, type Joining } from "./merge-cells.ts";
import { columnsOfRules, ruleFor, type CellRule } from "./cell-rules.ts";
import { marked, ruleWords } from "./rule-words.ts";
import { printCell, type PrintedColumn } from "./printed-column.ts";
import { isSummary, rowKinds } from "./row-kinds.ts";
import type { OriginOf, RowChoices, RowWork } from "./row-work.ts";
import { labelColumn, rowKeys } from "./name-rows.ts";
import { beginnings } from "./row-beginnings.ts";

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
  const named = (column: PrintedColumn, at: number, row: Row, index: number): TableCell => {
    try {
      return cell(column, at, row, index);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      throw new FormatError(
        `${error.message} (row ${index + 1} of the table, column "${column.field}")`,
        printedSeen(row[column.field]),
      );
    }
  };
  return {
    cells: (row, index) => columns.map((column, at) => named(column, at, row, index)),
    notes: () => notes.notes(),
  };
}

/** What a message shows of the value that cannot be printed. */
function printedSeen(value: Value | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}

/** A cell's picture; its bar is grey if other rows are highlighted, so that the accent means only these. */
function quieted(graphic: CellGraphic | undefined, quiet: boolean): CellGraphic | undefined {
  return quiet && graphic?.kind === "bar" ? { ...graphic, quiet } : graphic;
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

/** Joins a merging column's cell to the one above if both hold the same value, and so do the merging columns before. */
function joinRepeated(columns: readonly PrintedColumn[], row: Row, above: Row | undefined): Joining[] {
  let whole = above !== undefined;
  return columns.map(({ field, merge }): Joining => {
    if (merge !== true) return "own";
    whole &&= (row[field] ?? null) === (above?.[field] ?? null);
    return whole ? "above" : "own";
  });
}
