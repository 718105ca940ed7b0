import { describe, expect, it } from "vitest";
import type { Spec } from "../../../../../functions/core/report/chart/spec.ts";
import { BroadsheetError, type Problem } from "../../../../../functions/core/errors.ts";
import { testChart } from "../chart-fixtures.ts";

const view: Spec = { data: { values: [{ a: 1 }] }, mark: "bar", encoding: { x: { field: "a" } } };

async function problemsOf(
  spec: Spec,
  dialect: "vega-lite" | "vega" = "vega-lite",
  settings: object = { authored: {} },
): Promise<readonly Problem[]> {
  const error = await testChart(spec, [], settings, dialect).catch((caught: unknown) => caught);
  if (!(error instanceof BroadsheetError)) throw new Error(`no BroadsheetError but ${String(error)}`);
  return error.problems;
}

describe("sizes of charts", () => {
  it.each<readonly [Spec, "vega-lite" | "vega", string]>([
    [{ ...view, width: "wide" }, "vega-lite", 'width is "wide"'],
    [{ ...view, height: -5 }, "vega-lite", "height is -5"],
    [{ ...view, height: { step: -20 } }, "vega-lite", 'height is {"step":-20}'],
    [{ hconcat: [view, { ...view, width: "wide" }] }, "vega-lite", 'hconcat.1.width is "wide"'],
    [{ ...view, width: [100] }, "vega-lite", "width is [100]"],
    [{ width: "wide", marks: [] }, "vega", 'width is "wide"'],
    [{ width: "container", marks: [] }, "vega", 'width is "container"'],
    [{ width: -1, marks: [] }, "vega", "width is -1"],
    [{ signals: [{ name: "width", update: "0 / 0" }], marks: [] }, "vega", "the width is NaN"],
    [{ signals: [{ name: "height", update: "-5" }], marks: [] }, "vega", "the height is -5"],
  ])("are refused if they are not valid: %j", async (spec, dialect, words) => {
    expect(await problemsOf(spec, dialect)).toMatchObject([
      { code: "bad-size", message: expect.stringContaining(words) as string },
    ]);
  });

  it.each<readonly [Spec["width"], "vega-lite" | "vega", string, string | undefined]>([
    ["100", "vega-lite", 'points, not below 0, "container" or {"step": points}', "write 100 without quotes"],
    ["0", "vega", "points, not below 0, or a signal", "write 0 without quotes"],
    ["-1", "vega", "points, not below 0, or a signal", undefined],
    [" ", "vega", "points, not below 0, or a signal", undefined],
    [true, "vega", "points, not below 0, or a signal", undefined],
  ])(
    "of %j are told what is allowed, and numbers in quotes to leave these out",
    async (width, dialect, allowed, hint) => {
      const [problem] = await problemsOf(dialect === "vega" ? { width, marks: [] } : { ...view, width }, dialect);
      expect([problem?.seen, problem?.allowed, problem?.hint]).toEqual([width, allowed, hint]);
    },
  );

  it("are refused in the house style too, at their place in the spec's file", async () => {
    const text = '{\n  "data": {"values": []},\n  "mark": "bar",\n  "width": "100"\n}';
    const { compileChart } = await import("../../../../../functions/core/report/chart/compile-chart.ts");
    const { testSettings } = await import("../chart-fixtures.ts");
    const request = {
      name: "test",
      dialect: "vega-lite" as const,
      spec: JSON.parse(text) as Spec,
      data: {},
      source: { file: "charts/test.vl.json", text },
    };
    await expect(compileChart(request, new Map(), testSettings())).rejects.toMatchObject({
      problems: [{ where: { file: "charts/test.vl.json", line: 4, column: 12 }, hint: "write 100 without quotes" }],
    });
  });

  it.each<readonly [Spec, "vega-lite" | "vega"]>([
    [{ ...view, width: "container" }, "vega-lite"],
    [{ ...view, width: { step: 20 }, encoding: { x: { field: "a", type: "nominal" } } }, "vega-lite"],
    [{ ...view, width: 0 }, "vega-lite"],
    [{ width: { signal: "50 + 50" }, height: 10, marks: [] }, "vega"],
  ])("are accepted if they are valid: %j", async (spec, dialect) => {
    await expect(testChart(spec, [], { authored: {} }, dialect)).resolves.toBeDefined();
  });
});
