import { expect, test } from "vitest";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { renderOnce } from "../../../../functions/local/render-once.ts";
import { PdfReader } from "../../../../functions/proof/reader/pdf-reader.ts";
import type { PdfDictionary } from "../../../../functions/proof/reader/pdf-syntax.ts";

/** Formulas where each kind of block and of inline text holds one; `q` begins those that stand in lines. */
const report = `# Formulas $q_1$

Among words $q_2$, and [in a link $q_3$](https://example.org/).

$$
w_1
$$

1. In an item $q_4$

   $$
   w_2
   $$

> $$
> w_3
> $$

| $q_5$ | b |
|---|---|
| $q_6$ | 2 |

With a note.[^1]

[^1]: In a note $q_7$

    $$
    w_4
    $$
`;

test.each(["ua1-a3a", "ua2-a4f"])(
  "%s: a formula stands in a line or as a block, as its element says",
  async (conformance) => {
    const folder = mkdtempSync(join(tmpdir(), "placement-"));
    try {
      writeFileSync(
        join(folder, "template.yaml"),
        `title: T\ndate: "2026-01-30"\nmath: true\nconformance: ${conformance}\n`,
      );
      writeFileSync(join(folder, "report.md"), report);
      const { report: made } = await renderOnce({ name: "placement", folder, parameters: {}, datasets: {} });
      const reader = new PdfReader(made.pdf);
      const formulas = reader.numbers
        .map((number) => reader.dictionary(reader.object(number)))
        .filter((item) => item.has("P") && reader.name(item.get("S")) === "Formula");
      const placed = formulas.map((item) => {
        const layout = attributesOf(reader, item).find((each) => reader.name(each.get("O")) === "Layout")!;
        return [
          (reader.text(item.get("Alt")) ?? "").includes("w") ? "Block" : "Inline",
          reader.name(layout.get("Placement")),
        ];
      });
      expect(placed).toHaveLength(11);
      for (const [wanted, stated] of placed) expect(stated).toBe(wanted);
      expect(placed.filter(([wanted]) => wanted === "Block")).toHaveLength(4);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

function attributesOf(reader: PdfReader, item: PdfDictionary): readonly PdfDictionary[] {
  const list = reader.list(item.get("A"));
  return (list.length > 0 ? list : [item.get("A")]).map((each) => reader.dictionary(each));
}
