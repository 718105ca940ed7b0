import { isNumeric } from "../../../decimal.ts";
import type { Row, Table, Value } from "../../query/table.ts";
import { FormatError } from "../formats/format-error.ts";
import { createAggregate, type Aggregate, type AggregateName } from "./aggregate.ts";
import { createKeyOrder, type KeyOrder } from "./key-order.ts";

/** Which values of a query a pivot shows. */
export interface PivotQuestion {
  /**
   * Columns of the query whose values head the rows, outermost first; those that head the columns; and those that the
   * cells hold.
   */
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly measures: readonly PivotMeasure[];
  readonly totals: Sides;
  /** Subtotals of the groups formed by all but the innermost headings. */
  readonly subtotals: Sides;
  /** Whether the pivot also knows which rows its lines were made from. */
  readonly traced?: boolean;
}

export interface PivotMeasure {
  readonly field: string;
  /** Absent: a sum, but two values in one cell are an error. */
  readonly aggregate?: AggregateName | undefined;
}

/** Whether there are totals as rows, and as columns. */
export interface Sides {
  readonly row: boolean;
  readonly column: boolean;
}

/** A row or column of a pivot. */
export interface PivotLine {
  /** `group` heads the lines that follow and holds nothing itself. */
  readonly kind: "group" | "body" | "subtotal" | "total";
  /**
   * The values that head it, outermost first: fewer than there are levels for a group or subtotal, none for the total.
   */
  readonly path: readonly Value[];
}

export interface Pivot {
  readonly rows: readonly PivotLine[];
  /** Without groups. */
  readonly columns: readonly PivotLine[];
  /** A cell's value of a measure; null if there is none. @param row index in `rows` @param column index in `columns` */
  valueAt(row: number, column: number, measure: number): Value;
  /**
   * The query's rows in a line of the pivot, or where two lines meet; none unless they were asked for.
   *
   * @param row index in `rows`; undefined: all of them @param column index in `columns`; undefined: all of them
   */
  rowsAt(row: number | undefined, column: number | undefined): readonly Row[];
}

/** A heading with its subheadings. */
interface Heading {
  readonly order: KeyOrder;
  readonly below: Map<string, Heading>;
}

interface Line extends PivotLine {
  readonly key: string;
}

/**
 * Turns a query's rows into a table with headings on two sides. Totals are computed from the values themselves, not
 * from cells, so that a mean of a group is the mean of all its values. Rows and columns are in the query's order.
 *
 * @throws FormatError if a sum or mean meets a value that is not a number, or if a cell has two values and its measure
 *   names no aggregate
 */
export function pivotTable(table: Table, question: PivotQuestion): Pivot {
  const { rows, columns, measures, totals, subtotals } = question;
  const typeOf = (field: string | undefined): boolean =>
    ["integer", "number", "date", "timestamp"].includes(table.columns.find(({ name }) => name === field)?.type ?? "");
  const [down, across] = [createHeading(typeOf(rows[0])), createHeading(typeOf(columns[0]))];
  /** Row's key → column's key → an aggregate for each measure. */
  const cells = new Map<string, Map<string, Aggregate[]>>();
  const filled = new Map<string, number>();
  const kinds = aggregatesOf(table, question);
  const places = new RowPlaces(question.traced === true);
  table.rows.forEach((row, index) => {
    const [downKeys, acrossKeys] = [keysOf(row, rows), keysOf(row, columns)];
    enter(down, row, rows, downKeys, acrossKeys.at(-1)!, typeOf);
    enter(across, row, columns, acrossKeys, downKeys.at(-1)!, typeOf);
    places.add(row, downKeys, acrossKeys);
    measures.forEach(({ field, aggregate }, measure) => {
      const value = row[field] ?? null;
      if (value === null) return;
      const kind = kinds[measure]!;
      if (!isNumeric(value) && (kind === "sum" || kind === "avg")) {
        const hint = aggregate === undefined ? `: for a pivot of texts, leave out its totals, totals="none"` : "";
        throw new FormatError(
          `${kind} of "${field}" needs numbers, and row ${index + 1} of the query "${table.name}" holds ${JSON.stringify(value)}${hint}`,
        );
      }
      if (aggregate === undefined) {
        const cell = JSON.stringify([downKeys.at(-1), acrossKeys.at(-1), measure]);
        const first = filled.get(cell);
        if (first !== undefined) throw twice(table, question, field, first, index);
        filled.set(cell, index);
      }
      for (const downKey of downKeys) {
        const line = cells.get(downKey) ?? new Map<string, Aggregate[]>();
        cells.set(downKey, line);
        for (const acrossKey of acrossKeys) {
          const aggregates = line.get(acrossKey) ?? kinds.map(createAggregate);
          line.set(acrossKey, aggregates);
          aggregates[measure]!.add(value);
        }
      }
    });
  });
  const rowLines = linesOf(down, rows.length, totals.row, subtotals.row);
  const columnLines = linesOf(across, columns.length, totals.column && columns.length > 0, subtotals.column).filter(
    ({ kind }) => kind !== "group",
  );
  return {
    rows: rowLines,
    columns: columnLines,
    valueAt: (row, column, measure) =>
      cells.get(rowLines[row]!.key)?.get(columnLines[column]!.key)?.[measure]?.result() ?? null,
    rowsAt: (row, column) =>
      places.at(
        row === undefined ? wholeKey : rowLines[row]!.key,
        column === undefined ? wholeKey : columnLines[column]!.key,
      ),
  };
}

