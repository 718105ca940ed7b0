import { expect, test } from "vitest";
import { settleGeometry } from "../../../../functions/core/report/compose/settle-geometry.ts";

const shapes = (name: string) => ({ file: `data/${name}.topojson`, body: new TextEncoder().encode(name) });
const files = new Map(["world", "world_2", "lakes"].map((name) => [name, shapes(name)]));
const settle = (
  spec: object,
  dialect: "vega-lite" | "vega" = "vega-lite",
  taken: readonly string[] = [],
  known = files,
) => settleGeometry(spec as Record<string, unknown>, dialect, known, new Set(taken));
const drawn = (name: string, format?: object): object => ({
  data: { name, ...(format && { format: { type: "topojson", ...format } }) },
  mark: "geoshape",
});

test("a format says which shapes of a file are drawn; without one the whole file is", () => {
  const { spec, geometry } = settle({ layer: [drawn("world", { feature: "land", mesh: 5 }), drawn("lakes")] });
  expect(spec).toEqual({ layer: [drawn("world"), drawn("lakes")] });
  const all = { feature: undefined, mesh: undefined, filter: undefined };
  expect(geometry).toEqual({
    world: { ...shapes("world"), ...all, feature: "land" },
    lakes: { ...shapes("lakes"), ...all },
  });
});

test.each([
  ["interior", "interior"],
  ["exterior", "exterior"],
  ["inner", undefined],
  [true, undefined],
])("the filter %s of borders is %s", (filter, expected) => {
  expect(settle(drawn("world", { mesh: "land", filter })).geometry["world"]).toMatchObject({
    mesh: "land",
    filter: expected,
  });
});

test("each further way to draw a file gets a name that no file, query or earlier way has", () => {
  const layer = [
    drawn("world", { feature: "land" }),
    drawn("world", { mesh: "land" }),
    drawn("world", { feature: "land" }),
    drawn("world", { mesh: "land", filter: "interior" }),
  ];
  const { spec, geometry } = settle({ layer }, "vega-lite", ["world_3"]);
  expect((spec["layer"] as { data: { name: string } }[]).map(({ data }) => data.name)).toEqual([
    "world",
    "world_4",
    "world",
    "world_5",
  ]);
  expect(
    Object.entries(geometry).map(([name, { file, feature, mesh, filter }]) => [name, file, feature, mesh, filter]),
  ).toEqual([
    ["world", "data/world.topojson", "land", undefined, undefined],
    ["world_4", "data/world.topojson", undefined, "land", undefined],
    ["world_5", "data/world.topojson", undefined, "land", "interior"],
  ]);
});

test("queries and rows of the spec's own keep their names, and rows are data, whatever they hold", () => {
  const rows = {
    datasets: { mine: [drawn("world")] },
    layer: [
      { data: { name: "world", values: [1] }, mark: "bar" },
      { data: { name: "lakes" }, mark: "bar" },
      { data: { name: "share" }, mark: "bar" },
    ],
  };
  expect(settle(rows, "vega-lite", ["lakes"])).toEqual({ spec: rows, geometry: {} });
  const { spec, geometry } = settle({ ...rows, layer: [drawn("world", { feature: "land" })] });
  expect(spec).toEqual({ datasets: rows.datasets, layer: [drawn("world")] });
  expect(Object.keys(geometry)).toEqual(["world"]);
});

test("in Vega a source keeps its name, by which marks refer to it", () => {
  const marks = [{ type: "shape", from: { data: "world" } }];
  const { spec, geometry } = settle(
    {
      data: [{ name: "rows", values: [1] }, { name: "world", format: { type: "topojson", mesh: "land" } }, "no source"],
      marks,
    },
    "vega",
  );
  expect(spec).toEqual({ data: [{ name: "rows", values: [1] }, { name: "world" }, "no source"], marks });
  expect(geometry).toMatchObject({ world: { mesh: "land" } });
  // Vega itself reports a name used twice.
  const twice = {
    data: [
      { name: "world", format: { feature: "land" } },
      { name: "world", format: { mesh: "land" } },
    ],
  };
  expect(settle(twice, "vega").spec).toEqual({ data: [{ name: "world" }, { name: "world" }] });
});

test("a spec without shapes is passed on as it is", () => {
  const spec = { data: { name: "share" }, mark: "bar" };
  expect(settle(spec).spec).toBe(spec);
  expect(settle(drawn("world"), "vega-lite", [], new Map())).toEqual({ spec: drawn("world"), geometry: {} });
});
