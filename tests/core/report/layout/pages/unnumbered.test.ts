import { describe, expect, it } from "vitest";
import type { Block, DataTable, Picture } from "../../../../../functions/core/report/document/document.ts";
import { boxesOf, figure, heading, layOut, paragraph, text, wordsOf } from "../layout-fixture.ts";
import { seededNumbers } from "../seeded/seeded-numbers.ts";

const count = process.env["SOAK"] === undefined ? 80 : 2000;

interface Made {
  readonly blocks: Block[];
  readonly charts: Record<string, readonly [number, number]>;
  /** Names of the blocks without a number, which have the place of their block in the text. */
  readonly fixed: ReadonlyMap<string, number>;
}

const bare = { number: 0, title: [], deck: [], source: [], note: [], caption: [] };

/** Makes a report of paragraphs, which begin with their place, and of blocks with and without a number. */
function make(seed: number): Made {
  const next = seededNumbers(seed);
  const from = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  const charts: Record<string, readonly [number, number]> = {};
  const fixed = new Map<string, number>();
  const picture = (id: string): Picture => {
    charts[id] = [from(80, 400), from(60, 330)];
    return {
      type: "picture",
      id,
      content: { kind: "image", name: "a.png", bytes: new Uint8Array() },
      alt: "A boat.",
      where: { file: "report.md", line: 1 },
      ...bare,
    };
  };
  const blocks = Array.from({ length: from(6, 30) }, (_, at): Block => {
    const kind = next();
    const id = `b${at}`;
    if (kind < 0.55) return paragraph(`p${at}. ${"word ".repeat(from(10, 160))}`);
    if (kind < 0.6) return heading(2, `h${at}`, `p${at}. Heading`);
    if (kind < 0.72) {
      charts[id] = [400, from(90, 300)];
      return figure(id, at);
    }
    fixed.set(id, at);
    if (kind < 0.86) return picture(id);
    if (kind < 0.93) return { type: "columns", spans: [6, 6], columns: [[picture(id)], [paragraph("Beside it.")]] };
    const rows = Array.from({ length: from(2, 12) }, () => ({
      kind: "body" as const,
      cells: [{ children: text(id) }, { children: text("1") }],
    }));
    return {
      type: "table",
      id,
      ...bare,
      columns: [
        { label: text("A"), align: "left" },
        { label: text("B"), align: "decimal" },
      ],
      rows,
    } satisfies DataTable;
  });
  return { blocks, charts, fixed };
}

/** The places in the text of paragraphs and of what has no number, in the order of the pages from top to bottom. */
function printedOrder({ blocks, charts, fixed }: Made): number[] {
  const { pages } = layOut(blocks, { charts });
  const found = new Set<number>();
  for (const page of pages) {
    const items = [
      ...boxesOf(page, "text").flatMap((box) => {
        const at = /^p(\d+)\./.exec(wordsOf(box))?.[1] ?? fixed.get(wordsOf(box));
        return at === undefined ? [] : [{ y: box.y, at: Number(at) }];
      }),
      ...boxesOf(page, "chart").flatMap(({ figure: id, y }) => (fixed.has(id) ? [{ y, at: fixed.get(id)! }] : [])),
    ];
    for (const { at } of items.toSorted((a, b) => a.y - b.y)) found.add(at);
  }
  return [...found];
}

describe("pictures, tables and columns without a number", () => {
  it("stay between the paragraphs around them, since nothing else says where they belong", () => {
    const moved = Array.from({ length: count }, (_, seed) => ({ seed, order: printedOrder(make(seed)) })).filter(
      ({ order }) => order.some((at, index) => index > 0 && at < order[index - 1]!),
    );
    expect({ moved: moved.length, first: moved.slice(0, 3) }).toEqual({ moved: 0, first: [] });
  });
});
