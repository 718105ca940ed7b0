import { expect, test } from "vitest";
import { compareContent } from "../../../../../functions/core/service/publication/changes/compare-content.ts";
import { changesInWords } from "../../../../../functions/core/service/publication/changes/changes-in-words.ts";
import { localeFor } from "../../../../../functions/core/report/locale/locale-for.ts";
import type { ReportContent } from "../../../../../functions/core/report/publish/report-content.ts";

const figure = (label: string, value: string, place: string, stem = label) => ({ label, value, place, stem });

const before: ReportContent = {
  form: 2,
  template: "v1",
  language: "en",
  keyFigures: [figure("Share of GDP", "29.8%", "a:1"), figure("Firms", "1,200", "a:1"), figure("Gone", "1", "a:1")],
  tables: [
    {
      title: "Clusters",
      query: "clusters",
      columns: "Name|Share",
      rows: [
        ["Yizhuang", "a1"],
        ["Changping", "b1"],
        ["Yizhuang", "c1"],
        ["Shunyi", "d1"],
      ],
    },
  ],
  charts: [
    { name: "share", picked: "", title: "Passed 29%", data: "x1" },
    { name: "clusters", picked: "", title: "", data: "y1" },
  ],
  pages: ["p1", "p2", "p3"],
};

const after: ReportContent = {
  form: 2,
  template: "v1",
  language: "en",
  keyFigures: [figure("Share of GDP", "30.1%", "a:1"), figure("Firms", "1,200", "a:1"), figure("New", "2", "a:1")],
  tables: [
    {
      title: "Clusters in 2021",
      query: "clusters",
      columns: "Name|Share",
      rows: [
        ["Zhongguancun", "e1"],
        ["Yizhuang", "a1"],
        ["Yizhuang", "c2"],
        ["Shunyi", "d1"],
      ],
    },
  ],
  charts: [
    { name: "share", picked: "", title: "Passed 30%", data: "x2" },
    { name: "clusters", picked: "", title: "", data: "y1" },
  ],
  pages: ["p1", "p4", "p2", "p3", "p3"],
};

const edition = (content: ReportContent | undefined): { edition: string; content: ReportContent | undefined } => ({
  edition: "e-1",
  content,
});

test("what moved, came and went is found, whatever its place", () => {
  expect(compareContent(edition(before), after)).toEqual({
    before: "e-1",
    keyFigures: {
      count: 3,
      first: [
        { label: "Share of GDP", before: "29.8%", after: "30.1%" },
        { label: "New", after: "2" },
        { label: "Gone", before: "1" },
      ],
    },
    tables: [
      {
        title: "Clusters in 2021",
        came: { count: 1, first: ["Zhongguancun"] },
        went: { count: 1, first: ["Changping"] },
        changed: { count: 1, first: ["Yizhuang"] },
      },
    ],
    charts: { count: 1, first: ["Passed 30%"] },
    pages: { before: 3, after: 5, changed: { count: 2, first: [2, 5] } },
  });
});

test("equal editions have no changes", () => {
  const changes = compareContent(edition(after), after);
  expect(changes).toMatchObject({
    keyFigures: { count: 0 },
    tables: [],
    charts: { count: 0 },
    pages: { changed: { count: 0 } },
  });
  expect(changesInWords(changes, localeFor("en"))).toEqual(["Nothing has changed since the previous edition."]);
});

test("a first edition has none before it, and one of an earlier release no record", () => {
  expect(compareContent(undefined, after)).not.toHaveProperty("before");
  expect(changesInWords(compareContent(undefined, after), localeFor("de"))).toEqual(["Erste Ausgabe"]);
  const unknown = compareContent(edition(undefined), after);
  expect(unknown).toMatchObject({ before: "e-1", unknown: "not-recorded" });
  expect(changesInWords(unknown, localeFor("en"))).toEqual([]);
});

test("the changes in words, in the edition's language", () => {
  const changes = compareContent(edition(before), after);
  expect(changesInWords(changes, localeFor("en"))).toEqual([
    "Share of GDP: 29.8% → 30.1%",
    "New: – → 2",
    "Gone: 1 → –",
    "Clusters in 2021, rows added: 1 (Zhongguancun)",
    "Clusters in 2021, rows removed: 1 (Changping)",
    "Clusters in 2021, rows changed: 1 (Yizhuang)",
    "Charts with other data: Passed 30%",
    "Pages that differ: 2, 5",
  ]);
  expect(changesInWords(changes, localeFor("zh")).slice(3)).toEqual([
    "Clusters in 2021、新增行：1 (Zhongguancun)",
    "Clusters in 2021、删除行：1 (Changping)",
    "Clusters in 2021、变动行：1 (Yizhuang)",
    "数据有变的图表：Passed 30%",
    "有变化的页：2、5",
  ]);
  expect(changesInWords(changes, localeFor("ar"))[0]).toBe("Share of GDP: 29.8% ← 30.1%");
});

test("long lists are cut to a hundred, and their words to three names and twelve lines", () => {
  const rows = Array.from({ length: 250 }, (_, index) => [`row ${index}`, "x"] as const);
  const figures = Array.from({ length: 20 }, (_, index) => figure(`Figure ${index}`, "1", "a:1"));
  const changes = compareContent(edition({ ...before, tables: [] }), {
    ...before,
    keyFigures: figures,
    tables: [{ title: "", query: "", columns: "a", rows }],
  });
  expect(changes.tables[0]?.came).toMatchObject({ count: 250, first: { length: 100 } });
  const lines = changesInWords(changes, localeFor("en"));
  expect([lines.length, lines.at(-1)]).toEqual([12, "…"]);
  expect(changesInWords({ ...changes, keyFigures: { count: 0, first: [] } }, localeFor("en"))).toEqual([
    "rows added: 250 (row 0, row 1, row 2, …)",
  ]);
});

