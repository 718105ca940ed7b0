import { expect, it } from "vitest";
import { loadVega } from "../../../../../functions/core/report/chart/load-vega.ts";
import { printView } from "../../../../../functions/core/report/chart/dataflow/print-view.ts";
import { type ReleasedView, releaseView } from "../../../../../functions/core/report/chart/scene/release-view.ts";
import { type SceneMark, visitMarks } from "../../../../../functions/core/report/chart/scene/scene.ts";

const bars = {
  data: {
    values: [
      { a: "x", b: 1, c: "left" },
      { a: "y", b: 2, c: "right" },
    ],
  },
  mark: "bar",
  encoding: {
    x: { field: "a" },
    y: { field: "b", type: "quantitative" },
    color: { field: "a" },
    column: { field: "c" },
  },
};

interface RunView extends ReleasedView {
  readonly _touched: readonly unknown[];
  readonly _runtime: { readonly signals: object; readonly nodes: object; readonly subcontext: readonly object[] };
  runAsync(): Promise<unknown>;
  scenegraph(): { readonly root: SceneMark };
}

/** Returns all objects that can be reached from these through properties. */
function reached(...from: readonly unknown[]): Set<unknown> {
  const seen = new Set<unknown>();
  const open = [...from];
  while (open.length > 0) {
    const each = open.pop();
    if ((typeof each !== "object" && typeof each !== "function") || each === null || seen.has(each)) continue;
    seen.add(each);
    for (const { value } of Object.values(Object.getOwnPropertyDescriptors(each)) as { readonly value?: unknown }[])
      open.push(value);
  }
  return seen;
}

it("a released view no longer reaches its operators, and its scene is complete", async () => {
  const { vega, compileVegaLite } = await loadVega();
  const { Operator, parse } = vega as unknown as {
    readonly Operator: new () => object;
    readonly parse: (spec: unknown, config?: object, options?: object) => unknown;
  };
  const view = new (printView(vega))(parse(compileVegaLite(bars as never).spec), {
    renderer: "none",
  }) as unknown as RunView;
  const waiting = view._touched;
  expect(waiting.length).toBeGreaterThan(0);
  await view.runAsync();
  const { _runtime: context } = view;
  const { root } = view.scenegraph();
  // Objects that V8 itself may keep.
  const held = [view, waiting, view._touched, context, context.signals, context.nodes, ...context.subcontext, root];
  const operators = (): number => [...reached(...held)].filter((each) => each instanceof Operator).length;
  expect(context.subcontext.length).toBeGreaterThan(2);
  expect(operators()).toBeGreaterThan(100);

  releaseView(view, root);
  expect(operators()).toBe(0);
  const drawn: string[] = [];
  visitMarks(root, ({ marktype, items }) => drawn.push(...items.map(() => marktype)));
  expect(drawn.filter((kind) => kind === "rect")).toHaveLength(2);
  expect(drawn).toContain("text");
});