/**
 * How each measure's values become one. A cell of a measure without an aggregate has one value: totals of such cells
 * are sums, but where no line adds them up, the values may be texts.
 */
function aggregatesOf(table: Table, { rows, columns, measures, totals, subtotals }: PivotQuestion): AggregateName[] {
  const added =
    totals.row ||
    (totals.column && columns.length > 0) ||
    (subtotals.row && rows.length > 1) ||
    (subtotals.column && columns.length > 1);
  return measures.map(({ field, aggregate }) => {
    const texts = !added && table.rows.some((row) => !isNumeric(row[field] ?? 0));
    return aggregate ?? (texts ? "max" : "sum");
  });
}

/** The key of the total, of which every row is a part. */
const wholeKey = "[]";

/** The rows at each place of a pivot, if they are asked for. */
class RowPlaces {
  readonly #asked: boolean;
  readonly #rows = new Map<string, Map<string, Row[]>>();

  constructor(asked: boolean) {
    this.#asked = asked;
  }

  add(row: Row, downKeys: readonly string[], acrossKeys: readonly string[]): void {
    if (!this.#asked) return;
    for (const down of downKeys) {
      const line = this.#rows.get(down) ?? new Map<string, Row[]>();
      this.#rows.set(down, line);
      for (const across of acrossKeys) {
        const rows = line.get(across);
        if (rows === undefined) line.set(across, [row]);
        else rows.push(row);
      }
    }
  }

  at(down: string, across: string): readonly Row[] {
    return this.#rows.get(down)?.get(across) ?? [];
  }
}

function createHeading(comparable: boolean): Heading {
  return { order: createKeyOrder(comparable), below: new Map() };
}

/** The keys of a row's headings: of none (the total), of the outermost, and so on to all. */
function keysOf(row: Row, fields: readonly string[]): string[] {
  const keys = ["[]"];
  const path: string[] = [];
  for (const field of fields) {
    const value = row[field] ?? null;
    path.push(value === null ? "" : `${typeof value} ${String(value)}`);
    keys.push(JSON.stringify(path));
  }
  return keys;
}

function enter(
  root: Heading,
  row: Row,
  fields: readonly string[],
  keys: readonly string[],
  line: string,
  comparable: (field: string | undefined) => boolean,
): void {
  let heading = root;
  fields.forEach((field, depth) => {
    const key = keys[depth + 1]!;
    heading.order.meet(line, key, row[field] ?? null);
    const below = heading.below.get(key) ?? createHeading(comparable(fields[depth + 1]));
    heading.below.set(key, below);
    heading = below;
  });
}

function linesOf(root: Heading, depth: number, total: boolean, subtotals: boolean): Line[] {
  const lines: Line[] = [];
  const walk = (heading: Heading, path: readonly Value[]): void => {
    for (const { key, value } of heading.order.ordered()) {
      const here = [...path, value];
      if (here.length === depth) {
        lines.push({ kind: "body", path: here, key });
        continue;
      }
      lines.push({ kind: "group", path: here, key });
      walk(heading.below.get(key)!, here);
      if (subtotals) lines.push({ kind: "subtotal", path: here, key });
    }
  };
  walk(root, []);
  // Without headings, the total is the only line.
  if (depth === 0) return [{ kind: "body", path: [], key: "[]" }];
  return total ? [...lines, { kind: "total", path: [], key: "[]" }] : lines;
}

function twice(
  { name, rows }: Table,
  { rows: down, columns }: PivotQuestion,
  field: string,
  first: number,
  second: number,
): FormatError {
  const place = [...down, ...columns]
    .map((column) => `${column} ${JSON.stringify(rows[first]?.[column] ?? null)}`)
    .join(", ");
  return new FormatError(
    `rows ${first + 1} and ${second + 1} of the query "${name}" are both for ${place}, and "${field}" does not say how two values become one: write value="${field} | sum" (or avg, min, max, count)`,
  );
}