test("a record of an earlier form, and one in another language, cannot be compared", () => {
  const { form: _, ...earlier } = before;
  expect(compareContent(edition(earlier), after)).toMatchObject({
    unknown: "not-recorded",
    keyFigures: { count: 0 },
    tables: [],
  });
  const other = compareContent(edition({ ...before, language: "de" }), { ...after, language: "en" });
  expect(other).toMatchObject({ unknown: "other-language", keyFigures: { count: 0 }, tables: [] });
  expect(changesInWords(other, localeFor("en"))).toEqual([]);
});

const figuresOf = (
  old: ReportContent["keyFigures"],
  now: ReportContent["keyFigures"],
  versions: readonly [string, string] = ["v1", "v1"],
) =>
  compareContent(edition({ ...before, template: versions[0], keyFigures: old }), {
    ...after,
    template: versions[1],
    keyFigures: now,
  }).keyFigures.first;

test("a figure is known by its place, whatever its words", () => {
  expect(figuresOf([figure("€, April", "1", "report.md:9")], [figure("€, May", "2", "report.md:9")])).toEqual([
    { label: "€, May", before: "1", after: "2" },
  ]);
});

test("figures of a loop or a query are known by their words, but for numbers and months", () => {
  const old = [
    figure("North, April", "1", "a:1", "North, #"),
    figure("South, April", "2", "a:1", "South, #"),
    figure("Since 2020", "5", "a:2?#Since #", "Since #"),
  ];
  const now = [figure("South, May", "2", "a:1", "South, #"), figure("Since 2021", "6", "a:2?#Since #", "Since #")];
  expect(figuresOf(old, now)).toEqual([
    { label: "Since 2021", before: "5", after: "6" },
    { label: "North, April", before: "1" },
  ]);
});

test("in another version of the template, places tell nothing", () => {
  const [old, now] = [
    [figure("Sales", "1", "a:1"), figure("Costs", "2", "a:2")],
    [figure("Staff", "9", "a:1"), figure("Sales", "1", "a:2"), figure("Costs", "3", "a:3")],
  ];
  expect(figuresOf(old, now, ["v1", "v2"])).toEqual([
    { label: "Staff", after: "9" },
    { label: "Costs", before: "2", after: "3" },
  ]);
});

const tableOf = (rows: ReportContent["tables"][number]["rows"], more: object = {}) => ({
  title: "T",
  query: "q",
  columns: "a|b",
  rows,
  ...more,
});
const tablesOf = (old: ReportContent["tables"], now: ReportContent["tables"]) =>
  compareContent(edition({ ...before, tables: old }), { ...after, tables: now }).tables;
const names = (...first: readonly string[]) => ({ count: first.length, first });

test("a table is known by its query, whatever its headings, and its rows by their keys, whatever they are called", () => {
  expect(
    tablesOf(
      [
        tableOf(
          [
            ["All", "1", "k1"],
            ["B", "2"],
          ],
          { columns: "April" },
        ),
      ],
      [
        tableOf(
          [
            ["Every", "1", "k1"],
            ["B", "3"],
          ],
          { columns: "May", title: "U" },
        ),
      ],
    ),
  ).toEqual([{ title: "U", came: names(), went: names(), changed: names("B") }]);
});

test("rows of one key are known by their finer keys", () => {
  const [old, now] = [
    [
      ["Weight", "1", "", "r1"],
      ["Weight", "2", "", "r2"],
    ],
    [
      ["Weight", "2", "", "r2"],
      ["Weight", "3", "", "r3"],
    ],
  ] as const;
  expect(tablesOf([tableOf(old)], [tableOf(now)])).toEqual([
    { title: "T", came: names("Weight"), went: names("Weight"), changed: names() },
  ]);
});

/** A table written in Markdown. */
const written = (rows: Parameters<typeof tableOf>[0]) => [tableOf(rows, { query: "" })];

test("rows of a table in Markdown are the same whether or not a joined cell is part of their names", () => {
  const all = written([
    ["North / A", "a1", "k1"],
    ["North / B", "b1", "k2"],
    ["South / C", "c1", "k3"],
  ]);
  const apart = written([
    ["North", "b1"],
    ["South", "c2"],
  ]);
  expect(tablesOf(all, apart)).toEqual([
    { title: "T", came: names(), went: names("North / A"), changed: names("South") },
  ]);
  expect(tablesOf(apart, all)).toEqual([
    { title: "T", came: names("North / A"), went: names(), changed: names("South / C") },
  ]);
  // Two rows of one name, both changed: nothing says which is which.
  expect(tablesOf(all, written([["North", "x1"]]))).toMatchObject([
    { came: names("North"), went: names("North / A", "North / B", "South / C") },
  ]);
});

test("rows that were not recorded neither come nor go", () => {
  const [old, now] = [
    tableOf(
      [
        ["A", "1"],
        ["B", "1"],
      ],
      { truncated: true },
    ),
    tableOf(
      [
        ["New", "1"],
        ["A", "2"],
      ],
      { truncated: true },
    ),
  ];
  expect(tablesOf([old], [now])).toEqual([
    { title: "T", came: names(), went: names(), changed: names("A"), truncated: true },
  ]);
});

const chart = (picked: string, data: string) => ({ name: "c", picked, title: picked, data });

test("a chart that draws only some rows is known by them, and one that went has no data", () => {
  const changes = compareContent(
    edition({ ...before, charts: [chart("north", "1"), chart("south", "2"), chart("west", "3")] }),
    { ...after, charts: [chart("south", "2"), chart("west", "4"), chart("east", "1")] },
  );
  expect(changes.charts).toEqual(names("west", "east"));
});
