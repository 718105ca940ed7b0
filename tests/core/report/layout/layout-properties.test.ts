import { array, assert, constantFrom, integer, nat, property, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block, Inline } from "../../../../functions/core/report/document/document.ts";
import {
  boxesOf,
  figure,
  heading,
  layOut,
  paragraph,
  testPage,
  text,
  wordsOf,
  type Options,
} from "./layout-fixture.ts";

/** Every word of these documents is unique, so that a word which is lost or printed twice shows. */
type Shape = readonly [kind: number, size: number];

interface Built {
  readonly blocks: Block[];
  readonly words: string[];
  readonly charts: Record<string, readonly [number, number]>;
  readonly notes: Options["footnotes"];
}

function build(shapes: readonly Shape[]): Built {
  const words: string[] = [];
  const charts: Record<string, readonly [number, number]> = {};
  const notes: { label: string; children: Block[] }[] = [];
  const some = (count: number): string => {
    const made = Array.from({ length: count }, (_, index) => `w${words.length + index}x`);
    words.push(...made);
    return made.join(" ");
  };
  const long = (size: number): Block => paragraph(some(size * 3 + 1));
  const noted = (size: number): Block => {
    const mark: Inline = { type: "footnote", index: notes.length };
    notes.push({ label: "n", children: [long(size * 2)] });
    return paragraph(some(size), mark);
  };
  const kinds: ((size: number, index: number) => Block)[] = [
    long,
    (size) => long(size * 4),
    (_size, index) => heading(2, `h${index}`, some(2)),
    (size, index) => {
      charts[`f${index}`] = [400, size * 30];
      return { ...figure(`f${index}`, index), title: text(some(3)), deck: [], source: [] };
    },
    (size, index) => ({
      type: "table",
      id: `t${index}`,
      number: index,
      title: text(some(2)),
      deck: [],
      source: text(some(1)),
      note: [],
      columns: [
        { label: text("A"), align: "left" },
        { label: text("B"), align: "decimal" },
      ],
      rows: Array.from({ length: size * 3 }, () => ({
        kind: "body" as const,
        cells: [{ children: text(some(2)) }, { children: text("1.5") }],
      })),
    }),
    (size) => ({
      type: "columns",
      spans: [5, 7],
      columns: [
        [long(size * 3), long(size)],
        [noted(size), long(size * 2)],
      ],
    }),
    (size) => ({ type: "callout", title: text(some(1)), children: [long(size * 2), long(size)] }),
    (size) => ({
      type: "list",
      ordered: false,
      start: 1,
      tight: false,
      items: Array.from({ length: size }, () => [long(size)]),
    }),
    noted,
    () => ({ type: "page-break" }),
  ];
  const blocks = shapes.map(([kind, size], index) => kinds[kind % kinds.length]!(size, index));
  return { blocks, words, charts, notes };
}

const shapes = array(tuple(nat(9), integer({ min: 1, max: 14 })), { maxLength: 14 });

describe("any document", () => {
  it("loses no word, prints none twice, and stays inside the page", () => {
    assert(
      property(
        shapes,
        constantFrom("justify" as const, "left" as const),
        constantFrom("page" as const, "end" as const),
        (made, align, notesAt) => {
          const { blocks, words, charts, notes } = build(made);
          const layout = layOut(blocks, {
            charts,
            align,
            notes: notesAt,
            ...(notes === undefined ? {} : { footnotes: notes }),
          });
          const printed = layout.pages
            .flatMap((page) =>
              boxesOf(page, "text")
                .filter(({ means }) => typeof means === "number")
                .map(wordsOf),
            )
            .join(" ");
          expect((printed.match(/w\d+x/g) ?? []).sort()).toEqual([...words].sort());
          for (const page of layout.pages) {
            for (const box of boxesOf(page, "text").filter(({ means }) => typeof means === "number")) {
              expect(box.y).toBeGreaterThan(testPage.margins.top);
              expect(box.y).toBeLessThan(testPage.height - testPage.margins.bottom);
            }
          }
          // Random blocks may leave a page short.
          expect(layout.warnings.filter(({ code }) => code !== "short-page")).toEqual([]);
        },
      ),
      { numRuns: process.env["SOAK"] === undefined ? 60 : 500, seed: 7 },
    );
  });

  it("prints no line over another", () => {
    assert(
      property(shapes, (made) => {
        const { blocks, charts, notes } = build(made);
        const layout = layOut(blocks, { charts, ...(notes === undefined ? {} : { footnotes: notes }) });
        for (const page of layout.pages) {
          const lines = boxesOf(page, "text").map(({ y, runs }) => ({
            y,
            from: runs[0]!.x,
            to: runs.at(-1)!.x + runs.at(-1)!.width - 6,
            size: runs[0]!.size,
            raised: runs[0]!.rise,
          }));
          const charted = boxesOf(page, "chart");
          lines.forEach((line, index) => {
            for (const chart of charted)
              expect(line.y - line.size * 0.5 > chart.y + chart.height || line.y < chart.y).toBe(true);
            for (const other of lines.slice(index + 1)) {
              const beside = other.from >= line.to || line.from >= other.to;
              const apart = Math.abs(other.y - line.y) >= Math.min(line.size, other.size) * 0.98;
              expect(beside || apart || line.raised !== undefined || other.raised !== undefined).toBe(true);
            }
          });
        }
      }),
      { numRuns: process.env["SOAK"] === undefined ? 40 : 400, seed: 11 },
    );
  });

  it("leaves no page but the last mostly empty while text goes on", () => {
    assert(
      property(
        array(tuple(constantFrom(0, 1, 3, 8), integer({ min: 2, max: 9 })), { minLength: 6, maxLength: 20 }),
        (made) => {
          const { blocks, charts, notes } = build([...made, [1, 14], [1, 14], [1, 14]]);
          const { pages } = layOut(blocks, { charts, ...(notes === undefined ? {} : { footnotes: notes }) });
          for (const page of pages.slice(0, -1)) {
            const ends = page.boxes.flatMap((box) => {
              if (box.kind === "text" && typeof box.means === "number") return [{ top: box.y - 10, bottom: box.y + 4 }];
              return box.kind === "chart" ? [{ top: box.y, bottom: box.y + box.height }] : [];
            });
            ends.sort((a, b) => a.top - b.top);
            let reach: number = testPage.margins.top;
            let hole = 0;
            for (const { top, bottom } of [...ends, { top: testPage.height - testPage.margins.bottom, bottom: 0 }]) {
              hole = Math.max(hole, top - reach);
              reach = Math.max(reach, bottom);
            }
            expect(hole).toBeLessThan(560 / 3);
          }
        },
      ),
      { numRuns: process.env["SOAK"] === undefined ? 40 : 400, seed: 3 },
    );
  });
});
