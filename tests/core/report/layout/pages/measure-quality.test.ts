import { describe, expect, it } from "vitest";
import type { Block } from "../../../../../functions/core/report/document/document.ts";
import { figure, heading, layOut, linesOf, paragraph } from "../layout-fixture.ts";

const quality = (blocks: readonly Block[], options: Parameters<typeof layOut>[1] = {}) =>
  layOut(blocks, options).quality;
const figures = (
  count: number,
  height: number,
): { blocks: Block[]; charts: Record<string, readonly [number, number]> } => {
  const ids = Array.from({ length: count }, (_, index) => `f${index}`);
  return {
    blocks: ids.map((id, index) => figure(id, index + 1)),
    charts: Object.fromEntries(ids.map((id) => [id, [400, height] as const])),
  };
};

describe("the measure of pages", () => {
  it("is 0 for full pages, and for what ends where a chapter or the author begins another", () => {
    for (const blocks of [
      [linesOf(80)],
      [linesOf(5)],
      [linesOf(5), { type: "page-break" } as const, linesOf(3)],
      [linesOf(45), heading(2, "h"), linesOf(10)],
    ]) {
      expect(quality(blocks)).toEqual({
        penalties: {
          holes: 0,
          shortPages: 0,
          strandedHeadings: 0,
          grownSpaces: 0,
          movedFigures: 0,
          looseLines: 0,
          dividedWords: 0,
          rivers: 0,
        },
        sum: 0,
      });
    }
  });

  it("grows with the holes that figures leave", () => {
    const small = figures(3, 390);
    const large = figures(3, 350);
    const [one, other] = [small, large].map(({ blocks, charts }) => quality(blocks, { charts }));
    expect(one!.penalties.holes).toBeGreaterThan(0);
    expect(other!.penalties.holes).toBeGreaterThan(one!.penalties.holes);
    expect(other!.sum).toBe(other!.penalties.holes);
  });

  it("counts lines of loose words and divided words in justified text", () => {
    const wide = paragraph(Array.from({ length: 9 }, () => "x".repeat(38)).join(" "));
    expect(quality([wide], { align: "justify" }).penalties).toMatchObject({ looseLines: 8, dividedWords: 0 });
    const divided = paragraph("incomprehensibilities characteristically ".repeat(30));
    expect(
      quality([divided], { align: "justify", page: { margins: { top: 60, right: 110, bottom: 60, left: 110 } } })
        .penalties.dividedWords,
    ).toBeGreaterThan(0);
    expect(quality([wide]).penalties).toMatchObject({ looseLines: 0, dividedWords: 0 });
  });
});
