import { describe, expect, test } from "vitest";
import type { Row } from "../../../../../functions/core/report/query/table.ts";
import { seededNumbers } from "../../layout/seeded/seeded-numbers.ts";
import { drawChart, type DrawnText } from "../draw-chart.ts";

/** A ring with a name beside each sector, and its value below the name if wanted. */
const ring = ({ inner = 50, outer = 90, labels = 108, values = false } = {}) => ({
  data: { name: "data" },
  height: 260,
  encoding: {
    theta: { field: "share", type: "quantitative", stack: true },
    order: { field: "place", type: "quantitative" },
    color: { field: "name", type: "nominal", legend: null, sort: null },
  },
  layer: [
    { mark: { type: "arc", innerRadius: inner, outerRadius: outer } },
    { mark: { type: "text", radius: labels }, encoding: { text: { field: "name" } } },
    ...(values
      ? [{ mark: { type: "text", radius: labels, dy: 11 }, encoding: { text: { field: "share", format: ".1f" } } }]
      : []),
  ],
});
const rowsOf = (shares: readonly number[]): readonly Row[] =>
  shares.map((share, place) => ({ name: `Part ${String.fromCharCode(65 + place)}`, share, place }));

/** Pairs of texts that cover each other, by their boxes as they are drawn. */
function covering(texts: readonly DrawnText[]): readonly string[] {
  return texts.flatMap((one, i) =>
    texts
      .slice(i + 1)
      .filter((other) => one.x1 < other.x2 && other.x1 < one.x2 && one.y1 < other.y2 - 2.5 && other.y1 < one.y2 - 2.5)
      .map((other) => `${one.text} | ${other.text}`),
  );
}

const radius = 108;
const middleOf = ({ x1, x2, y1, y2 }: DrawnText): readonly [number, number] => [(x1 + x2) / 2, (y1 + y2) / 2];
/** From the middle of a circle to a place on it, radians from the top, clockwise. */
const onCircle = (angle: number): readonly [number, number] => [radius * Math.sin(angle), -radius * Math.cos(angle)];

/** From a place to the nearest between two others. */
const inwards = (low: number, high: number, at: number): number => Math.max(low - at, 0, at - high);

/** The angles of the middles of sectors. */
function anglesOf(shares: readonly number[]): readonly number[] {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  let before = 0;
  return shares.map((share) => {
    const angle = ((before + share / 2) / whole) * 2 * Math.PI;
    before += share;
    return angle;
  });
}

describe("labels around a ring", () => {
  test("of two to four small sectors in a row, anywhere, stand apart, in their order, near their sectors", async () => {
    const next = seededNumbers(30);
    let [moved, told] = [0, 0];
    for (let round = 0; round < 60; round++) {
      const small = Array.from({ length: 2 + Math.floor(next() * 3) }, () => 0.5 + next() * 2);
      const before = 20 + next() * 55;
      const shares = [before, ...small, 100 - before - small.reduce((sum, each) => sum + each, 0)];
      const values = round % 3 === 0 && small.length < 3;
      const drawn = await drawChart(ring({ values }), rowsOf(shares), { width: 360 });
      if (drawn.warnings.some(({ code }) => code === "overlapping-labels")) {
        told++;
        continue;
      }
      expect(covering(drawn.texts), shares.join(" ")).toEqual([]);
      const names = drawn.texts.filter(({ text }) => text.startsWith("Part"));
      expect(names.map(({ text }) => text)).toEqual(rowsOf(shares).map(({ name }) => name));
      const angles = anglesOf(shares);
      // Where the ring's middle would be if a label had not moved; that of the largest sector has not.
      const middles = names.map(middleOf).map(([x, y], at) => {
        const [right, down] = onCircle(angles[at]!);
        return [x - right, y - down] as const;
      });
      const [x, y] = middles[shares.indexOf(Math.max(...shares))]!;
      const moves = middles.map(([left, top]) => Math.hypot(left - x, top - y));
      if (moves.some((move) => move > 1)) moved++;
      // Half of a label, and twice its size.
      expect(Math.max(...moves), shares.join(" ")).toBeLessThan(14 + 2 * 8.5 + 2);
      // None stands on the ring.
      for (const { x1, x2, y1, y2, text } of names)
        expect(Math.hypot(inwards(x1, x2, x), inwards(y1, y2, y)), `${text} of ${shares.join(" ")}`).toBeGreaterThan(
          90,
        );
      const turns = names.map(middleOf).map(([left, top], at) => {
        const turn = Math.atan2(left - x, y - top) - angles[at]!;
        return angles[at]! + Math.atan2(Math.sin(turn), Math.cos(turn));
      });
      expect(turns, shares.join(" ")).toEqual(turns.toSorted((one, other) => one - other));
    }
    expect(moved).toBeGreaterThan(35);
    // Where four stand side by side at the foot or the head of a ring there is no room near their sectors.
    expect(told).toBeLessThan(10);
  });

  test("stay where they are if none overlap, and inside the ring always", async () => {
    const shares = [30, 25, 25, 20];
    const texts = async (spec: ReturnType<typeof ring>) =>
      (await drawChart(spec, rowsOf(shares), { width: 360 })).texts.map(middleOf);
    const [first, ...others] = await texts(ring());
    const wanted = anglesOf(shares).map(onCircle);
    for (const [at, [x, y]] of others.entries()) {
      expect(x - first![0]).toBeCloseTo(wanted[at + 1]![0] - wanted[0]![0], 1);
      expect(y - first![1]).toBeCloseTo(wanted[at + 1]![1] - wanted[0]![1], 1);
    }
    const inside = await drawChart(ring({ labels: 80 }), rowsOf([50, 1, 1, 48]), { width: 360 });
    expect(inside.warnings.map(({ code }) => code)).toContain("overlapping-labels");
  });

  test("of too many small sectors stay, and the report says so", async () => {
    const shares = [60, ...Array.from({ length: 14 }, () => 0.5), 33];
    const drawn = await drawChart(ring(), rowsOf(shares), { width: 360 });
    expect(drawn.warnings.map(({ code }) => code)).toContain("overlapping-labels");
  });
});
