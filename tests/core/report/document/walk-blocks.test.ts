import { expect, test } from "vitest";
import { blocksOf } from "../../../../functions/core/report/document/blocks-of.ts";
import type { Block, Document } from "../../../../functions/core/report/document/document.ts";
import { figuresOf } from "../../../../functions/core/report/document/figures-of.ts";
import { walkBlocks } from "../../../../functions/core/report/document/walk-blocks.ts";

/** Nests every kind of block that holds blocks, with a figure in each. */
const nested: readonly Block[] = [
  {
    type: "landscape",
    children: [
      figure("a"),
      {
        type: "columns",
        spans: [6, 6],
        columns: [
          [figure("b")],
          [
            {
              type: "list",
              ordered: false,
              start: 1,
              tight: true,
              items: [
                [figure("c")],
                [
                  { type: "quote", children: [figure("d"), { type: "callout", title: [], children: [figure("e")] }] },
                  figure("f"),
                ],
              ],
            },
          ],
        ],
      },
    ],
  },
  { type: "page-break" },
  figure("g"),
];

test("blocks are walked in reading order, each before those inside it", () => {
  expect([...walkBlocks(nested)].map((block) => ("id" in block ? block.id : block.type))).toEqual([
    "landscape",
    "a",
    "columns",
    "b",
    "list",
    "c",
    "quote",
    "d",
    "callout",
    "e",
    "f",
    "page-break",
    "g",
  ]);
});

test("no figure is lost, wherever it stands, and those of footnotes come last", () => {
  const document: Document = {
    title: "T",
    language: "en",
    header: { left: "", right: "" },
    footer: "",
    blocks: nested,
    footnotes: [{ label: "n", children: [{ type: "quote", children: [figure("h")] }] }],
  };
  expect(
    figuresOf(document)
      .map(({ id }) => id)
      .join(""),
  ).toBe("abcdefgh");
  expect([...blocksOf(document)].at(-2)?.type).toBe("quote");
});

function figure(id: string): Block {
  return {
    type: "figure",
    id,
    number: 1,
    title: [],
    deck: [],
    source: [],
    note: [],
    attach: false,
    where: {},
    chart: { name: id, dialect: "vega", spec: {}, data: {} },
  };
}
