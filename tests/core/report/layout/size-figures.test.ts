import { expect, test } from "vitest";
import type { Block, Footnote } from "../../../../functions/core/report/document/document.ts";
import { sizeFigures } from "../../../../functions/core/report/layout/size-figures.ts";
import { pageGrid } from "../../../../functions/core/report/template/page-grid.ts";
import { defaultTheme } from "../../../../functions/core/report/template/theme/default-theme.ts";
import { boxesOf, figure, layOut, paragraph, testPage } from "./layout-fixture.ts";

const grid = pageGrid(testPage);
const { leading, sizes } = defaultTheme;
const list = (start: number, ...items: Block[][]): Block => ({
  type: "list",
  ordered: start > 0,
  start,
  tight: true,
  items,
});

function widthsIn(blocks: readonly Block[], footnotes: readonly Footnote[] = []): Readonly<Record<string, number>> {
  const document = { title: "T", language: "en", header: { left: "", right: "" }, footer: "", blocks, footnotes };
  return Object.fromEntries(sizeFigures(document, { page: testPage, grid, theme: defaultTheme }));
}

const places: readonly [string, Block, number][] = [
  ["the text", figure("a", 1), 400],
  ["columns", { type: "columns", spans: [8, 4], columns: [[figure("a", 1)], [paragraph("x")]] }, grid.widthOf(8)],
  [
    "columns in a callout",
    { type: "callout", title: [], children: [{ type: "columns", spans: [6, 6], columns: [[], [figure("a", 1)]] }] },
    (400 - 2 * leading - grid.gutter) / 2,
  ],
  ["a quotation", { type: "quote", children: [figure("a", 1)] }, 400 - leading],
  ["a callout", { type: "callout", title: [], children: [paragraph("x"), figure("a", 1)] }, 400 - 2 * leading],
  ["a turned page", { type: "landscape", children: [figure("a", 1)] }, 580],
  ["a list", list(0, [paragraph("x"), figure("a", 1)]), 400 - 1.4 * sizes.body],
  ["a list with long numbers", list(99, [paragraph("x"), figure("a", 1)], []), 400 - 2.65 * sizes.body],
];

test.each(places)("a figure in %s has the width that is left there", (_, block, width) => {
  expect(widthsIn([block])["a"]).toBeCloseTo(width, 6);
});

test("figures of footnotes have a width too", () => {
  expect(widthsIn([figure("a", 1)], [{ label: "n", children: [figure("b", 2)] }])).toEqual({ a: 400, b: 400 });
});

test.each(places)("layout finds room for it in %s", (_, block, width) => {
  const layout = layOut([block], { charts: { a: [width, 100] } });
  expect(layout.warnings).toEqual([]);
  expect(layout.pages.flatMap((page) => boxesOf(page, "chart")).map((box) => box.width)).toEqual([
    expect.closeTo(width, 2),
  ]);
});
