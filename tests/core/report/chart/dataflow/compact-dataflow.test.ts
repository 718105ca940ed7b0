import { describe, expect, it } from "vitest";
import {
  compactDataflow,
  type CompactDataflow,
} from "../../../../../functions/core/report/chart/dataflow/compact-dataflow.ts";
import { loadVega } from "../../../../../functions/core/report/chart/load-vega.ts";
import { awaitData, type Runtime } from "../../../../../functions/core/report/chart/dataflow/await-data.ts";
import type { Spec } from "../../../../../functions/core/report/chart/spec.ts";

/** Two axes of one look, texts in groups and signals that react to events. */
const chart: Spec = {
  width: 100,
  height: 40,
  signals: [
    {
      name: "shown",
      value: 0,
      on: [
        { events: "click[event.item]", update: "datum.v + 1" },
        { events: { signal: "twice" }, update: "twice" },
      ],
    },
    { name: "twice", update: "shown * 2" },
  ],
  data: [{ name: "t", values: [{ k: "a", v: 1 }], transform: [{ type: "formula", expr: "datum.v + 1", as: "w" }] }],
  scales: [
    { name: "x", domain: [0, 1], range: "width" },
    { name: "y", domain: [0, 1], range: "height" },
  ],
  axes: [
    { scale: "x", orient: "bottom" },
    { scale: "y", orient: "left" },
  ],
  marks: [
    { type: "text", from: { data: "t" }, encode: { enter: { text: { signal: "replace(datum.k, /a/g, 'b')" } } } },
    {
      type: "group",
      from: { facet: { name: "one", data: "t", groupby: "k" } },
      marks: [{ type: "text", from: { data: "one" }, encode: { enter: { text: { signal: "datum.v + 1" } } } }],
    },
  ],
};

async function compacted(spec: Spec): Promise<CompactDataflow> {
  const { vega } = await loadVega();
  return compactDataflow(
    awaitData(vega.parse(structuredClone(spec) as never, undefined, { ast: true }) as unknown as Runtime),
  );
}

/** Counts the objects in a value, and how often each member occurs. */
function membersOf(value: unknown, counts = new Map<string, number>()): ReadonlyMap<string, number> {
  if (typeof value !== "object" || value === null) return counts;
  for (const [name, member] of Object.entries(value)) {
    if (!Array.isArray(value)) counts.set(name, (counts.get(name) ?? 0) + 1);
    membersOf(member, counts);
  }
  return counts;
}

describe("compactDataflow", () => {
  it("has each expression once, whatever it is for and in which part of the chart", async () => {
    const { expressions } = await compacted(chart);
    const texts = expressions.map((expression) => JSON.stringify(expression));
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts).toContain('["binary","+",["member",["name","datum"],"v"],1]');
    const { vega } = await loadVega();
    const whole = membersOf(vega.parse(structuredClone(chart) as never, undefined, { ast: true }));
    expect(whole.get("ast")).toBeGreaterThan(expressions.length * 2);
  });

  it("names only places that there are", async () => {
    const { expressions, operators, streams, updates } = await compacted(chart);
    const places: unknown[] = [];
    const visit = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      for (const [name, member] of Object.entries(value)) {
        if (name === "code") places.push(member);
        else if (name === "sets")
          for (const set of Object.values(member as object))
            places.push(...(Object.values(set as object) as unknown[]));
        else visit(member);
      }
    };
    visit([operators, streams, updates]);
    expect(new Set(places)).toEqual(new Set(expressions.keys()));
  });

  it("is JSON without Vega's notes beside expressions, with patterns too", async () => {
    const dataflow = await compacted(chart);
    const text = JSON.stringify(dataflow);
    const read = JSON.parse(text) as CompactDataflow;
    expect(read.expressions).toEqual(dataflow.expressions);
    for (const name of ["ast", "raw", "kind", "prefix", "$output"]) expect(membersOf(read).has(name)).toBe(false);
    expect(text).toContain('["pattern","a","g"]');
    const { vega } = await loadVega();
    expect(text.length).toBeLessThan(
      JSON.stringify(vega.parse(structuredClone(chart) as never, undefined, { ast: true })).length / 2,
    );
  });

  it("distinguishes values that JSON writes alike", async () => {
    const signals = [
      { name: "a", update: "1e400" },
      { name: "b", update: "null" },
    ];
    const { expressions } = await compacted({ signals });
    expect(expressions).toEqual(expect.arrayContaining([Infinity, null]));
  });
});
