import { expect, test } from "vitest";
import { parseSource } from "../../../functions/core/service/source/door/parse-source.ts";
import {
  emptySource,
  readSourceText,
  type SourceDraft,
  writeSourceText,
} from "../../../studio/src/sources/source-text.ts";

const draft = emptySource("shop", "postgres", "Asia/Shanghai");

/** Texts that YAML could take for something else, or that a careless writer would spoil. */
const awkward = [
  "SELECT 1 AS n",
  "SELECT a, b -- # no comment: of YAML\nFROM t\n\nWHERE a = 'x: y' AND b <> '{no}'",
  "\tSELECT 1\n  FROM t",
  "  SELECT 1",
  "null",
  "1e3",
  "VALUES ('0x1F'), ('~')",
  "SELECT '\u0001\u2028é数' AS \"a\\b\"",
  `SELECT ${"a_long_name, ".repeat(40)}1`,
  "- 1",
  "&a *b !c %d @e",
  "---\nSELECT 1\n...",
];

test("whatever the form holds, the server reads the same from its text, and so does the form", () => {
  for (const query of awkward)
    for (const rule of ["asked", "every", "schedule"] as const)
      for (const rows of ["", "1000"]) {
        const given: SourceDraft = { ...draft, query, rule, every: "90s", schedule: "0 6 * * 1", rows };
        const text = writeSourceText(given);
        const read = parseSource(text);
        expect([read.connection, read.query?.trimEnd()], text).toEqual(["shop", query.trimEnd()]);
        expect(read.limits).toEqual({ rows: rows === "" ? 10_000_000 : 1000, bytes: 268_435_456, minutes: 5 });
        expect(read.refresh).toEqual(
          {
            asked: undefined,
            every: { every: "90s" },
            schedule: { schedule: "0 6 * * 1", timezone: "Asia/Shanghai" },
          }[rule],
        );
        const again = readSourceText(text, "Asia/Shanghai");
        expect([again.query.trimEnd(), again.rule, again.rows]).toEqual([query.trimEnd(), rule, rows]);
        // What has not changed keeps its text, sign by sign.
        expect(writeSourceText(again, text)).toBe(text);
      }
});

const stored = `# Orders of the shop
engine: postgres
connection: shop # read only
query: |
  SELECT day, region FROM orders -- all
order: [region, day]
limits: { rows: 500 } # small
refresh:
  schedule: "0 6 * * *"
`;

test("what the form does not show, and the author's comments, stay", () => {
  const read = readSourceText(stored, "Asia/Shanghai");
  expect(read).toMatchObject({ rule: "schedule", schedule: "0 6 * * *", timezone: "UTC", rows: "500", bytes: "" });
  const changed = writeSourceText({ ...read, minutes: "10" }, stored);
  for (const part of ["# Orders of the shop", "# read only", "order: [ region, day ]", "-- all"])
    expect(changed).toContain(part);
  expect(parseSource(changed)).toMatchObject({
    order: ["region", "day"],
    limits: { rows: 500, minutes: 10 },
    refresh: { schedule: "0 6 * * *", timezone: "UTC" },
  });
});

test("another engine takes what only the one before has", () => {
  const read = readSourceText(stored, "UTC");
  const text = writeSourceText({ ...read, engine: "http", connection: "web", path: "a.csv", format: "csv" }, stored);
  expect(parseSource(text)).toMatchObject({ engine: "http", connection: "web", path: "a.csv", format: "csv" });
  expect(parseSource(writeSourceText({ ...read, query: "SELECT 1" }, text))).toMatchObject({ query: "SELECT 1" });
});

test("a definition in JSON, or with aliases, is read and changed too", () => {
  const json = '{"engine": "http", "connection": "web", "path": "a.csv", "limits": {"minutes": "3"}}';
  const read = readSourceText(json, "UTC");
  expect(read).toMatchObject({ engine: "http", path: "a.csv", minutes: "3", rule: "asked" });
  expect(parseSource(writeSourceText({ ...read, path: "b c.csv".replace(" ", "-") }, json)).path).toBe("b-c.csv");
  const aliased = "engine: http\nconnection: &a web\npath: *a\nrefresh: { every: 1h }\n";
  const changed = writeSourceText({ ...readSourceText(aliased, "UTC"), connection: "other" }, aliased);
  expect(parseSource(changed)).toMatchObject({ connection: "other", path: "web" });
});
