import { expect, test } from "vitest";
import { DuckDBInstance } from "@duckdb/node-api";
import { Decimal } from "../../../../../functions/core/decimal.ts";
import type { Row, Value } from "../../../../../functions/core/report/query/table.ts";
import { readSort, sortRows } from "../../../../../functions/core/report/compose/table/sort-rows.ts";
import { compose, only, problemsOf, text, yaml } from "../compose-fixture.ts";
import { table } from "../../chart/chart-fixtures.ts";
import { seeded } from "../../dataset/seeded.ts";

const none = { group: undefined, style: undefined, total: undefined };
const literal = (value: Value): string =>
  value === null
    ? "NULL"
    : typeof value === "string"
      ? `'${value.replaceAll("'", "''")}'`
      : value instanceof Decimal
        ? `CAST('${value.toString()}' AS DECIMAL(38, 6))`
        : String(value);

test("rows are sorted as DuckDB sorts them, and rows that tie stay as they were", async () => {
  const connection = await (await DuckDBInstance.create()).connect();
  const random = seeded(5);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const word = (): string =>
    Array.from({ length: Math.floor(random() * 3) }, () =>
      pick(["a", "B", "é", "Ä", "'", "中", "\ufb01", "\u{1F600}", "\u{10400}", " "]),
    ).join("");
  const kinds: readonly (() => Value)[] = [
    () => pick([null, word()]),
    () => pick([null, Math.round(random() * 20 - 10) / 2]),
    () =>
      pick([
        null,
        Decimal.parse(`${Math.floor(random() * 9)}12345678901234567.${Math.floor(random() * 3)}`)!,
        Decimal.parse("-3.5")!,
      ]),
    () => pick([null, true, false]),
    () => pick([null, "2024-02-01", "2023-12-31", "2024-10-01"]),
  ];
  for (let round = 0; round < 60; round++) {
    const kind = pick(kinds);
    const rows: Row[] = Array.from({ length: 12 }, (_, at) => ({ v: kind(), at }));
    const falls = random() < 0.5;
    const list = rows.map(({ v, at }) => `(${literal(v!)}, ${String(at)})`).join(", ");
    const reader = await connection.runAndReadAll(
      `SELECT place FROM (VALUES ${list}) t(v, place) ORDER BY v ${falls ? "DESC" : "ASC"} NULLS LAST, place`,
    );
    const wanted = reader.getRows().map(([at]) => Number(at));
    const sorted = sortRows(table("q", rows), { column: "v", falls }, none);
    expect(
      sorted.map(({ at }) => at),
      list,
    ).toEqual(wanted);
  }
});

const rows = [
  { kind: "", group: "b", name: "Q", v: 1 },
  { kind: "", group: "b", name: "R", v: 3 },
  { kind: "subtotal", group: "b", name: "Sum", v: 4 },
  { kind: "", group: "a", name: "S", v: 2 },
  { kind: "", group: "a", name: "T", v: null },
  { kind: "", group: "a", name: "U", v: 5 },
  { kind: "", group: "c", name: "All", v: 11 },
];
const names = (more: string): string[] =>
  only(compose(`::table{data="q" columns="name, v" ${more}}`, { tables: { q: rows } }), "table")
    .rows.filter(({ kind }) => kind !== "group")
    .map(({ cells }) => text(cells[0]!.children));

test("totals, subtotals and groups stay where they are", () => {
  expect(names('style="kind" total="last" sort="-v"')).toEqual(["R", "Q", "Sum", "U", "S", "T", "All"]);
  expect(names('style="kind" total="last" group="group" sort="name"')).toEqual(["Q", "R", "Sum", "S", "T", "U", "All"]);
  expect(names('total="first" sort="-v"')[0]).toBe("Q");
  expect(names('group="group" sort="-v"')).toEqual(["Sum", "R", "Q", "U", "S", "T", "All"]);
  expect(names("")).toEqual(rows.map(({ name }) => name));
});

test("a column may begin with a hyphen, and one that is not there is a problem", () => {
  expect(readSort("-v", ["v", "-v"])).toEqual({ column: "-v", falls: false });
  expect(readSort("-v", ["v"])).toEqual({ column: "v", falls: true });
  expect(problemsOf('::table{data="q" sort="-w"}', { tables: { q: rows } })).toMatchObject([
    { code: "unknown-column", seen: "w" },
  ]);
  expect(problemsOf('::table{data="q" rows="name" value="v | sum" sort="v"}', { tables: { q: rows } })).toMatchObject([
    { code: "invalid-attribute", seen: "sort" },
  ]);
});

test("a column of codes is sorted by the names that it prints, accents aside", () => {
  const codes = ["DEU", "AUT", "ZAF", "EGY", null, "CHE", "AUT"];
  const land = codes.map((code, at) => ({ code, at: String(at) }));
  const german = yaml
    .replaceAll("[en, zh]", "[de]")
    .replace("default: en", "default: de")
    .replace("{ en: Running title, zh: 页眉 }", "Titel");
  const shown = (sort: string, format: string): readonly string[] => {
    const markdown = `::table{data=land sort="${sort}" columns="code: Land | ${format}, at"}`;
    return only(compose(markdown, { tables: { land }, files: { "template.yaml": german } }), "table").rows.map(
      ({ cells }) => `${text(cells[0]!.children)} ${text(cells[1]!.children)}`,
    );
  };
  expect(shown("code", "country")).toEqual([
    "Ägypten 3",
    "Deutschland 0",
    "Österreich 1",
    "Österreich 6",
    "Schweiz 5",
    "Südafrika 2",
    "– 4",
  ]);
  expect(shown("-code", "country").map((each) => each.at(-1))).toEqual(["2", "5", "1", "6", "0", "3", "4"]);
  expect(shown("code", "plain").map((each) => each.at(-1))).toEqual(["1", "6", "5", "0", "3", "2", "4"]);
});
