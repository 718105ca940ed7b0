import { describe, expect, test } from "vitest";
import type { Row } from "../../../../../../functions/core/report/query/table.ts";
import { seededNumbers } from "../../../layout/seeded/seeded-numbers.ts";
import { drawChart, type DrawnText } from "../../draw-chart.ts";

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

/** Named points on two axes. */
const points = (labels: object): object => ({
  data: { name: "data" },
  height: 60,
  encoding: {
    x: { field: "x", type: "quantitative", scale: { nice: false }, axis: { title: null } },
    y: { field: "y", type: "quantitative", scale: { nice: false }, axis: { title: null } },
  },
  layer: [{ mark: "point" }, { mark: { type: "text", ...labels }, encoding: { text: { field: "name" } } }],
});

describe("labels of marks", () => {
  test.each([
    ["the labels of the axis below", { baseline: "top", dy: 6 }, 1],
    ["the labels of the axis beside", { align: "right", dx: -4 }, 1],
    ["nothing", { baseline: "bottom", dy: -6 }, 0],
  ])("that cover %s are told", async (_, labels, count) => {
    const rows = [
      { x: 0, y: 0, name: "Zero" },
      { x: 100, y: 50, name: "End" },
    ];
    const { warnings } = await drawChart(points(labels) as never, rows);
    expect(warnings.filter(({ code }) => code === "overlapping-labels")).toHaveLength(count);
  });

  test("that touch one above the other move apart", async () => {
    for (let gap = 3; gap < 9; gap += 0.5) {
      const rows = [0, 1].map((at) => ({ x: 5, y: 20 + at * gap, name: `Name ${at}` }));
      const spec = points({ align: "left", dx: 6 }) as { encoding: { y: object } };
      Object.assign(spec.encoding.y, { scale: { domain: [0, 60] } });
      const { texts } = await drawChart(spec as never, rows);
      const [lower, upper] = ["Name 0", "Name 1"].map((name) => texts.find(({ text }) => text === name)!);
      // Capitals are 0.73 of the size high.
      expect(lower!.y2 - upper!.y2, String(gap)).toBeGreaterThan(8.5 * 0.78);
    }
  });
});

test.each([
  [3, "3"],
  [1200, "1,200"],
  [0.25, "0.25"],
  [1234.5, "1,234.5"],
])("an axis with the single value %d prints %s", async (value, printed) => {
  const spec = {
    data: { name: "data" },
    mark: "point",
    encoding: {
      x: { field: "x", type: "quantitative", scale: { zero: false }, axis: { title: null } },
      y: { field: "x", type: "quantitative", scale: { zero: false }, axis: { title: null, format: "+,f" } },
    },
  };
  const { texts } = await drawChart(spec as never, [{ x: value }]);
  expect(texts.map(({ text }) => text)).toEqual([printed, `+${printed}`]);
});
