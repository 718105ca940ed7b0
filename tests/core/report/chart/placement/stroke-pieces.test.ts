import { describe, expect, it } from "vitest";
import { Coverage } from "../../../../../functions/core/report/chart/placement/coverage.ts";
import {
  strokePieces,
  type StrokeStyle,
  type Subpath,
} from "../../../../../functions/core/report/chart/placement/stroke-pieces.ts";

const plain: StrokeStyle = { width: 2, cap: "butt", join: "miter", miterLimit: 10, dash: [], dashOffset: 0 };

function picture(
  points: readonly number[],
  style: Partial<StrokeStyle> = {},
  closed = false,
  width = 10,
  height = 6,
): string {
  const coverage = new Coverage(width, height);
  const subpaths: readonly Subpath[] = [{ points, closed }];
  coverage.cover(strokePieces(subpaths, { ...plain, ...style }), 1);
  return Array.from({ length: height }, (_, y) =>
    [...coverage.pixels.subarray(y * width, (y + 1) * width)].map((pixel) => (pixel > 0 ? "#" : ".")).join(""),
  ).join("\n");
}

const blank = "..........";

describe("strokePieces", () => {
  it("ends lines by their cap", () => {
    const line = [3, 3, 6, 3];
    expect(picture(line)).toBe([blank, blank, "...###....", "...###....", blank, blank].join("\n"));
    expect(picture(line, { cap: "square" })).toBe([blank, blank, "..#####...", "..#####...", blank, blank].join("\n"));
    expect(picture([3, 3, 6, 3], { cap: "round", width: 4 })).toBe(
      [blank, ".#######..", ".#######..", ".#######..", ".#######..", blank].join("\n"),
    );
  });

  it("joins lines by a corner, a cut one where the miter is too long, or a round one", () => {
    const corner = [1, 5, 5, 1, 9, 5];
    const tops = (["miter", "bevel", "round"] as const).map((join) => picture(corner, { join }).split("\n")[0]);
    expect(tops).toEqual(["...####...", "...####...", "...####..."]);
    const right = [1, 4, 6, 4, 6, 1];
    expect(picture(right, { width: 4 }).split("\n")[5]).toBe(".#######..");
    expect(picture(right, { width: 4, join: "bevel" }).split("\n")[5]).toBe(".######...");
    expect(picture(right, { width: 4, miterLimit: 1.41 })).toBe(picture(right, { width: 4, join: "bevel" }));
    expect(picture(right, { width: 4, miterLimit: 1.42 })).toBe(picture(right, { width: 4 }));
  });

  it("joins the ends of a closed line and goes round the same either way", () => {
    const square = [2, 1, 7, 1, 7, 5, 2, 5];
    const ring = [".#######..", ".#######..", ".##...##..", ".##...##..", ".#######..", ".#######.."].join("\n");
    expect(picture(square, {}, true)).toBe(ring);
    expect(picture([2, 5, 7, 5, 7, 1, 2, 1], {}, true)).toBe(ring);
    expect(picture([...square, 2, 1], {}, true)).toBe(ring);
    expect(picture(square)).not.toBe(ring);
  });

  it("cuts dashes, from an offset, round corners, an odd list twice over", () => {
    const line = [0, 3, 10, 3];
    const row = (style: Partial<StrokeStyle>): string => picture(line, style).split("\n")[2]!;
    expect(row({ dash: [3, 2] })).toBe("###..###..");
    expect(row({ dash: [3, 2], dashOffset: 2 })).toBe("#..###..##");
    expect(row({ dash: [3, 2], dashOffset: -2 })).toBe("..###..###");
    expect(row({ dash: [2] })).toBe("##..##..##");
    expect(row({ dash: [1, 2, 3] })).toBe("#..###.##.");
    expect(row({ dash: [0, 0] })).toBe("##########");
    expect(picture([1, 2, 5, 2, 5, 5], { dash: [5, 9] })).toBe(picture([1, 2, 5, 2, 5, 3]));
    expect(row({ dash: [1e-9, 1e-9] })).toBe("##########");
  });

  it("shows a point as its cap alone", () => {
    expect(picture([4, 3])).not.toContain("#");
    expect(picture([4, 3, 4, 3], { cap: "square" })).toBe(
      [blank, blank, "...##.....", "...##.....", blank, blank].join("\n"),
    );
    expect(picture([4, 3], { cap: "round" })).toBe([blank, blank, "...##.....", "...##.....", blank, blank].join("\n"));
  });
});
