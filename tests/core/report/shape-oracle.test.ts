import { expect, test } from "vitest";
import { seeded } from "./dataset/seeded.ts";
import { shapeTable } from "./shape-table.ts";

/** Recipes made at random, and what each step should make of a table, worked out in JavaScript without any SQL. */
const tables = process.env["SOAK"] === undefined ? 40 : 3_000;

type Cell = string | null;
interface Plain {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}
interface Move {
  /** The step, in JSON. */
  readonly step: Readonly<Record<string, unknown>>;
  readonly apply: (table: Plain) => Plain;
}

const words = ["North", "South", "Total", " padded ", "ä-ö", "x-y", "o'k", 'q"q', "7a"];

function cellsOf(kind: string, random: () => number): Cell {
  if (random() < 0.1) return null;
  if (random() < 0.1) return "..";
  return kind === "number" ? String(Math.floor(random() * 2_000) - 500) : words[Math.floor(random() * words.length)]!;
}

/** A table: texts, then numbers that are named by years. */
function makeTable(random: () => number): { readonly table: Plain; readonly texts: number } {
  const texts = 2 + Math.floor(random() * 2);
  const years = 2 + Math.floor(random() * 3);
  const columns = [
    ...["region", "Kind of thing", "the last"].slice(0, texts),
    ...Array.from({ length: years }, (_, year) => String(2001 + year)),
  ];
  const rows = Array.from({ length: 1 + Math.floor(random() * 12) }, () =>
    columns.map((_, index) => cellsOf(index < texts ? "text" : "number", random)),
  );
  return { table: { columns, rows }, texts };
}

function toCsv({ columns, rows }: Plain): string {
  return [columns, ...rows].map((row) => `${row.map(field).join(",")}\n`).join("");
}

function field(cell: Cell): string {
  return `"${(cell ?? "").replaceAll('"', '""')}"`;
}

const mapColumn = (table: Plain, at: number, change: (cell: Cell) => Cell): Plain => ({
  ...table,
  rows: table.rows.map((row) => row.map((cell, index) => (index === at ? change(cell) : cell))),
});

/** White space as people see it. */
const bare = (cell: Cell): Cell => (cell === null || cell.trim() === "" ? null : cell.trim());

/** A step that fits the table, and what it does. */
function makeMove({ columns, rows }: Plain, random: () => number, count: number): Move | undefined {
  const at = Math.floor(random() * columns.length);
  const name = columns[at]!;
  const values = rows.map((row) => row[at]!);
  const kinds: readonly (() => Move | undefined)[] = [
    () => ({
      step: { names: { [name]: `n${count}` } },
      apply: (table) => ({ ...table, columns: table.columns.map((one, index) => (index === at ? `n${count}` : one)) }),
    }),
    () => ({ step: { trim: [name] }, apply: (table) => mapColumn(table, at, bare) }),
    () => {
      const gone = values.find((value) => value !== null);
      if (gone === undefined || gone === null) return undefined;
      const where = `CAST("${name}" AS VARCHAR) = '${gone.replaceAll("'", "''")}'`;
      return {
        step: { "leave-out": { where } },
        apply: (table) => ({ ...table, rows: table.rows.filter((row) => row[at] !== gone) }),
      };
    },
    () => ({
      step: { derive: { [`d${count}`]: `coalesce(CAST("${name}" AS VARCHAR), 'none') || '!'` } },
      apply: (table) => ({
        columns: [...table.columns, `d${count}`],
        rows: table.rows.map((row) => [...row, `${row[at] ?? "none"}!`]),
      }),
    }),
    () => {
      if (!values.every((value) => value === null || value.split("-").length === 2)) return undefined;
      return {
        step: { split: { column: name, by: "-", into: [`l${count}`, `r${count}`] } },
        apply: (table) => ({
          columns: table.columns.flatMap((one, index) => (index === at ? [`l${count}`, `r${count}`] : one)),
          rows: table.rows.map((row) =>
            row.flatMap((cell, index) =>
              index !== at ? [cell] : cell === null ? [null, null] : cell.split("-").map((part) => bare(part)),
            ),
          ),
        }),
      };
    },
    () => {
      const last = Math.min(columns.length - 1, at + Math.floor(random() * 3));
      const taken = columns.slice(at, last + 1);
      if (taken.length === columns.length) return undefined;
      return {
        step: {
          unpivot: {
            columns: random() < 0.5 ? taken : `${name}..${columns[last]!}`,
            names: `k${count}`,
            values: `v${count}`,
          },
        },
        apply: (table) => ({
          columns: [...table.columns.filter((_, index) => index < at || index > last), `k${count}`, `v${count}`],
          rows: table.rows.flatMap((row) =>
            taken.map((key, offset) => [
              ...row.filter((_, index) => index < at || index > last),
              key,
              row[at + offset]!,
            ]),
          ),
        }),
      };
    },
    () => ({
      step: {
        types: { [name]: values.every((value) => value === null || /^-?\d+$/.test(value)) ? "integer" : "text" },
      },
      apply: (table) => table,
    }),
  ];
  return kinds[Math.floor(random() * kinds.length)]!();
}

test(`${tables} random recipes make what their steps say`, async () => {
  const random = seeded(31);
  for (let round = 0; round < tables; round++) {
    const { table } = makeTable(random);
    const missing = random() < 0.7;
    let expected: Plain = missing
      ? { ...table, rows: table.rows.map((row) => row.map((cell) => (cell === ".." ? null : cell))) }
      : table;
    const steps: unknown[] = [];
    for (let count = 0; count < 6; count++) {
      const move = makeMove(expected, random, count);
      if (move === undefined) continue;
      steps.push(move.step);
      expected = move.apply(expected);
    }
    const recipe = JSON.stringify({ ...(missing && { missing: [".."] }), read: { header: true }, steps });
    const { columns, rows } = await shapeTable(toCsv(table), recipe);
    expect({ round, recipe, columns, rows }).toEqual({ round, recipe, columns: expected.columns, rows: expected.rows });
  }
}, 600_000);
