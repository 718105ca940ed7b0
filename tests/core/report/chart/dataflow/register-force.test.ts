import { describe, expect, it, vi } from "vitest";
import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import type { Spec } from "../../../../../functions/core/report/chart/spec.ts";
import { chartPage, testChart } from "../chart-fixtures.ts";

const nodes = [{ i: 0 }, { i: 1 }, { i: 2 }];

/** Three nodes and two links, as in Vega's example of a force-directed layout. */
function network(force: object, { last = 2, rows = nodes as readonly object[] } = {}): Spec {
  const links =
    rows.length === 0
      ? []
      : [
          { source: 0, target: 1 },
          { source: 1, target: last },
        ];
  return {
    width: 200,
    height: 200,
    signals: [
      { name: "static", value: false },
      { name: "restart", value: true },
    ],
    data: [
      { name: "nodes", values: rows },
      { name: "links", values: links },
    ],
    marks: [
      {
        type: "symbol",
        name: "dots",
        from: { data: "nodes" },
        encode: { enter: { fill: { value: "#ff0000" } } },
        transform: [
          {
            type: "force",
            iterations: 300,
            signal: "force",
            forces: [{ force: "center", x: 100, y: 100 }, { force: "nbody" }, { force: "link", links: "links" }],
            ...force,
          },
        ],
      },
      {
        type: "path",
        from: { data: "links" },
        encode: { update: { stroke: { value: "#cccccc" } } },
        transform: [
          {
            type: "linkpath",
            shape: "line",
            sourceX: "datum.source.x",
            sourceY: "datum.source.y",
            targetX: "datum.target.x",
            targetY: "datum.target.y",
          },
        ],
      },
    ],
  };
}

async function contentOf(spec: Spec): Promise<string> {
  return (await chartPage((await testChart(spec, [], { authored: {} }, "vega")).chart)).content;
}

describe("the force transform", () => {
  it.each([
    ["by default", {}],
    ["where a signal says that it is not static", { static: { signal: "static" } }],
    ["where it is to start again", { static: false, restart: { signal: "restart" } }],
  ])("runs to its end %s, as it does when it is static", async (_case, force) => {
    expect(await contentOf(network(force))).toBe(await contentOf(network({ static: true })));
  });

  it.each([
    ["that has run", network({})],
    ["without nodes", network({ static: true }, { rows: [] })],
    ["whose forces fail", network({}, { last: 7 })],
  ])("leaves no timer behind a simulation %s", async (_case, spec) => {
    const started = vi.spyOn(globalThis, "setTimeout");
    await testChart(spec, [], { authored: {} }, "vega").catch(() => undefined);
    const callers = started.mock.calls.map(([callback]) => callback.name);
    started.mockRestore();
    // The functions that d3-timer calls when a timer is due, and when its clock is stale.
    expect(callers.filter((name) => name === "wake" || name === "clearNow")).toEqual([]);
  });

  it("names the link whose node is missing, not a signal named static", async () => {
    const error = await testChart(network({ static: { signal: "static" } }, { last: 7 }), [], {}, "vega").catch(
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(BroadsheetError);
    expect((error as BroadsheetError).problems).toMatchObject([
      { message: expect.stringContaining('a link leads to the node "7"') as string, seen: "7" },
    ]);
  });
});
