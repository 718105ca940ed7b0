import { expect, test } from "vitest";
import type { Block } from "../../../../../functions/core/report/document/document.ts";
import { blocksRunRightToLeft } from "../../../../../functions/core/report/layout/text/block-direction.ts";
import { paragraph } from "../layout-fixture.ts";

const hebrew = paragraph("שלום");
const list = (...items: Block[][]): Block => ({ type: "list", ordered: false, start: 1, tight: true, items });

test.each<[string, Block[], boolean]>([
  ["a paragraph", [hebrew, paragraph("hello")], true],
  ["what comes first", [paragraph("hello"), hebrew], false],
  ["the first that has words", [paragraph(" "), { type: "rule" }, list([paragraph("")], [hebrew])], true],
  ["the text of a callout in it", [{ type: "callout", title: [], children: [hebrew] }, paragraph("hello")], true],
  ["nothing", [], false],
])("the direction of blocks is that of %s", (_, blocks, rightToLeft) => {
  expect(blocksRunRightToLeft(blocks)).toBe(rightToLeft);
});
