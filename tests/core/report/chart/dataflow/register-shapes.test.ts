import { describe, expect, it } from "vitest";
import type { Spec } from "../../../../../functions/core/report/chart/spec.ts";
import { chartPage, testChart } from "../chart-fixtures.ts";

const quake = (longitude: number, mag: number): object => ({
  type: "Feature",
  geometry: { type: "Point", coordinates: [longitude, 10] },
  properties: { mag },
});

/** A globe with two earthquakes, as in Vega's examples. */
function globe(radius: { readonly projection?: unknown; readonly transform?: unknown }, type = "geoshape"): Spec {
  const transform = {
    type,
    projection: "globe",
    ...(radius.transform === undefined ? {} : { pointRadius: radius.transform }),
  };
  return {
    width: 200,
    height: 200,
    signals: [{ name: "factor", value: 2 }],
    data: [
      { name: "sphere", values: [{ type: "Sphere" }] },
      { name: "quakes", values: [quake(0, 2), quake(40, 4)] },
    ],
    scales: [{ name: "size", type: "linear", domain: [0, 10], range: [0, 20] }],
    projections: [
      {
        name: "globe",
        type: "orthographic",
        scale: 100,
        translate: { signal: "[width / 2, height / 2]" },
        rotate: [{ signal: "-factor" }, 0, 0],
        ...(radius.projection === undefined ? {} : { pointRadius: radius.projection }),
      },
    ],
    marks: [
      {
        type: "shape",
        from: { data: "sphere" },
        encode: { update: { fill: { value: "#f0f8ff" } } },
        transform: [{ type: "geoshape", projection: "globe" }],
      },
      {
        type: type === "geoshape" ? "shape" : "path",
        from: { data: "quakes" },
        encode: { update: { fill: { value: "#ff0000" } } },
        transform: [type === "geoshape" ? transform : { ...transform, field: "datum" }],
      },
    ],
  };
}

/** Measures the diameters of the red circles, points. */
async function diametersOf(spec: Spec, dialect: "vega" | "vega-lite" = "vega"): Promise<readonly number[]> {
  const { content } = await chartPage((await testChart(spec, [], { authored: {} }, dialect)).chart);
  const red = content.slice(content.indexOf("1 0 0 rg"));
  return [...red.matchAll(/([\d.]+) [\d.]+ m((?:\n?[ \d.]+ c)+)/g)].map(([, start, curves]) => {
    const xs = [Number(start), ...[...curves!.matchAll(/([\d.]+) [\d.]+ c/g)].map(([, x]) => Number(x))];
    return Math.round(Math.max(...xs) - Math.min(...xs));
  });
}

describe("the radius of points on a map", () => {
  it.each([
    ["a scale of the datum", "scale('size', datum.properties.mag)", [8, 16]],
    ["a signal", "factor * 3", [12, 12]],
    ["both", "scale('size', datum.properties.mag) * factor", [16, 32]],
  ])("may be an expression with %s", async (_case, expr, diameters) => {
    expect(await diametersOf(globe({ transform: { expr } }))).toEqual(diameters);
    expect(await diametersOf(globe({ transform: { expr } }, "geopath"))).toEqual(diameters);
    expect(await diametersOf(globe({ projection: { expr } }))).toEqual(diameters);
  });

  it("may be a signal of the projection", async () => {
    expect(await diametersOf(globe({ projection: { signal: "factor * 5" } }))).toEqual([20, 20]);
  });

  it("is the transform's where projection and transform have one", async () => {
    expect(await diametersOf(globe({ projection: { expr: "datum.properties.mag" }, transform: 6 }))).toEqual([12, 12]);
  });

  it("may be an expression in Vega-Lite too", async () => {
    const spec = {
      projection: { type: "mercator", pointRadius: { expr: "datum.properties.mag * 2" } },
      data: { values: [quake(0, 2), quake(40, 4)] },
      mark: { type: "geoshape", fill: "#ff0000" },
    };
    expect(await diametersOf(spec, "vega-lite")).toEqual([8, 16]);
  });
});
