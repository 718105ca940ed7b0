import { afterAll, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import type { CheckResult } from "../../../../../functions/core/report/dataset/contract/check-result.ts";
import { runChecks, shownRows } from "../../../../../functions/core/report/dataset/contract/run-checks.ts";
import { datasetLimits } from "../../../../../functions/core/report/dataset/dataset-limits.ts";
import { openDataset } from "../../../../../functions/core/report/dataset/open-dataset.ts";
import { profileDataset } from "../../../../../functions/core/report/dataset/profile-dataset.ts";
import { storeDataset } from "../../../../../functions/core/report/dataset/store-dataset.ts";
import type { CheckRange, DatasetCheck } from "../../../../../functions/core/report/template/dataset-checks.ts";
import { seeded } from "../seeded.ts";

/** Each check against plain JavaScript on generated tables. */
const rounds = process.env["SOAK"] === undefined ? 40 : 4000;

const scratch = await openScratchFolder();
afterAll(() => scratch.dispose());

type Kind = "integer" | "decimal" | "double" | "text" | "date" | "timestamp" | "boolean";
type Cell = string | null;

interface Column {
  readonly name: string;
  readonly kind: Kind;
  readonly cells: Cell[];
}

type Random = () => number;
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
const two = (value: number): string => String(value).padStart(2, "0");

/** Few values of each kind, so that they repeat and meet limits. */
const makers: Readonly<Record<Kind, (random: Random) => string>> = {
  integer: (random) => String(Math.floor(random() * 21) - 10),
  decimal: (random) => {
    const value = ((Math.floor(random() * 41) - 20) / 10).toFixed(2);
    return pick(random, [value, value, "0.15", "-0.00", "-0.15", "12345678901234567890.25"]);
  },
  double: (random) =>
    pick(random, ["1e-3", "2.5e2", "-2.5e2", "1.5e300", "-0e0", "0e0", "3e0", `${Math.floor(random() * 9)}e0`]),
  text: (random) => pick(random, ["North", "north", "NORTH", "Süd", "it's", " North", "x_1", 'say "so"']),
  date: (random) => `2024-0${1 + Math.floor(random() * 3)}-${two(1 + Math.floor(random() * 28))}`,
  timestamp: (random) =>
    `2024-01-${two(29 + Math.floor(random() * 3))} ${two(Math.floor(random() * 24))}:${pick(random, ["00", "59"])}:${pick(random, ["00", "30"])}`,
  boolean: (random) => pick(random, ["true", "false"]),
};
const kinds = Object.keys(makers) as Kind[];

/** A value as something that can be compared, by nothing that the checks use. */
function comparable(kind: Kind, text: string): bigint | number | string {
  if (kind === "double") return Number(text);
  if (kind !== "integer" && kind !== "decimal") return kind === "date" || kind === "timestamp" ? text : text;
  const [whole = "", fraction = ""] = text.replace("-", "").split(".");
  const units = BigInt(whole + fraction.padEnd(8, "0"));
  return text.startsWith("-") ? -units : units;
}

/** Rows, from 1, that break the check, in their order. */
function broken(rows: number, breaks: (row: number) => boolean): number[] {
  return Array.from({ length: rows }, (_, index) => index + 1).filter((row) => breaks(row - 1));
}

function rangeBreaks({ kind, cells }: Column, { from, to }: CheckRange): number[] {
  return broken(cells.length, (row) => {
    const cell = cells[row]!;
    if (cell === null) return false;
    const value = comparable(kind, cell);
    // A day as the end of moments includes all of its moments.
    const last = kind === "timestamp" && to !== undefined && to.length === 10 ? `${to} 99` : to;
    return (
      (from !== undefined && value < comparable(kind, from)) || (last !== undefined && value > comparable(kind, last))
    );
  });
}

/** Without the sign of a zero. */
function zero(value: bigint | number | string): bigint | number | string {
  return value === 0 ? 0 : value;
}

function valuesBreak({ kind, cells }: Column, values: readonly string[]): number[] {
  return broken(cells.length, (row) => {
    const cell = cells[row]!;
    return cell !== null && !values.some((value) => zero(comparable(kind, value)) === zero(comparable(kind, cell)));
  });
}

function uniqueBreaks(columns: readonly Column[]): number[] {
  const met = new Set<string>();
  return broken(columns[0]!.cells.length, (row) => {
    const cells = columns.map(({ kind, cells }) => {
      const cell = cells[row]!;
      if (cell === null) return null;
      const value = comparable(kind, cell);
      return value === 0 ? "0" : `${typeof value} ${value}`;
    });
    if (cells.includes(null)) return false;
    const key = JSON.stringify(cells);
    const repeats = met.has(key);
    met.add(key);
    return repeats;
  });
}

function makeTable(random: Random): Column[] {
  const rows = Math.floor(random() * 40) + 1;
  const gaps = pick(random, [0, 0.1, 0.5]);
  const names = ["a", "Bb", 'c "q"', "d e", "ü"];
  const columns = names.slice(0, 1 + Math.floor(random() * names.length)).map((name): Column => {
    const kind = pick(random, kinds);
    return {
      name,
      kind,
      cells: Array.from({ length: rows }, () => (random() < gaps ? null : makers[kind](random))),
    };
  });
  // A key, so that no row is empty.
  return [{ name: "k", kind: "text", cells: Array.from({ length: rows }, (_, row) => `row ${row}`) }, ...columns];
}

/** The type that the reader gives a column of the kind, if all values fit it: otherwise the column is not judged. */
function isRead(column: Column, type: string): boolean {
  const expected: Readonly<Record<Kind, string>> = {
    integer: "integer",
    decimal: "number",
    double: "number",
    text: "text",
    date: "date",
    timestamp: "timestamp",
    boolean: "boolean",
  };
  return type === expected[column.kind];
}

const quoted = (cell: Cell): string => (cell === null ? "" : `"${cell.replaceAll('"', '""')}"`);

function csvOf(columns: readonly Column[]): Uint8Array {
  const lines = [columns.map(({ name }) => quoted(name)).join(",")];
  for (let row = 0; row < columns[0]!.cells.length; row += 1)
    lines.push(columns.map(({ cells }) => quoted(cells[row]!)).join(","));
  return new TextEncoder().encode(`${lines.join("\n")}\n`);
}

interface Judged {
  readonly check: DatasetCheck;
  /** Rows that break it; a truth value for what is about the whole table. */
  readonly expected: readonly number[] | boolean;
}

function makeChecks(random: Random, columns: readonly Column[]): Judged[] {
  const made: Judged[] = [];
  const total = columns[0]!.cells.length;
  for (const column of columns) {
    const { kind, cells } = column;
    // SQL does not tell the case of names apart, and neither does a contract.
    const name = random() < 0.3 ? column.name.toUpperCase().replace("Ü", "ü") : column.name;
    made.push({ check: { required: [name] }, expected: broken(total, (row) => cells[row] === null) });
    made.push({ check: { unique: [name] }, expected: uniqueBreaks([column]) });
    const values = Array.from({ length: 1 + Math.floor(random() * 6) }, () => makers[kind](random));
    made.push({ check: { values: { [name]: values } }, expected: valuesBreak(column, values) });
    if (kind === "text" || kind === "boolean") continue;
    const limits = [makers[kind](random), makers[kind](random)].toSorted((a, b) =>
      comparable(kind, a) < comparable(kind, b) ? -1 : 1,
    );
    if (kind === "integer" || kind === "decimal") {
      limits.push("0.125", "-0.005", "1.00000001");
      if (random() < 0.1) limits.push("9".repeat(45), `-${"9".repeat(45)}`);
    }
    if (kind === "timestamp") limits.push("2024-01-30");
    const [from, to] = [pick(random, limits), pick(random, limits)];
    const range = pick<CheckRange>(random, [{ from }, { to }, { from, to }]);
    made.push({ check: { range: { [name]: range } }, expected: rangeBreaks(column, range) });
  }
  const pair = [pick(random, columns), pick(random, columns)];
  made.push({ check: { unique: pair.map(({ name }) => name) }, expected: uniqueBreaks(pair) });
  const [from, to] = [Math.floor(random() * 50), Math.floor(random() * 50)];
  made.push({ check: { rows: { from, to } }, expected: total >= from && total <= to });
  made.push({ check: { required: ["nowhere"] }, expected: false });
  return made;
}

test("each check agrees with plain JavaScript, on tables with gaps, repeats, -0, exact decimals, dates and case", async () => {
  let judged = 0;
  let withBroken = 0;
  for (let seed = 1; seed <= rounds; seed += 1) {
    const random = seeded(seed);
    const columns = makeTable(random);
    const body = csvOf(columns);
    const { profile, table } = await profileDataset(body, "csv", {}, scratch, datasetLimits);
    const usable = columns.filter((column) => {
      const found = profile.columns.find(({ name }) => name === column.name);
      return found !== undefined && (found.nulls === profile.rows || isRead(column, found.type));
    });
    if (usable.length === 0 || profile.rows !== columns[0]!.cells.length) continue;
    const made = makeChecks(random, usable);
    const results = await runChecks(
      made.map(({ check }) => check),
      { profile, read: async () => table ?? body },
      scratch,
    );
    expect(results).toHaveLength(made.length);
    // Stored as Parquet too, as a long text is, it is judged alike.
    const store = new MemoryObjectStore();
    await storeDataset(store, "d", { body, format: "csv" }, scratch, { ...datasetLimits, text: 0 });
    const opened = await openDataset(store, "d", { name: "d" });
    expect(opened.profile.parquet).toBeDefined();
    const again = await runChecks(
      made.map(({ check }) => check),
      opened,
      scratch,
    );
    expect(again, `seed ${seed}`).toEqual(results);
    for (const [index, { check, expected }] of made.entries()) {
      const { broken: found } = results[index] as CheckResult;
      const said = `seed ${seed}: ${JSON.stringify(check)}`;
      judged += 1;
      if (typeof expected === "boolean") {
        expect(found === undefined, said).toBe(expected);
        continue;
      }
      if (expected.length > 0) withBroken += 1;
      expect(found?.rows ?? 0, said).toBe(expected.length);
      expect(found?.first.map(({ row }) => row) ?? [], said).toEqual(expected.slice(0, shownRows));
    }
  }
  // The tables are not all passed over, nor all good.
  expect(judged).toBeGreaterThan(rounds * 8);
  expect(withBroken).toBeGreaterThan(rounds * 3);
}, 900_000);
