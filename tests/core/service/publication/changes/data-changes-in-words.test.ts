import { expect, test } from "vitest";
import { localeFor } from "../../../../../functions/core/report/locale/locale-for.ts";
import { languages } from "../../../../../functions/core/report/locale/languages.ts";
import type {
  ChangedColumn,
  DataChanges,
  DatasetDiff,
} from "../../../../../functions/core/service/publication/changes/data-changes.ts";
import { dataChangesInWords } from "../../../../../functions/core/service/publication/changes/data-changes-in-words.ts";

const column = (name: string, changes: ChangedColumn["changes"]): ChangedColumn => ({
  name,
  change: "changed",
  type: "text",
  ...(changes && { changes }),
});

/** A change of each kind. */
const sales: DatasetDiff = {
  name: "sales",
  from: "a",
  to: "b",
  rows: { from: 1204, to: 1310 },
  columns: [
    { name: "margin", change: "added", type: "number" },
    column("month", { highest: { from: "2026-10-01", to: "2026-11-01" } }),
    column("price", { lowest: { from: "1", to: undefined }, highest: { from: "9", to: undefined } }),
    column("region", {
      came: { count: 5, first: ["North", "South", "East", "West"] },
      gone: { count: 1, first: ["Mid"] },
    }),
    column("code", { type: { from: "integer", to: "text" } }),
    column("note", { nulls: { from: 1, to: 2 }, distinct: { from: 3, to: 4 } }),
    { name: "cost", change: "removed", type: "number" },
  ],
  uncompared: 0,
  key: ["month", "city"],
  keys: {
    came: { count: 106, first: [["2026-11-01", "Bern"]] },
    gone: { count: 0, first: [] },
    changed: {
      count: 2,
      first: [
        { key: ["2026-10-01", "Bern"], column: "price", from: "1", to: "2" },
        { key: ["2026-10-01", "Bern"], column: "note", from: null, to: "x" },
      ],
    },
  },
};
const changes: DataChanges = { before: "2026-11-23t06-00-00z", datasets: [sales, { name: "rates", unknown: "gone" }] };

test("each kind of change is a line: rows, columns, types, ranges, values, keys", () => {
  expect(dataChangesInWords(changes, localeFor("en"))).toEqual([
    "sales, rows: 1204 → 1310",
    "sales, columns added: 1 (margin)",
    "sales, columns removed: 1 (cost)",
    "sales, month: … – 2026-10-01 → … – 2026-11-01",
    "sales, price: 1 – 9 → – – –",
    "sales, region, values added: 5 (North, South, East, …)",
    "sales, region, values removed: 1 (Mid)",
    "sales, code, type of the column: integer → text",
    "sales, note, gaps: 1 → 2",
    "sales, rows added: 106 (2026-11-01 / Bern, …)",
    "sales, rows changed: 2 (2026-10-01 / Bern, …)",
    "rates: not compared",
  ]);
});

test("the first edition says nothing, and one of the same data says so", () => {
  expect(dataChangesInWords({ datasets: [] }, localeFor("en"))).toEqual([]);
  expect(dataChangesInWords({ before: "x", datasets: [] }, localeFor("zh"))).toEqual(["数据与上一期相同。"]);
});

test.each([
  ["other values in the same range, as many", {}, ["sales: other data; no single difference to name"]],
  ["another number of different values", { columns: [column("note", { distinct: { from: 3, to: 4 } })] }, 1],
  ["only gaps", { columns: [column("price", { nulls: { from: 0, to: 500 } })] }, ["sales, price, gaps: 0 → 500"]],
  ["columns that are not compared", { uncompared: 300 }, ["sales, columns not compared: 300"]],
] satisfies readonly (readonly [string, Partial<DatasetDiff>, 1 | readonly string[]])[])(
  "another version is never without a line: %s",
  (_, differs, expected) => {
    const same: DatasetDiff = {
      name: "sales",
      from: "a",
      to: "b",
      rows: { from: 9, to: 9 },
      columns: [],
      uncompared: 0,
    };
    for (const language of Object.keys(languages)) {
      const lines = dataChangesInWords({ before: "x", datasets: [{ ...same, ...differs }] }, localeFor(language));
      expect(lines).toHaveLength(1);
      if (language === "en" && expected !== 1) expect(lines).toEqual(expected);
    }
  },
);

test("there are at most twenty lines, of values cut to forty characters", () => {
  const many = Array.from({ length: 60 }, (_, index) =>
    column(`c${index}`, { came: { count: 9, first: Array<string>(9).fill("𝒳".repeat(90)) } }),
  );
  const lines = dataChangesInWords({ before: "x", datasets: [{ ...sales, columns: many }] }, localeFor("en"));
  expect(lines).toHaveLength(20);
  expect(lines.at(-1)).toBe("…");
  const longest = Math.max(...lines.map((line) => [...line].length));
  expect(longest).toBeLessThan(200);
  expect(lines.every((line) => line.isWellFormed())).toBe(true);
});

test.each(["\n", "\r\n", "\r", "\v", "\f", "\u0085", "\u2028", "\u2029", "\n\n - "])(
  "no value, name or key breaks a line: %j",
  (separator) => {
    const forged = (of: string): string => `${of}${separator}sales, rows: 1 → 2`;
    const list = { count: 1, first: [forged("v")] };
    const ends = { from: forged("a"), to: forged("b") };
    const lines = dataChangesInWords(
      {
        before: "x",
        datasets: [
          {
            ...sales,
            columns: [
              { name: forged("new"), change: "added", type: "text" },
              { name: forged("old"), change: "removed", type: "text" },
              column(forged("c"), { lowest: ends, highest: ends, came: list, gone: list, nulls: { from: 0, to: 1 } }),
            ],
            keys: {
              came: { count: 1, first: [[forged("k"), "Bern"]] },
              gone: { count: 1, first: [[forged("k")]] },
              changed: { count: 1, first: [{ key: [forged("k")], column: forged("c"), from: "1", to: "2" }] },
            },
          },
        ],
      },
      localeFor("en"),
    );
    expect(lines).toHaveLength(10);
    for (const line of lines) expect(line).not.toMatch(/[\n\v\f\r\u0085\u2028\u2029]/);
  },
);

test("every language has words of its own for each kind, and no line has an undefined part", () => {
  const seen = new Map<string, string>();
  for (const language of Object.keys(languages)) {
    const lines = dataChangesInWords(changes, localeFor(language));
    expect(lines).toHaveLength(12);
    expect(lines.join("\n")).not.toMatch(/undefined|\[object/);
    expect(lines[0]).toContain(language === "ar" || language === "he" ? "1204 ← 1310" : "1204 → 1310");
    const { data } = localeFor(language).words.changes;
    expect(new Set(Object.values(data)).size).toBe(Object.keys(data).length);
    seen.set(JSON.stringify(data), language);
  }
  expect(seen.size).toBe(Object.keys(languages).length);
});
