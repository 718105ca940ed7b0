import { expect, test } from "vitest";
import type { Block } from "../../../../../functions/core/report/document/document.ts";
import { blocksRunRightToLeft } from "../../../../../functions/core/report/layout/text/block-direction.ts";
import { localeFor } from "../../../../../functions/core/report/locale/locale-for.ts";
import { paragraph } from "../layout-fixture.ts";

const hebrew = paragraph("שלום");
const list = (...items: Block[][]): Block => ({ type: "list", ordered: false, start: 1, tight: true, items });

test.each<[string, string, Block[], boolean]>([
  ["the report's", "he", [paragraph("hello"), hebrew], true],
  ["the report's, whatever the letters", "en", [hebrew], false],
  ["the report's, if nothing is written", "ar", [], true],
  [
    "that of the mark before the first words",
    "en",
    [paragraph(" "), { type: "rule" }, list([paragraph("")], [paragraph("\u200fhello")])],
    true,
  ],
  [
    "that of the mark, also from the left",
    "he",
    [{ type: "callout", title: [], children: [paragraph("\u200eשלום")] }, hebrew],
    false,
  ],
  ["that of the first letter, if the author isolates it", "en", [paragraph("\u20681. שלום hello")], true],
])("the direction of blocks is %s", (_, language, blocks, rightToLeft) => {
  expect(blocksRunRightToLeft({ locale: localeFor(language) }, blocks)).toBe(rightToLeft);
});
