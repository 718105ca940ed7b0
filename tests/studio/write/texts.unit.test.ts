import { expect, test } from "vitest";
import { readArchive } from "../../../functions/core/report/template/archive/read-archive.ts";
import { writeArchive } from "../../../functions/core/report/template/archive/write-archive.ts";
import { comparePages } from "../../../studio/src/write/publish/compare-pages.ts";
import { pagePairs } from "../../../studio/src/write/publish/page-pairs.ts";
import { queryAt } from "../../../studio/src/write/query/query-at.ts";
import { unzipFiles, zipFiles } from "../../../studio/src/write/sources/zip-files.ts";
import { compareLines } from "../../../studio/src/write/workspace/compare-lines.ts";
import { namesOf } from "../../../studio/src/write/workspace/names-of.ts";
import { readTemplateYaml } from "../../../studio/src/write/workspace/read-template-yaml.ts";
import { openFile } from "../../../studio/src/write/workspace/work-file.ts";

const lines = (letters: string): string => letters.split("").join("\n");
const page = (number: number, digest: string) => ({ number, digest, width: 1, height: 1 });
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("the server reads our archives, and we read its", () => {
  const files = new Map([
    ["template.yaml", bytes("title: T")],
    ["queries/größe.sql", bytes("SELECT 1")],
    ["images/a.png", new Uint8Array([0, 1, 2])],
  ]);
  expect(new Map([...readArchive(zipFiles(files))].map(([path, body]) => [path, new Uint8Array(body)]))).toEqual(files);
  expect(unzipFiles(writeArchive(files))).toEqual(files);
  expect(zipFiles(files)).toEqual(zipFiles(new Map([...files].toReversed())));
});

test("lines that differ stand beside each other, with two around them", () => {
  expect(compareLines(lines("abcdefg"), lines("abcXefg"))).toEqual([
    { before: "b", after: "b" },
    { before: "c", after: "c" },
    { before: "d", after: "X" },
    { before: "e", after: "e" },
    { before: "f", after: "f" },
  ]);
  expect(compareLines("a\n", "a\nb\n")).toEqual([{ before: "a", after: "a" }, { after: "b" }]);
});

test("boxes surround what differs on a page, one for each group of lines", () => {
  const width = 40;
  const height = 80;
  const before = new Uint8ClampedArray(4 * width * height).fill(255);
  const after = before.slice();
  for (const [x, y] of [
    [5, 2],
    [9, 28],
    [30, 60],
  ] as const)
    after[4 * (y * width + x)] = 0;
  expect(comparePages(before, after, width, height)).toEqual([
    { left: 5, top: 0, width: 5, height: 29 },
    { left: 30, top: 60, width: 1, height: 1 },
  ]);
  expect(comparePages(before, before.slice().fill(250), width, height)).toEqual([]);
});

test("pages that differ are paired by number", () => {
  const pairs = pagePairs(
    { pages: [page(1, "a"), page(2, "b")] },
    { pages: [page(1, "a"), page(2, "c"), page(3, "d")] },
  );
  expect(pairs.map(({ number, before, after }) => [number, before?.digest, after?.digest])).toEqual([
    [2, "b", "c"],
    [3, undefined, "d"],
  ]);
});

test.each([
  ["queries/sales.sql", "SELECT 1", 1, "sales"],
  ["report.md", 'Text\n\n::chart{spec="a"\n  data="by_month"\n  title="x"}\n\nText', 5, "by_month"],
  ["report.md", 'Text\n\n::chart{spec="a" data="by_month"}\n\nText', 5, undefined],
  ["report.md", "::toc", 1, undefined],
  ["template.yaml", "title: data=x", 1, undefined],
] as const)("the query at a line of %s", (path, text, line, query) => {
  expect(queryAt(path, text, line)).toBe(query);
});

test("an unsaved template.yaml gives its languages, parameters and datasets", () => {
  const outline = readTemplateYaml(
    "languages: [en, de]\nparameters: { properties: { year: { type: integer, title: Year } } }\ndatasets: { sales: { file: data/s.csv, columns: { day: date } } }",
  )!;
  expect(outline.languages).toEqual(["en", "de"]);
  expect(outline.parameters).toEqual([{ name: "year", title: "Year", schema: { type: "integer", title: "Year" } }]);
  expect([...outline.datasets]).toEqual([["sales", { stored: undefined, file: "data/s.csv", columns: ["day"] }]]);
  expect(readTemplateYaml("title: [")).toBeUndefined();
  expect(readTemplateYaml("title: T")).toMatchObject({ languages: ["en"], parameters: [] });
});

test("the names of a template come from its files and its last preview", () => {
  const files = ["queries/sales.sql", "charts/trend.vl.json", "images/a.png", "report.md"].map((path) =>
    openFile({ path, bytes: bytes(""), etag: "1" }),
  );
  const messages = openFile({ path: "messages/en.yaml", bytes: bytes("title: { short: T }\nnote: N"), etag: "1" });
  const ran = [
    { name: "sales", file: "queries/sales.sql", columns: [{ name: "day", type: "date" as const }], rows: 1, ran: true },
  ];
  const names = namesOf(
    [...files, messages],
    readTemplateYaml("parameters: { properties: { year: { type: integer } } }"),
    ran,
  );
  expect(names).toEqual({
    queries: new Map([["sales", ["day"]]]),
    datasets: new Map(),
    charts: ["trend"],
    images: ["images/a.png"],
    parameters: ["year"],
    messages: ["title.short", "note"],
  });
});
