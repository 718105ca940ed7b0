import { expect, test } from "vitest";
import { readTemplateFolder } from "../../../functions/seed/read-template-folder.ts";
import { shippedFolders } from "../../../functions/seed/template-folders.ts";
import { findBlock, findSource } from "../../../studio/src/write/places/find-source.ts";
import { findUses } from "../../../studio/src/write/places/find-uses.ts";
import { queryAt } from "../../../studio/src/write/query/query-at.ts";
import type { PlacedBlock } from "../../../studio/src/write/places/placed-block.ts";

const block = (members: Partial<PlacedBlock>): PlacedBlock => ({
  type: "paragraph",
  file: "report.md",
  line: 1,
  column: 1,
  endLine: 1,
  page: 1,
  x: 50,
  y: 50,
  width: 400,
  height: 20,
  ...members,
});
const blocks = [
  block({ type: "heading", line: 1 }),
  block({ line: 3, endLine: 6, y: 80, height: 80 }),
  block({ type: "columns", line: 8, endLine: 20, y: 200, height: 300 }),
  block({ type: "figure", line: 10, endLine: 12, y: 210, height: 150, width: 190 }),
  block({ line: 30, endLine: 30, page: 2 }),
];

test.each([
  ["a heading", 1, 60, 60, 1],
  ["the third of four lines", 1, 60, 125, 5],
  ["a figure inside columns, at its directive", 1, 60, 340, 10],
  ["the columns beside the figure", 1, 400, 300, 12],
  ["just below a paragraph", 1, 60, 170, 6],
  ["the next page", 2, 60, 60, 30],
] as const)("a click on %s leads to its line", (_case, page, x, y, line) => {
  expect(findSource(blocks, page, x, y)).toEqual({ file: "report.md", line });
});

test("a click far from everything leads nowhere", () => {
  expect(findSource(blocks, 1, 60, 700)).toBeUndefined();
});

test("a caret finds the innermost block of its line", () => {
  expect(findBlock(blocks, { file: "report.md", line: 11 })).toBe(blocks[3]);
  expect(findBlock(blocks, { file: "report.md", line: 18 })).toBe(blocks[2]);
  expect(findBlock(blocks, { file: "report.md", line: 25 })).toBeUndefined();
  expect(findBlock(blocks, { file: "queries/a.sql", line: 1 })).toBeUndefined();
});

test("queries, charts and pictures are found where texts use them", () => {
  const texts = new Map([
    [
      "report.md",
      '# Sales {{ sales.first.total }}\n::chart{spec="trend" data="sales"}\n::image{file="images/a.jpg"}\n::table{data="sales_by_day"}',
    ],
    ["queries/other.sql", "SELECT 1 FROM sales"],
  ]);
  expect(findUses("queries/sales.sql", texts)).toEqual([
    { file: "report.md", line: 2 },
    { file: "report.md", line: 1 },
  ]);
  expect(findUses("charts/trend.vl.json", texts)).toEqual([{ file: "report.md", line: 2 }]);
  expect(findUses("images/a.jpg", texts)).toEqual([{ file: "report.md", line: 3 }]);
});

test("an open spec shows the rows of the query that its directive names, in every shipped template", () => {
  let specs = 0;
  for (const [, folder] of shippedFolders) {
    const texts = new Map(
      [...readTemplateFolder(folder)]
        .filter(([path]) => /\.(?:md|json|sql|yaml)$/.test(path))
        .map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]),
    );
    const reports = [...texts]
      .filter(([path]) => path.endsWith(".md"))
      .map(([, text]) => text)
      .join("\n\n");
    for (const path of texts.keys()) {
      const name = /^charts\/(.*)\.vl\.json$/.exec(path)?.[1];
      if (name === undefined) continue;
      const directive = new RegExp(`::chart\\{[^}]*spec="${name}"[^}]*`).exec(reports)?.[0];
      const data = directive === undefined ? undefined : /data="([^"]+)"/.exec(directive)?.[1];
      if (data === undefined || data.includes("{")) continue;
      specs += 1;
      expect(queryAt(path, texts.get(path)!, 1, texts), path).toBe(data);
    }
  }
  expect(specs).toBeGreaterThan(8);
});
