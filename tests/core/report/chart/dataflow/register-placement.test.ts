import { beforeAll, describe, expect, it } from "vitest";
import { CoverageCanvas } from "../../../../../functions/core/report/chart/placement/coverage-canvas.ts";
import { loadVega } from "../../../../../functions/core/report/chart/load-vega.ts";
import type { SceneItem, SceneMark } from "../../../../../functions/core/report/chart/scene/scene.ts";
import type { Spec } from "../../../../../functions/core/report/chart/spec.ts";
import { placementSpecs } from "../../../../chart-corpus/placement-specs.ts";
import { testTypesetter } from "../chart-fixtures.ts";
import { labelBox, placedMarks, shownLabels, type Box, type Placed } from "../placement-fixtures.ts";

/** A box is cut down to whole pixels, so that less than one pixel may lie outside the area that was examined. */
const pixel = 1;

const overlap = (a: Box, b: Box): boolean =>
  a.x1 + pixel < b.x2 && b.x1 + pixel < a.x2 && a.y1 + pixel < b.y2 && b.y1 + pixel < a.y2;
const holds = (box: Box, x: number, y: number): boolean =>
  x > box.x1 + pixel && x < box.x2 - pixel && y > box.y1 + pixel && y < box.y2 - pixel;

function expectApart(boxes: readonly Box[]): void {
  for (const [i, box] of boxes.entries())
    for (const other of boxes.slice(i + 1)) expect(overlap(box, other)).toBe(false);
}

/** Lists points along a line of items, one for each pixel. */
function pointsAlong(items: readonly SceneItem[]): readonly (readonly [number, number])[] {
  return items.slice(1).flatMap(({ x: x2 = 0, y: y2 = 0 }, i) => {
    const { x: x1 = 0, y: y1 = 0 } = items[i]!;
    const count = Math.ceil(Math.hypot(x2 - x1, y2 - y1));
    return Array.from(
      { length: count },
      (_, k) => [x1 + ((x2 - x1) * k) / count, y1 + ((y2 - y1) * k) / count] as const,
    );
  });
}

describe("labels of a scatter plot of thousands", () => {
  let marks: ReadonlyMap<string, SceneMark>;
  let labels: readonly Placed[];
  let boxes: readonly Box[];
  beforeAll(async () => {
    marks = await placedMarks(placementSpecs["labels-of-a-scatter-plot"]!);
    labels = shownLabels(marks);
    boxes = await Promise.all(labels.map(labelBox));
  });

  it("has some, and none on another", () => {
    expect(marks.get("labels")!.items.length).toBeGreaterThan(2000);
    expect(labels.length).toBeGreaterThan(40);
    expectApart(boxes);
  });

  it("has none on a point", () => {
    for (const { x = 0, y = 0 } of marks.get("points")!.items)
      expect(boxes.some((box) => holds(box, x, y))).toBe(false);
  });

  it("has none on the line that it is to avoid", () => {
    const points = pointsAlong(marks.get("trend")!.items);
    expect(points.length).toBeGreaterThan(400);
    for (const [x, y] of points) expect(boxes.some((box) => holds(box, x, y))).toBe(false);
  });

  it("has them in the same places in another run", async () => {
    const again = shownLabels(await placedMarks(placementSpecs["labels-of-a-scatter-plot"]!));
    const [first, second] = [labels, again].map((items) =>
      items.map(({ text, x, y, align, baseline }) => [text, x, y, align, baseline]),
    );
    expect(second).toEqual(first);
  });
});

/** Returns the alignment of a point's label when the block to its right is painted with a given fill. */
async function alignBeside(fill: unknown): Promise<string> {
  return shownLabels(await placedMarks(blocked(fill)))[0]!.align;
}

/** A point with a block to its right. */
function blocked(fill: unknown): Spec {
  return {
    width: 100,
    height: 60,
    data: [{ name: "t", values: [{ x: 30 }] }],
    marks: [
      {
        type: "rect",
        name: "block",
        encode: {
          enter: {
            x: { value: 33 },
            y: { value: 0 },
            width: { value: 60 },
            height: { value: 60 },
            fill: { value: fill },
          },
        },
      },
      {
        type: "symbol",
        name: "points",
        from: { data: "t" },
        encode: { enter: { x: { field: "x" }, y: { value: 30 }, size: { value: 9 }, fill: { value: "red" } } },
      },
      {
        type: "text",
        from: { data: "points" },
        encode: { enter: { text: { value: "word" } } },
        transform: [{ type: "label", size: [100, 60], anchor: ["right", "left"], avoidMarks: ["block"] }],
      },
    ],
  };
}

