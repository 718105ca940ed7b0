import { describe, expect, it } from "vitest";
import type { Picture } from "../../../../../functions/core/report/document/document.ts";
import { boxesOf, elements, layOut, linesOf, linesOn, text } from "../layout-fixture.ts";

const content = { kind: "image", name: "images/a.png", bytes: new Uint8Array() } as const;
const captioned = { number: 0, title: [], deck: [], source: [], note: [], caption: [] };

function picture(more: Partial<Picture> = {}): Picture {
  return {
    type: "picture",
    id: "a",
    content,
    alt: "A boat.",
    where: { file: "report.md", line: 1 },
    ...captioned,
    ...more,
  };
}

/** Sets an image of 800 × 400 points in an area of 400 × 560. */
function placed(
  more: Partial<Picture> = {},
  size: readonly [width: number, height: number, leastWidth?: number] = [800, 400],
) {
  const layout = layOut([picture(more)], { charts: { a: size } });
  return { layout, box: boxesOf(layout.pages[0], "chart")[0]! };
}

describe("an image", () => {
  it("is as wide as its place, or its own size if that is smaller", () => {
    expect(placed().box).toMatchObject({ x: 50, width: 400, height: 200, scale: 0.5 });
    expect(placed({}, [80, 40]).box).toMatchObject({ x: 50, width: 80, height: 40, scale: 1 });
    expect(placed({}, [400, 4000]).box).toMatchObject({ height: 336, width: 33.6 });
  });

  it("is a Figure with its text, or decoration that is not read", () => {
    const { layout, box } = placed({ caption: text("Dawn"), source: text("Office") });
    expect(layout.structure[Number(box.means)]).toMatchObject({ role: "Figure", alt: "A boat." });
    expect(layout.structure.map(({ role }) => role)).toEqual(["Document", "Figure", "Caption", "P", "P"]);
    expect(linesOn(layout.pages[0])).toEqual(["Dawn", "Source: Office"]);
    const { alt: _, ...bare } = picture({ caption: text("Dawn") });
    const decorative = layOut([bare], { charts: { a: [80, 40] } });
    expect(boxesOf(decorative.pages[0], "chart")[0]!.means).toBe("layout");
    expect(decorative.structure.map(({ role }) => role)).toEqual(["Document", "P"]);
  });

  it("with a title is a numbered figure, and listed with them", () => {
    const layout = layOut(
      [{ type: "toc", of: "figures", depth: 1 }, picture({ number: 1, title: text("The harbour") })],
      { charts: { a: [80, 40] } },
    );
    expect(linesOn(layout.pages[0])).toEqual(["Figures", "Figure 1\u2002The harbour1", "Figure 1", "The harbour"]);
    expect(elements(layout, "Caption")).toHaveLength(1);
  });

  it("takes the given width, on the requested side", () => {
    expect(placed({ width: { share: 0.5 } }).box).toMatchObject({ x: 50, width: 200, height: 100 });
    expect(placed({ width: { points: 100 }, align: "right" }).box).toMatchObject({ x: 350, width: 100 });
    expect(placed({ width: { points: 100 }, align: "center" }).box).toMatchObject({ x: 200, width: 100 });
    expect(placed({ width: { share: 1 } }, [80, 40]).box).toMatchObject({ width: 400, scale: 5 });
  });

  it("has its caption and source under it on whichever side it is, however narrow or tall", () => {
    const lines = ["Dawn", "A harbour with some boats before the sun rises over the hills", "word ".repeat(60).trim()];
    const faults: string[] = [];
    for (const align of ["left", "center", "right"] as const) {
      for (const size of [
        [800, 400],
        [60, 40],
        [200, 100],
        [300, 3000],
        [100, 2000],
        [129, 40],
      ] as const) {
        for (const caption of lines) {
          const { layout, box } = placed({ align, caption: text(caption), source: text("Office") }, size);
          const middle = box.x + box.width / 2;
          for (const { runs } of boxesOf(layout.pages[0], "text").filter(({ means }) => typeof means === "number")) {
            const last = runs.at(-1)!;
            const [from, to] = [runs[0]!.x, last.x + last.width - (last.text.endsWith(" ") ? last.size / 2 : 0)];
            const beneath =
              align === "center"
                ? box.width >= 130
                  ? from >= box.x - 1
                  : Math.abs((from + to) / 2 - middle) < 3
                : align === "right"
                  ? to <= box.x + box.width + 3 && (box.width >= 130 ? from >= box.x - 1 : to > box.x + box.width - 7)
                  : from <= box.x + 0.1;
            if (!beneath || from < 49 || to > 453)
              faults.push(
                `${align} ${size.join(" × ")}: ${Math.round(from)} to ${Math.round(to)} under ${Math.round(box.x)} to ${Math.round(box.x + box.width)}`,
              );
          }
        }
      }
    }
    expect(faults).toEqual([]);
  });

  it("that does not fit at the requested size is scaled down, with a warning", () => {
    const { layout, box } = placed({ width: { points: 600 } });
    expect(box.width).toBe(400);
    expect(layout.warnings).toEqual([
      {
        code: "scaled-figure",
        message: "An image was drawn at 67% of its width to fit its space",
        where: { file: "report.md", line: 1 },
        seen: "600 × 300 pt",
        allowed: "400 × 540 pt",
        hint: "Make it narrower, or its column wider.",
      },
    ]);
    expect(placed({ width: { share: 1 } }, [100, 400]).layout.warnings).toMatchObject([
      { message: "An image was drawn at 34% of its width to fit its space", seen: "400 × 1600 pt" },
    ]);
    expect(placed({}, [100, 4000]).layout.warnings).toEqual([]);
    expect(placed({ width: { points: 400 } }).layout.warnings).toEqual([]);
  });

  it("takes as much of the page as its title and caption leave, if its width was stated", () => {
    expect(placed({ width: { share: 1 } }, [400, 480]).box).toMatchObject({ width: 400, height: 480 });
    expect(placed({ width: { share: 1 } }, [100, 400]).box).toMatchObject({ width: 135, height: 540 });
    const { layout, box } = placed(
      { width: { share: 1 }, number: 1, title: text("The harbour"), caption: text("Dawn"), source: text("Office") },
      [100, 400],
    );
    expect(layout.pages).toHaveLength(1);
    expect(linesOn(layout.pages[0])).toEqual(["Figure 1", "The harbour", "Dawn", "Source: Office"]);
    // Of 560 points, 32.25 go to the title, 6 to the gap, 27 to the lines below, and a line of 14 stays free.
    expect(box).toMatchObject({ y: 98.25, height: 480.75 });
  });

  it("that is a barcode too narrow for scanners is drawn with a warning", () => {
    expect(placed({}, [80, 40, 100]).layout.warnings).toEqual([
      {
        code: "scaled-figure",
        message: "A barcode is so small that scanners may not read it",
        where: { file: "report.md", line: 1 },
        seen: "28.2 mm wide",
        allowed: "at least 35.3 mm wide",
        hint: "Give it more room, or a shorter value.",
      },
    ]);
    expect(placed({}, [80, 40, 80]).layout.warnings).toEqual([]);
    expect(placed({}, [80, 40, 60]).layout.warnings).toEqual([]);
  });

  it("shows the part about its focus", () => {
    const crop = (x: number, y: number) => placed({ crop: { ratio: 1, focus: { x, y } }, width: { points: 100 } }).box;
    expect(crop(0.5, 0.5)).toMatchObject({ width: 100, height: 100, scale: 0.25, offset: { x: 50, y: 0 } });
    expect(crop(0, 0)).toMatchObject({ offset: { x: 0, y: 0 } });
    expect(crop(1, 1)).toMatchObject({ offset: { x: 100, y: 0 } });
    expect(crop(0.3, 0.5)).toMatchObject({ offset: { x: 10, y: 0 } });
    expect(placed({ crop: { ratio: 2, focus: { x: 0, y: 0 } } }).box).not.toHaveProperty("offset");
  });

  it("moves to the next page with its caption while text goes on", () => {
    const layout = layOut([linesOf(36), picture({ caption: text("Dawn") }), linesOf(4)], { charts: { a: [800, 400] } });
    expect(boxesOf(layout.pages[0], "chart")).toEqual([]);
    expect(linesOn(layout.pages[1])[0]).toBe("Dawn");
  });

  it("must have been drawn", () => {
    expect(() => layOut([picture()])).toThrow(/no drawing for the image "a"/);
  });
});
