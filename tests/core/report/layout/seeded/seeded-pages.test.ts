import { describe, expect, it } from "vitest";
import { defaultTheme } from "../../../../../functions/core/report/template/theme/default-theme.ts";
import { boxesOf, wordsOf } from "../layout-fixture.ts";
import { figurePlaces } from "./figure-places.ts";
import { makeDocument } from "./make-document.ts";
import { setSeeded } from "./set-seeded.ts";

/** Where the text of a page begins, and how far letters reach under their line, as a share of their size. */
const top = 64;
const descent = 0.22;

/** `npm run soak` sets all thousand. */
const seeds = Array.from({ length: process.env["SOAK"] === undefined ? 100 : 1000 }, (_, index) => index + 1);
const set = seeds.map((seed) => {
  const document = makeDocument(seed);
  return { seed, document, layout: setSeeded(document) };
});
describe(`${seeds.length} seeded documents`, () => {
  it("strand no heading, and have no short page without its warning", () => {
    for (const { seed, layout } of set) {
      expect(layout.quality.penalties.strandedHeadings, `seed ${seed}`).toBe(0);
      expect(layout.warnings.filter(({ code }) => code === "short-page").length * 30, `seed ${seed}`).toBe(
        layout.quality.penalties.shortPages,
      );
    }
  });

  it("keep figures in order, and each in its section", () => {
    let passed = 0;
    for (const each of set) {
      const figures = figurePlaces(each.document, each.layout);
      const places = figures.map(({ at }) => at);
      expect(places, `seed ${each.seed}`).toEqual(places.toSorted((x, y) => x - y));
      expect(
        figures.filter(({ at, begins, ends }) => at < begins || at > ends),
        `seed ${each.seed}`,
      ).toEqual([]);
      passed += each.layout.quality.penalties.movedFigures;
    }
    expect(passed).toBeGreaterThan(0);
  });

  it("are read in the order of their text, wherever figures stand", () => {
    for (const { seed, document, layout } of set) {
      const roles = {
        heading: "H",
        paragraph: "P",
        figure: "Figure",
        table: "Table",
        list: "L",
        callout: "Div",
      } as const;
      const wanted = document.blocks.flatMap((block) =>
        block.type in roles ? [roles[block.type as keyof typeof roles]] : [],
      );
      const captions = new Set(
        layout.pages
          .flatMap((page) => boxesOf(page, "text"))
          .flatMap((box) => (typeof box.means === "number" && wordsOf(box).startsWith("Source: ") ? [box.means] : [])),
      );
      const read = layout.structure
        .filter(({ index, parent, role }) => parent === 0 && role !== "Note" && !captions.has(index))
        .map(({ role }) => (/^H\d/.test(role) ? "H" : role));
      expect(read, `seed ${seed}`).toEqual(wanted);
    }
  });

  it("have pages as good as they were, on average", () => {
    const mean = set.reduce((sum, { layout }) => sum + layout.quality.sum, 0) / set.length;
    expect(mean).toBeLessThan(7.5);
  });

  it("leave little room at their feet, on average", () => {
    const holes = set.reduce((sum, { layout }) => sum + layout.quality.penalties.holes, 0) / set.length;
    expect(holes).toBeLessThan(2.5);
  });

  it("set figures and tables in one rhythm: at most a line and a half from the text above", () => {
    const most = 1.5 * defaultTheme.leading;
    let seen = 0;
    for (const { seed, layout } of set)
      layout.pages.forEach((page, index) => {
        const lines = boxesOf(page, "text").flatMap((box) =>
          box.y < top ? [] : [box.y + box.runs[0]!.size * descent],
        );
        for (const { y, fill, height } of boxesOf(page, "rectangle"))
          if (fill === defaultTheme.tint) lines.push(y + height);
        for (const { y, fill, height } of boxesOf(page, "rectangle")) {
          const above = lines.filter((line) => line < y + 1);
          if (fill !== defaultTheme.accent || height !== 3 || above.length === 0) continue;
          seen++;
          expect(y - Math.max(...above), `seed ${seed}, page ${index + 1}, at ${y}`).toBeLessThanOrEqual(most);
        }
      });
    expect(seen).toBeGreaterThan(set.length);
  });
});
