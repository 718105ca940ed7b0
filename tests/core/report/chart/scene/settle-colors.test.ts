import { describe, expect, it } from "vitest";
import type { Spec } from "../../../../../functions/core/report/chart/spec.ts";
import { chartPage, testChart } from "../chart-fixtures.ts";

const rect = (encode: object, name = "box"): object => ({
  type: "rect",
  name,
  encode: { enter: { x: { value: 0 }, y: { value: 0 }, width: { value: 20 }, height: { value: 20 }, ...encode } },
});
const chart = (marks: readonly object[], more: Spec = {}): Spec => ({ width: 40, height: 40, ...more, marks });

interface Drawn {
  readonly content: string;
  readonly warnings: readonly { readonly message: string; readonly seen?: unknown }[];
}

async function draw(spec: Spec): Promise<Drawn> {
  const { chart: made, warnings } = await testChart(spec, [], { authored: {} }, "vega");
  return {
    content: (await chartPage(made)).content,
    warnings: warnings.filter(({ code }) => code === "chart-warning"),
  };
}

describe("colours of marks", () => {
  it.each([
    ["rgb(255 0 0)", "1 0 0 rg"],
    ["rgba(0, 255, 0)", "0 1 0 rg"],
    ["hsl(240 100% 50%)", "0 0 1 rg"],
    ["color(srgb 0 0.5 1)", "0 0.5 1 rg"],
    ["lab(100% 0 0)", "1 1 1 rg"],
    ["currentColor", "0 0 0 rg"],
    ["oklch(0 0 0)", "0 0 0 rg"],
  ])("are drawn as %s", async (color, operator) => {
    const { content, warnings } = await draw(chart([rect({ fill: { value: color } })]));
    expect(content).toContain(operator);
    expect(warnings).toEqual([]);
  });

  it.each([
    ["reddish", "fill"],
    ["rgb(1 2)", "fill"],
    ["nothing", "stroke"],
    [7, "fill"],
    [{}, "stroke"],
  ])("that are invalid (%j) are reported with their mark and drawn black", async (color, part) => {
    const { content, warnings } = await draw(
      chart([rect({ fill: { value: "#ff0000" } }, "first"), rect({ [part]: { value: color } }, "second")]),
    );
    expect(warnings).toMatchObject([
      {
        message: expect.stringMatching(
          new RegExp(`the ${part} of the rect mark "second" is .* not a colour; it is drawn black`),
        ) as string,
        seen: color,
      },
    ]);
    expect(content).toContain(part === "fill" ? "0 0 0 rg" : "0 0 0 RG");
  });

  it("are reported once for all items of a mark", async () => {
    const spec = chart([{ ...rect({ fill: { value: "reddish" } }), from: { data: "t" } }], {
      data: [{ name: "t", values: [1, 2, 3] }],
    });
    expect((await draw(spec)).warnings).toHaveLength(1);
  });

  it("are also reported for gradients and backgrounds", async () => {
    const fill = {
      value: {
        gradient: "linear",
        stops: [
          { offset: 0, color: "#ff0000" },
          { offset: 1, color: "reddish" },
        ],
      },
    };
    expect(
      (await draw(chart([rect({ fill })], { background: "paperish" }))).warnings.map(({ message }) => message),
    ).toEqual([
      expect.stringContaining('the background is "paperish", which is not a colour; none is drawn'),
      expect.stringContaining("the fill's gradient of the rect mark"),
    ]);
  });

  it.each([
    { gradient: "linear" },
    { gradient: "linear", stops: "none" },
    { gradient: "sweep", x1: "left", stops: [{ offset: 0, color: "red" }] },
    { gradient: "radial", r1: -1, r2: "x", stops: [{ offset: 0, color: "red" }] },
  ])("survive an invalid gradient: %j", async (value) => {
    expect((await draw(chart([rect({ fill: { value }, width: { value: 10 } })]))).content).toEqual(expect.any(String));
  });

  it("are mixed by scales however they are written", async () => {
    const scales = [{ name: "c", type: "linear", domain: [0, 1], range: ["rgb(255 0 0)", "color(srgb 0 0 1)"] }];
    const { content, warnings } = await draw(
      chart([rect({ fill: { scale: "c", value: 0 } }), rect({ fill: { scale: "c", value: 1 } }, "other")], { scales }),
    );
    expect(content).toMatch(/1 0 0 rg[^]*0 0 1 rg/);
    expect(warnings).toEqual([]);
  });
});
