import type { EncodedField } from "../spec/encoded-fields.ts";
import { regionName } from "../geometry/region-name.ts";
import { exactValue } from "../exact-values.ts";
import { visitMarks, type SceneMark } from "./scene.ts";

type Cell = string | number | boolean | null;

/** The column that names the regions of a map. */
const region: EncodedField = {
  name: "region",
  date: false,
  measure: false,
  uses: ["region"],
  stacked: false,
  percent: false,
};

/** The data that a chart shows: only what it encodes. */
export interface DrawnData {
  readonly columns: readonly string[];
  /** Description of each column. */
  readonly fields: readonly EncodedField[];
  readonly rows: readonly (readonly Cell[])[];
}

/**
 * Reads the drawn data back from the scenegraph, in drawing order. Marks with the same tuples (a line and its points)
 * give one row; a row that only repeats part of another (the label at a line's end) is omitted. Regions of a map have
 * their names. Dates are ISO 8601; numbers have the query's digits, computed ones 12.
 */
export function drawnData(root: SceneMark, fields: ReadonlyMap<string, readonly EncodedField[]>): DrawnData {
  const columns: string[] = [];
  const shown: EncodedField[] = [];
  const tuples = new Map<object, Map<string, Cell>>();
  const read = (datum: Readonly<Record<string, unknown>>, field: EncodedField): void => {
    const { name, date } = field;
    note(datum, field, readCell(datum, name, date));
  };
  const note = (datum: object, field: EncodedField, value: Cell | undefined): void => {
    const { name } = field;
    if (value === undefined) return;
    if (!columns.includes(name)) {
      columns.push(name);
      shown.push(field);
    }
    let row = tuples.get(datum);
    if (row === undefined) tuples.set(datum, (row = new Map()));
    row.set(name, value);
  };
  visitMarks(root, ({ name, role, items }) => {
    const encoded = name === undefined || role !== "mark" ? undefined : fields.get(name);
    if (encoded === undefined) return;
    for (const { datum } of items) {
      if (datum === undefined) continue;
      if (encoded.length > 0) note(datum, region, regionName(datum));
      for (const field of encoded) read(datum, field);
    }
  });
  const rows = dropRepeats([...tuples.values()]);
  return {
    columns: columns.map(headingOf),
    fields: shown,
    rows: rows.map((row) => columns.map((column) => row.get(column) ?? null)),
  };
}

/** Vega-Lite calls the number of rows `__count`. */
function headingOf(column: string): string {
  return column === "__count" ? "count" : column;
}

/** Reads a cell; `undefined` for values that a table cannot hold: geometry, nested tuples. */
function readCell(datum: Readonly<Record<string, unknown>>, name: string, date: boolean): Cell | undefined {
  const value = datum[name];
  if (value === undefined) return undefined;
  if (value instanceof Date || (date && typeof value === "number")) {
    const time = new Date(value);
    return Number.isNaN(time.getTime()) ? null : time.toISOString().replace(/T00:00:00\.000Z$/, "");
  }
  if (typeof value === "number") return Number.isFinite(value) ? exactValue(datum, name, value) : null;
  if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
  return undefined;
}

function dropRepeats(rows: readonly Map<string, Cell>[]): readonly Map<string, Cell>[] {
  // Not Math.max(...sizes): 100,000 arguments would overflow the stack.
  const fullest = rows.reduce((most, row) => Math.max(most, row.size), 0);
  const seen = new Map<string, Set<string>>();
  const keyOf = (row: Map<string, Cell>, names: readonly string[]): string =>
    JSON.stringify(names.map((name) => row.get(name) ?? null));
  return rows.filter((row) => {
    if (row.size === fullest) return true;
    const names = [...row.keys()];
    const shape = names.join("\n");
    let keys = seen.get(shape);
    if (keys === undefined) {
      const fuller = rows.filter((other) => other.size > row.size && names.every((name) => other.has(name)));
      seen.set(shape, (keys = new Set(fuller.map((other) => keyOf(other, names)))));
    }
    return !keys.has(keyOf(row, names));
  });
}
