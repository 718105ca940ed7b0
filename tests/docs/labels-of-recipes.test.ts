import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { expect, test } from "vitest";
import { readExamples } from "./read-examples.ts";

type Row = Readonly<Record<string, string | number>>;

/** An item of Vega's scene, with its bounds inside its group. */
interface Item {
  readonly bounds: { readonly x1: number; readonly x2: number; readonly y1: number; readonly y2: number };
  readonly x?: number;
  readonly y?: number;
  readonly text?: unknown;
  readonly items?: readonly Item[];
  readonly marktype?: string;
}

/** Rows of a recipe's query, from changes of either sign. */
const rowsOf: Readonly<Record<string, (changes: readonly number[]) => readonly Row[]>> = {
  waterfall: (changes) => {
    return [
      { place: 0, step: "before", amount: changes[0]!, kind: "total" },
      ...changes.slice(1).map((amount, at) => ({
        place: at + 1,
        step: `step ${at}`,
        amount,
        kind: amount > 0 ? "more" : "less",
      })),
      { place: 99, step: "after", amount: changes.reduce((sum, one) => sum + one, 0), kind: "total" },
    ];
  },
  variance: (changes) =>
    changes.slice(1).map((amount, at) => ({
      year: String(2000 + at),
      amount,
      before: changes[at]!,
      variance: amount - changes[at]!,
    })),
};

/** Every rectangle and every label, with its bounds on the page. */
function marksIn(item: Item, x = 0, y = 0, kind = ""): { readonly kind: string; readonly at: Item["bounds"] }[] {
  const { items = [], marktype } = item;
  if (marktype !== undefined) return items.flatMap((one) => marksIn(one, x, y, marktype));
  if (kind === "group" || kind === "")
    return items.flatMap((one) => marksIn(one, x + (item.x ?? 0), y + (item.y ?? 0), kind));
  const { x1, x2, y1, y2 } = item.bounds;
  return [{ kind, at: { x1: x1 + x, x2: x2 + x, y1: y1 + y, y2: y2 + y } }];
}

async function labelsOnBars(spec: object, rows: readonly Row[]): Promise<number> {
  const { spec: compiled } = compile({ ...spec, datasets: { data: rows } } as unknown as TopLevelSpec);
  const view = new View(parse(compiled), { renderer: "none" });
  await view.runAsync();
  const marks = marksIn((view.scenegraph() as unknown as { readonly root: Item }).root);
  view.finalize();
  const bars = marks.filter(({ kind }) => kind === "rect").map(({ at }) => at);
  const labels = marks.filter(({ kind }) => kind === "text").map(({ at }) => at);
  expect([bars.length, labels.length].every((count) => count >= rows.length)).toBe(true);
  // A label is as wide as Vega guesses without a canvas: its middle third is it for certain.
  const isOn = (label: Item["bounds"], bar: Item["bounds"]): boolean => {
    const third = (label.x2 - label.x1) / 3;
    const across = Math.min(label.x2 - third, bar.x2) - Math.max(label.x1 + third, bar.x1);
    return across > 1 && Math.min(label.y2, bar.y2) - Math.max(label.y1, bar.y1) > 2;
  };
  return labels.filter((label) => bars.some((bar) => isOn(label, bar))).length;
}

test.each(Object.keys(rowsOf))("in the recipe %s no label lies on a column, whatever the signs are", async (name) => {
  const text = readExamples("gallery/recipes.md").at(-1)!.files.get(`charts/${name}.vl.json`)!;
  const spec = JSON.parse(text.replaceAll(/\{\{.*?\}\}/g, "#445566")) as object;
  let seed = 7;
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  for (let run = 0; run < 30; run += 1) {
    const sign = [1, -1, 0][run % 3]!;
    const changes = Array.from({ length: 6 }, () => {
      const size = 500 + Math.round(random() * 9_000);
      return sign === 0 ? (random() < 0.5 ? size : -size) : sign * size;
    });
    expect(await labelsOnBars(spec, rowsOf[name]!(changes)), JSON.stringify(changes)).toBe(0);
  }
});
