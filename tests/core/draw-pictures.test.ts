import { expect, test } from "vitest";
import { drawPictures } from "../../functions/core/draw-pictures.ts";
import type { Document } from "../../functions/core/document/document.ts";

const content = { kind: "formula", name: "$x^2$", tex: "x^2", display: false } as const;
const pictures = new Map([["f", { content, where: { file: "report.md", line: 1 } }]]);

test.each([
  ["en", "x squared"],
  ["de", "x Quadrat"],
  ["zh", "x^2"],
])("a formula's alternative text in %s is its words, or its TeX where the language has no rules", async (language, alt) => {
  const document: Document = { title: "", language, header: { left: "", right: "" }, footer: "", blocks: [], footnotes: [], pictures };
  expect((await drawPictures(document)).get("f")).toMatchObject({ name: "$x^2$", alt });
});
