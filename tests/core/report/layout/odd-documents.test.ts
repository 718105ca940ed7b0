import { describe, expect, it } from "vitest";
import type { Block, DataTable, Inline } from "../../../../functions/core/report/document/document.ts";
import { boxesOf, figure, footnote, heading, layOut, linesOf, linesOn, paragraph, text } from "./layout-fixture.ts";

const table = (columns: DataTable["columns"], rows: DataTable["rows"], title: readonly Inline[] = []): DataTable => ({
  type: "table",
  id: "t",
  number: 1,
  title,
  deck: [],
  source: [],
  note: [],
  columns,
  rows,
});
const left = (label: string) => ({ label: text(label), align: "left" }) as const;
const nested: Block[] = [
  {
    type: "columns",
    spans: [4, 8],
    columns: [
      [paragraph("narrow")],
      [
        {
          type: "callout",
          title: [],
          children: [table([left("A")], [{ kind: "body", cells: [{ children: text("cell") }] }]), figure("f", 1)],
        },
      ],
    ],
  },
];

describe("odd documents", () => {
  it.each<[string, Block[]]>([
    ["a table without rows", [table([left("A"), left("B")], [])]],
    ["a table without columns", [table([], [])]],
    ["a table without labels", [table([left(""), left("")], [{ kind: "body", cells: [{ children: text("x") }] }])]],
    ["an empty list", [{ type: "list", ordered: true, start: 1, tight: true, items: [] }]],
    [
      "a list with an empty item",
      [{ type: "list", ordered: false, start: 1, tight: false, items: [[], [paragraph("x")]] }],
    ],
    ["an empty callout", [{ type: "callout", title: [], children: [] }]],
    ["an empty quotation", [{ type: "quote", children: [] }]],
    ["empty code", [{ type: "code", text: "" }]],
    ["empty columns", [{ type: "columns", spans: [6, 6], columns: [[], []] }]],
    ["no key figures", [{ type: "key-figures", items: [] }]],
    ["an empty paragraph and one of spaces", [paragraph(""), paragraph(" \n "), paragraph("\u200b"), paragraph("x")]],
    ["an empty heading at the end", [paragraph("x"), heading(2, "h", "")]],
    ["a table of contents without headings", [{ type: "toc", depth: 2 }]],
    ["page breaks only", [{ type: "page-break" }, { type: "page-break" }]],
    ["breaks at both ends", [paragraph({ type: "break" }, "x", { type: "break" })]],
    ["everything inside everything", nested],
    ["a heading, a figure and a page break", [linesOf(30), heading(2, "h"), figure("f", 1), { type: "page-break" }]],
    ["emoji, marks and astral characters", [paragraph("👩‍🔬 é𠮷𠮷 \u202eabc\u202c ".repeat(40))]],
  ])("sets %s", (_name, blocks) => {
    const layout = layOut(blocks, { charts: { f: [100, 200] } });
    expect(layout.pages.length).toBeGreaterThan(0);
    expect(JSON.stringify(layout)).not.toContain("null");
    for (const element of layout.structure.slice(1)) expect(element.parent).toBeLessThan(element.index);
  });

  it("puts figures and tables in the narrow places of lists and callouts", () => {
    const { pages, warnings } = layOut(nested, { charts: { f: [600, 200] } });
    const [chart] = boxesOf(pages[0], "chart");
    expect(chart!.x).toBeGreaterThan(180);
    expect(chart!.x + chart!.width).toBeLessThanOrEqual(450);
    expect(warnings.map(({ code }) => code)).toEqual(["scaled-figure"]);
  });

  it("keeps a footnote's mark with the word before, in titles and header rows too", () => {
    const mark: Inline = { type: "footnote", index: 0 };
    const blocks = [
      {
        ...table(
          [{ label: [...text("A"), mark], align: "left" }],
          Array.from({ length: 60 }, (_, index) => ({
            kind: "body" as const,
            cells: [{ children: text(`r${index}`) }],
          })),
        ),
        title: [...text("T"), mark],
      },
    ];
    const { pages } = layOut(blocks, { footnotes: [footnote("Nota")] });
    expect(linesOn(pages[0])).toContain("T1");
    expect(pages.flatMap((page) => linesOn(page)).filter((line) => line.includes("Nota"))).toHaveLength(1);
    expect(boxesOf(pages[1], "link")).toEqual([]);
    const full = `${"x".repeat(79)}。`;
    expect(linesOn(layOut([paragraph(full, mark)], { footnotes: [footnote("Nota")] }).pages[0])[1]).toMatch(/。1$/);
  });

  it("carries a footnote over as many pages as it needs", () => {
    const { pages } = layOut([paragraph("x", { type: "footnote", index: 0 })], {
      footnotes: [{ label: "n", children: [linesOf(140, "nota")] }],
    });
    expect(pages).toHaveLength(3);
    expect(
      pages
        .flatMap((page) => linesOn(page))
        .join(" ")
        .match(/nota/g),
    ).toHaveLength(140 * 16);
  });
});
