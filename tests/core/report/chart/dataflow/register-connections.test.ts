import { describe, expect, it } from "vitest";
import { compactDataflow } from "../../../../../functions/core/report/chart/dataflow/compact-dataflow.ts";
import { loadVega } from "../../../../../functions/core/report/chart/load-vega.ts";
import type { Operator as Described, Runtime } from "../../../../../functions/core/report/chart/dataflow/await-data.ts";

interface Operator {
  readonly value: unknown;
  readonly source: unknown;
  readonly rank: number;
  readonly _argval: Readonly<Record<string, unknown>>;
  readonly _argops?: readonly unknown[] & { readonly initonly?: boolean };
  readonly _targets?: readonly unknown[];
  targets(): readonly unknown[] & { add(operator: unknown): unknown; remove(operator: unknown): unknown };
}

interface Context {
  get(id: unknown): Operator;
  parse(runtime: object): Context;
}

async function connect(
  operators: readonly Described[],
  describe: (runtime: Runtime) => object = compactDataflow,
): Promise<Context> {
  const { vega } = await loadVega();
  const { runtimeContext, Dataflow, transforms } = vega as unknown as {
    readonly runtimeContext: (dataflow: object, transforms: object, functions: object) => Context;
    readonly Dataflow: new () => object;
    readonly transforms: object;
  };
  return runtimeContext(new Dataflow(), transforms, {}).parse(describe({ operators }));
}

const rows = { id: 0, type: "collect", value: [{ v: 1 }], params: {} };
const five = { id: 1, type: "operator", value: 5 };

describe("the operators of a view", () => {
  it("begin with the values of those that they name, and follow them", async () => {
    const view = await connect([
      {
        id: 2,
        type: "extent",
        params: { field: { $field: "v" }, a: { $ref: 1 }, list: [{ $ref: 1 }, 7], pulse: { $ref: 0 } },
      },
      rows,
      five,
    ]);
    const [source, signal, extent] = [view.get(0), view.get(1), view.get(2)];
    expect(extent.source).toBe(source);
    expect(extent._argval).toMatchObject({ a: 5, list: [5, 7] });
    expect((extent._argval["field"] as (row: object) => unknown)({ v: 3 })).toBe(3);
    expect([...source._targets!]).toEqual([extent]);
    expect([...signal._targets!]).toEqual([extent]);
    expect(extent.rank).toBeGreaterThan(Math.max(source.rank, signal.rank));
  });

  it("are connected also as Vega's parser describes them", async () => {
    const view = await connect(
      [rows, five, { id: 2, type: "extent", params: { field: { $field: "v" }, a: { $ref: 1 }, pulse: { $ref: 0 } } }],
      (runtime) => runtime,
    );
    expect(view.get(2)._argval).toMatchObject({ a: 5 });
    expect([...view.get(0)._targets!]).toEqual([view.get(2)]);
  });

  it("have functions made once for all views of a description", async () => {
    const described = compactDataflow({
      operators: [rows, { id: 2, type: "extent", params: { field: { $field: "v" }, pulse: { $ref: 0 } } }],
    });
    const [first, second] = [await connect([], () => described), await connect([], () => described)];
    expect(first.get(2)._argval["field"]).toBeTypeOf("function");
    expect(second.get(2)._argval["field"]).toBe(first.get(2)._argval["field"]);
  });

  it("do not follow operators to which they must not react", async () => {
    const view = await connect([rows, five, { id: 2, type: "operator", params: { a: { $ref: 1 } }, react: false }]);
    expect(view.get(1)._targets).toBeUndefined();
    expect(view.get(2)._argval).toMatchObject({ a: 5 });
  });

  it("take in several others, and run after all of them", async () => {
    const view = await connect([
      { id: 2, type: "extent", params: { pulse: [{ $ref: 0 }, { $ref: 3 }] } },
      { id: 3, type: "collect", params: { pulse: { $ref: 0 } } },
      rows,
    ]);
    const [first, second, last] = [view.get(0), view.get(3), view.get(2)];
    expect(last.source).toEqual([first, second]);
    expect(first._targets).toContain(last);
    expect([...second._targets!]).toEqual([last]);
    expect(last.rank).toBeGreaterThan(Math.max(first.rank, second.rank));
  });

  it("keep their rank where their sources run before them anyway", async () => {
    const view = await connect([rows, { id: 2, type: "collect", params: { pulse: { $ref: 0 } } }]);
    expect([view.get(0).rank, view.get(2).rank]).toEqual([1, 2]);
  });

  it("say that they take their parameters only once", async () => {
    const view = await connect([
      five,
      { id: 2, type: "operator", params: { a: { $ref: 1 } }, initonly: true },
      { id: 3, type: "operator", params: { a: { $ref: 1 } } },
    ]);
    expect([view.get(2)._argops!.initonly, view.get(3)._argops!.initonly]).toEqual([true, undefined]);
  });

  it("name one that follows them once in one go, and forget it wherever it stands", async () => {
    const view = await connect([
      rows,
      five,
      { id: 2, type: "extent", params: { a: { $ref: 1 }, b: { $ref: 1 }, pulse: { $ref: 0 } } },
    ]);
    const [source, signal, extent] = [view.get(0), view.get(1), view.get(2)];
    expect([...signal._targets!]).toEqual([extent]);
    const targets = extent.targets();
    expect([...targets]).toEqual([]);
    expect(extent.targets()).toBe(targets);
    for (const one of [source, signal, source, source]) expect(targets.add(one)).toBe(targets);
    expect([...targets]).toEqual([source, signal, source]);
    expect(targets.remove(source)).toBe(targets);
    expect([...targets]).toEqual([signal]);
    expect([...(signal.targets().remove(source) as unknown[])]).toEqual([extent]);
  });

  it("have no parameter that is undefined", async () => {
    const view = await connect([rows, { id: 2, type: "collect", params: { sort: undefined, pulse: { $ref: 0 } } }]);
    expect(Object.keys(view.get(2)._argval)).toEqual([]);
  });

  it("are refused where one names an operator that is not there", async () => {
    await expect(connect([{ id: 2, type: "collect", params: { pulse: { $ref: 9 } } }])).rejects.toThrow(
      "Operator not defined: 9",
    );
  });
});
