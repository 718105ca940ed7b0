import { expect, test } from "vitest";
import type { Tables } from "../../../../functions/core/report/query/table.ts";
import { type CellPlace, segmentsOf, unnamedChanges } from "./compare-traces.ts";
import { traceReport } from "./trace-report.ts";

const whole = process.env["SOAK"] !== undefined;
/** Reports, and the queries of each, every one of which is composed anew for each change. */
const rounds = Array.from({ length: whole ? 12 : 1 }, (_, round) => round);
const queries = 4;
const rowsOfQuery = 9;

/** What a table may be printed with, beside its columns. */
const shapes = [
  "",
  ' group="place"',
  ' style="kind"',
  ' group="place" style="kind"',
  ' group="place" total="last"',
  ' group="place" style="kind" total="first"',
];
const columns = ["area | merge, town | merge, amount", "area | merge, amount, town", "area, town | merge, amount"];

/** Few values for each column, no two columns with the same digits; `kind` is the style of a row. */
const values: Readonly<Record<string, readonly string[]>> = {
  place: ["P101", "P102", "P103"],
  area: ["A201", "A202"],
  town: ["T301", "T302", "T303"],
  kind: ["", "", "subtotal", "muted"],
  amount: ["401", "402", "403"],
};

test.each(rounds)(
  "what a table prints once for several rows names the cells of other rows that decided where: %i",
  async (round) => {
    let seed = 20_261_130 + round;
    const any = <T>(list: readonly T[]): T =>
      list[(seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % list.length]!;
    const files: Record<string, string> = { "template.yaml": 'title: T\ndate: "2025-12-31"\n' };
    const printed: string[] = [];
    for (let number = 0; number < queries; number++) {
      const rows = Array.from({ length: rowsOfQuery }, () =>
        Object.entries(values).map(([name, list]) => (name === "amount" ? any(list) : `'${any(list)}'`)),
      );
      files[`queries/q${number}.sql`] =
        `SELECT * FROM (VALUES ${rows.map((row) => `(${row.join(", ")})`).join(", ")}) AS t(${Object.keys(values).join(", ")})`;
      const shape = shapes[(round + number + 2) % shapes.length]!;
      printed.push(`::table{data="q${number}" columns="${any(columns)}"${shape} title="T"}`);
    }
    files["report.md"] = `# Tables\n\n${printed.join("\n\n")}\n`;
    const made = await traceReport(files);
    const { tables } = made.laidOut;
    const before = segmentsOf(made, tables)!;
    const failures: string[] = [];
    let changed = 0;
    for (const { name, rows } of tables.values())
      for (const [row, record] of rows.entries())
        for (const [column, list] of Object.entries(values))
          for (const value of new Set(list)) {
            if (String(record[column]) === value) continue;
            const cell = { query: name, row, column };
            const after = segmentsOf(made, withCell(tables, cell, column === "amount" ? Number(value) : value));
            changed += 1;
            const unnamed = unnamedChanges(before, after!, cell);
            if (unnamed.length > 0) failures.push(`${name}[${row}].${column} = ${value}: ${unnamed.join(" ")}`);
          }
    expect(failures).toEqual([]);
    expect(changed).toBeGreaterThan(queries * rowsOfQuery * 8);
  },
);

function withCell(tables: Tables, { query, row, column }: CellPlace, value: string | number): Tables {
  const table = tables.get(query)!;
  const rows = table.rows.map((each, index) => (index === row ? { ...each, [column]: value } : each));
  return new Map([...tables, [query, { ...table, rows }]]);
}
