import { beforeAll, describe, expect, it } from "vitest";
import { noteFigures } from "../../ci/note-figures.ts";
import { measureDrawing, type Drawing } from "./chart-drawing/measure-drawing.ts";

/** Asserted ratio to svg-to-pdfkit; about 6 was measured for all charts together. */
const leastRatio = 4;

let together: Drawing;
let single: readonly Drawing[] = [];

beforeAll(async () => {
  [together, ...single] = (await measureDrawing(4)) as [Drawing, ...Drawing[]];
  const lines = [together, ...single].map(
    (one) =>
      `  ${ratioOf(one).toFixed(1).padStart(5)} ×  ${one.ours.toFixed(1)} ms, ${one.ourBytes} bytes  ${one.name}`,
  );
  noteFigures(["drawn faster than by svg-to-pdfkit:", ...lines].join("\n"));
});

describe("drawing views that have run", () => {
  it(`is at least ${leastRatio} times faster than by svg-to-pdfkit, for all charts together`, () => {
    expect(ratioOf(together)).toBeGreaterThan(leastRatio);
  });

  it("is so for every chart but a map, whose projection takes both of them as long", () => {
    const slow = single.filter((one) => ratioOf(one) < (one.name.includes("map") ? leastRatio * 0.7 : leastRatio));
    expect(slow.map((one) => `${one.name}: ${ratioOf(one)}`)).toEqual([]);
    expect(single).toHaveLength(16);
  });

  it("makes no larger a file", () => {
    expect(together.ourBytes).toBeLessThanOrEqual(together.theirBytes);
  });
});

function ratioOf({ ours, theirs }: Drawing): number {
  return theirs / ours;
}
