import { expect, test } from "vitest";
import { compareContent } from "../../../../../functions/core/service/publication/changes/compare-content.ts";
import { changesInWords } from "../../../../../functions/core/service/publication/changes/changes-in-words.ts";
import { localeFor } from "../../../../../functions/core/report/locale/locale-for.ts";
import type { ReportContent } from "../../../../../functions/core/report/publish/report-content.ts";

const before: ReportContent = {
  keyFigures: [
    { label: "Share of GDP", value: "29.8%" },
    { label: "Firms", value: "1,200" },
    { label: "Gone", value: "1" },
  ],
  tables: [
    {
      title: "Clusters",
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
    { name: "share", title: "Passed 29%", data: "x1" },
    { name: "clusters", title: "", data: "y1" },
  ],
  pages: ["p1", "p2", "p3"],
};

const after: ReportContent = {
  keyFigures: [
    { label: "Share of GDP", value: "30.1%" },
    { label: "Firms", value: "1,200" },
    { label: "New", value: "2" },
  ],
  tables: [
    {
      title: "Clusters in 2021",
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
    { name: "share", title: "Passed 30%", data: "x2" },
    { name: "clusters", title: "", data: "y1" },
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
  const figures = Array.from({ length: 20 }, (_, index) => ({ label: `Figure ${index}`, value: "1" }));
  const changes = compareContent(edition({ ...before, tables: [] }), {
    ...before,
    keyFigures: figures,
    tables: [{ title: "", columns: "a", rows }],
  });
  expect(changes.tables[0]?.came).toMatchObject({ count: 250, first: { length: 100 } });
  const lines = changesInWords(changes, localeFor("en"));
  expect([lines.length, lines.at(-1)]).toEqual([12, "…"]);
  expect(changesInWords({ ...changes, keyFigures: { count: 0, first: [] } }, localeFor("en"))).toEqual([
    "rows added: 250 (row 0, row 1, row 2, …)",
  ]);
});
