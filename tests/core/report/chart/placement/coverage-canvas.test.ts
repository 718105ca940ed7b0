import { describe, expect, it } from "vitest";
import { CoverageCanvas } from "../../../../../functions/core/report/chart/placement/coverage-canvas.ts";
import type { CoverageContext } from "../../../../../functions/core/report/chart/placement/coverage-context.ts";
import { testTypesetter } from "../chart-fixtures.ts";

const typesetter = testTypesetter();

function painted(width: number, height: number, paint: (context: CoverageContext) => void): string {
  const canvas = new CoverageCanvas(typesetter);
  [canvas.width, canvas.height] = [width, height];
  paint(canvas.getContext());
  return pictureOf(canvas);
}

function pictureOf(canvas: CoverageCanvas): string {
  const { width, height } = canvas;
  const { data } = canvas.getContext().getImageData(0, 0, width, height);
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_pixel, x) => (data[(y * width + x) * 4 + 3]! > 0 ? "#" : ".")).join(""),
  ).join("\n");
}

/** Returns the columns and rows that hold ink. */
function extentOf(picture: string): readonly [number, number, number, number] {
  const rows = picture.split("\n");
  const inked = rows.flatMap((row, y) => (row.includes("#") ? [y] : []));
  const columns = rows.flatMap((row) => [...row].flatMap((pixel, x) => (pixel === "#" ? [x] : [])));
  return [Math.min(...columns), inked[0]!, Math.max(...columns), inked.at(-1)!];
}