describe("labels that avoid marks", () => {
  it("stand inside a bar if there is room, and beside it otherwise", async () => {
    const marks = await placedMarks(placementSpecs["labels-in-bars"]!);
    const inside = shownLabels(marks).map((label) => [label.text, label.align]);
    expect(inside).toEqual(
      ["28", "3", "43", "91", "12", "81"].map((value) => [
        `${value} per cent`,
        value === "3" || value === "12" ? "left" : "right",
      ]),
    );
  });

  it("stand within the area that they name", async () => {
    for (const method of ["reduced-search", "floodfill"]) {
      const marks = await placedMarks(placementSpecs[`labels-in-areas-${method}`]!);
      const labels = shownLabels(marks);
      expect(labels.length, method).toBeGreaterThan(2);
      for (const label of labels) {
        const group = label.datum as unknown as SceneItem;
        const box = await labelBox(label);
        for (const { x = 0, y = 0, y2 = 0 } of group.items![0]!.items) {
          if (x > box.x1 + pixel && x < box.x2 - pixel)
            expect(
              Math.min(y, y2) < box.y1 + pixel && Math.max(y, y2) > box.y2 - pixel,
              `${method}: ${String(label.text)}`,
            ).toBe(true);
        }
      }
    }
  });

  it("avoid marks painted with a slanted gradient, but not invisible ones", async () => {
    const stops = [
      { offset: 0, color: "red" },
      { offset: 1, color: "blue" },
    ];
    expect(await alignBeside("red")).toBe("right");
    expect(await alignBeside({ gradient: "linear", x1: 0, y1: 0, x2: 1, y2: 1, stops })).toBe("right");
    expect(await alignBeside({ gradient: "radial", stops })).toBe("right");
    for (const fill of ["transparent", "#f000", "rgba(255, 0, 0, 0)"])
      expect(await alignBeside(fill), fill).toBe("left");
  });

  it("do not change their place by the last bit of where a point stands", async () => {
    const [below, whole] = await Promise.all(
      [49.99999999999999, 50].map(
        async (x) =>
          shownLabels(
            await placedMarks({
              width: 100,
              height: 60,
              data: [{ name: "t", values: [{ x }] }],
              marks: [
                {
                  type: "symbol",
                  name: "points",
                  from: { data: "t" },
                  encode: { enter: { x: { field: "x" }, y: { value: 30 } } },
                },
                {
                  type: "text",
                  from: { data: "points" },
                  encode: { enter: { text: { value: "word" } } },
                  transform: [{ type: "label", size: [100, 60] }],
                },
              ],
            }),
          )[0]!,
      ),
    );
    expect(below).toMatchObject({ x: whole!.x, y: whole!.y, align: whole!.align });
  });

  it("take little time", async () => {
    const values = Array.from({ length: 700 }, (_, i) => ({
      x: (i * 7919) % 600,
      y: (i * 104_729) % 400,
      name: String(i),
    }));
    const spec: Spec = {
      width: 600,
      height: 400,
      data: [{ name: "t", values }],
      marks: [
        {
          type: "symbol",
          name: "points",
          from: { data: "t" },
          encode: {
            enter: {
              x: { field: "x" },
              y: { field: "y" },
              size: { value: 30 },
              fill: { value: "red" },
              stroke: { value: "black" },
            },
          },
        },
        {
          type: "text",
          from: { data: "points" },
          encode: { enter: { text: { field: "datum.name" }, fontSize: { value: 6 } } },
          transform: [{ type: "label", size: [600, 400] }],
        },
      ],
    };
    await placedMarks(spec);
    const before = process.cpuUsage().user;
    expect(shownLabels(await placedMarks(spec)).length).toBeGreaterThan(100);
    expect(process.cpuUsage().user - before).toBeLessThan(700_000);
  });
});

/** Returns the pixels of one word at its place. */
async function inkOf({ text, x, y, fontSize, font, fontWeight, angle = 0 }: Placed): Promise<readonly number[]> {
  const { vega } = await loadVega();
  const canvas = new CoverageCanvas(testTypesetter());
  [canvas.width, canvas.height] = [400, 240];
  const context = canvas.getContext();
  context.font = (vega as unknown as { font(item: object): string }).font({ font, fontSize, fontWeight });
  context.textAlign = "center";
  context.translate(x!, y!);
  context.rotate((angle * Math.PI) / 180);
  context.fillText(String(text), 0, 0);
  const { data } = context.getImageData(0, 0, 400, 240);
  return Array.from({ length: 400 * 240 }, (_, i) => i).filter((i) => data[i * 4 + 3]! > 0);
}

describe("a word cloud", () => {
  it.each(["word-cloud", "word-cloud-upright"])("has no two words on one pixel (%s)", async (name) => {
    const words = shownLabels(await placedMarks(placementSpecs[name]!));
    expect(words.length).toBeGreaterThan(30);
    const taken = new Set<number>();
    for (const word of words) {
      const ink = await inkOf(word);
      expect(ink.length, String(word.text)).toBeGreaterThan(20);
      expect(
        ink.filter((at) => taken.has(at)),
        String(word.text),
      ).toEqual([]);
      for (const at of ink) taken.add(at);
    }
  });

  it("is the same in another run", async () => {
    const [first = [], second] = await Promise.all(
      [1, 2].map(async () =>
        shownLabels(await placedMarks(placementSpecs["word-cloud"]!)).map(({ text, x, y, angle, fontSize }) => [
          text,
          x,
          y,
          angle,
          fontSize,
        ]),
      ),
    );
    expect(first.length).toBeGreaterThan(30);
    expect(second).toEqual(first);
  });
});