describe("CoverageCanvas", () => {
  it("fills under the matrix that was in force when points were added", () => {
    const picture = painted(6, 4, (context) => {
      context.translate(2, 1);
      context.beginPath();
      context.rect(0, 0, 2, 1);
      context.translate(-2, -1);
      context.fill();
    });
    expect(picture).toBe("......\n..##..\n......\n......");
  });

  it("turns and stretches", () => {
    expect(
      painted(4, 4, (context) => {
        context.translate(3, 0);
        context.rotate(Math.PI / 2);
        context.scale(3, 1);
        context.fillRect(0, 0, 1, 2);
      }),
    ).toBe(".##.\n.##.\n.##.\n....");
  });

  it("draws circles and curves where they are", () => {
    const disc = painted(12, 12, (context) => {
      context.beginPath();
      context.arc(6, 6, 5, 0, 2 * Math.PI);
      context.fill();
    });
    expect(extentOf(disc)).toEqual([1, 1, 10, 10]);
    expect(disc).toBe(disc.split("\n").toReversed().join("\n"));
    const quadratic = painted(12, 12, (context) => {
      context.beginPath();
      context.moveTo(1, 11);
      context.quadraticCurveTo(6, -9, 11, 11);
      context.fill();
    });
    const cubic = painted(12, 12, (context) => {
      context.beginPath();
      context.moveTo(1, 11);
      context.bezierCurveTo(1 + 10 / 3, 11 - 40 / 3, 11 - 10 / 3, 11 - 40 / 3, 11, 11);
      context.fill();
    });
    expect(cubic).toBe(quadratic);
    expect(extentOf(cubic)).toEqual([1, 1, 10, 10]);
    const half = painted(12, 12, (context) => {
      context.beginPath();
      context.arc(6, 6, 5, 0, Math.PI, true);
      context.closePath();
      context.fill();
    });
    expect(extentOf(half)).toEqual([1, 1, 10, 5]);
  });

  it("continues from the start of a closed subpath, and ignores values that are not finite", () => {
    const picture = painted(6, 6, (context) => {
      context.beginPath();
      context.moveTo(1, 1);
      context.lineTo(3, 1);
      context.lineTo(Number.NaN, 3);
      context.lineTo(3, 3);
      context.closePath();
      context.lineTo(1, 5);
      context.lineWidth = 1;
      context.stroke();
    });
    expect(extentOf(picture)).toEqual([0, 0, 3, 4]);
  });

  it("shows nothing that is transparent", () => {
    for (const color of ["transparent", "#0000", "rgba(0, 0, 0, 0)"]) {
      expect(
        painted(3, 1, (context) => {
          context.fillStyle = color;
          context.strokeStyle = color;
          context.fillRect(0, 0, 3, 1);
          context.rect(0, 0, 3, 1);
          context.stroke();
        }),
        color,
      ).toBe("...");
    }
    expect(
      painted(3, 1, (context) => {
        context.globalAlpha = 0;
        context.drawImage({}, 0, 0, 3, 1);
        context.globalAlpha = 0.5;
        context.drawImage({}, 1, 0, 1, 1);
      }),
    ).toBe(".#.");
  });

  it("keeps styles and matrix with save and restore", () => {
    expect(
      painted(4, 2, (context) => {
        context.save();
        context.fillStyle = "transparent";
        context.translate(2, 0);
        context.restore();
        context.fillRect(0, 0, 1, 1);
        context.restore();
        context.clearRect(0, 0, 1, 1);
        context.fillRect(1, 1, 2, 1);
      }),
    ).toBe("....\n.##.");
  });

  it("inks letters where they stand on their line", () => {
    const draw = (text: string, align = "left"): string =>
      painted(60, 30, (context) => {
        context.font = "20px sans-serif";
        context.textAlign = align;
        context.fillText(text, 20, 20);
      });
    const { capHeight } = typesetter.metrics({ family: "sans", weight: 400, size: 20 });
    const [left, top, right, bottom] = extentOf(draw("H"));
    expect(top).toBe(Math.floor(20 - capHeight));
    expect(bottom).toBe(19);
    expect(left).toBeGreaterThanOrEqual(20);
    expect(right).toBeLessThan(20 + typesetter.measure("H", { family: "sans", weight: 400, size: 20 }));
    expect(extentOf(draw("g"))[3]).toBeGreaterThan(21);
    expect(draw("O").split("\n")[12]).toMatch(/#\.{4,}#/);
    expect(extentOf(draw("H", "right"))[2]).toBeLessThan(20);
    const [from, , to] = extentOf(draw("H", "center"));
    expect(Math.abs((from + to + 1) / 2 - 20)).toBeLessThanOrEqual(1);
    expect(painted(9, 9, (context) => context.fillText("", 1, 5))).not.toContain("#");
  });

  it("makes letters fatter by their stroke, and measures them as they are drawn", () => {
    const [thin, fat] = [false, true].map(
      (stroke) =>
        [
          ...painted(60, 30, (context) => {
            context.font = "bold 20px serif";
            context.lineWidth = 4;
            context.fillText("No", 10, 20);
            if (stroke) context.strokeText("No", 10, 20);
          }),
        ].filter((pixel) => pixel === "#").length,
    );
    expect(fat).toBeGreaterThan(thin! * 1.4);
    const canvas = new CoverageCanvas(typesetter);
    canvas.getContext().font = "bold 20px serif";
    expect(canvas.getContext().measureText("No").width).toBeCloseTo(
      typesetter.measure("No", { family: "serif", weight: 700, size: 20, features: ["tnum"] }),
      6,
    );
  });

  it("is emptied by a new size, as a page's is, and refuses one beyond its memory", () => {
    const canvas = new CoverageCanvas(typesetter);
    [canvas.width, canvas.height] = [4, 2];
    canvas.getContext().fillRect(0, 0, 4, 2);
    canvas.width = 3.9;
    expect(canvas.width).toBe(3);
    expect(pictureOf(canvas)).toBe("...\n...");
    canvas.width = -1;
    expect(canvas.width).toBe(0);
    canvas.height = 1;
    expect(() => (canvas.width = 9_000_000)).toThrow("9000000 × 1 pixels, more than 8000000 in all");
  });
});
