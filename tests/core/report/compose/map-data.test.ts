import { expect, test } from "vitest";
import { checkText } from "../../../../functions/core/report/compose/check/check-text.ts";
import { compose, only, problemsOf, templateWith, type Setup } from "./compose-fixture.ts";

const shapes = '{"type": "FeatureCollection", "features": []}';
const spec = (data: unknown): string =>
  JSON.stringify({ layer: [data].flat().map((one: unknown) => ({ data: one, mark: "geoshape" })) });
const setup = (data: unknown, files: Setup["files"] = {}): Setup => ({
  files: { "data/world.topojson": "{}", "data/regions.geojson": shapes, "charts/c.vl.json": spec(data), ...files },
});
const topojson = (way: object): object => ({ name: "world", format: { type: "topojson", ...way } });
const chart = '::chart{spec=c alt="x"}';

test("files of shapes are data by name, with a separate source for each way to draw one", () => {
  const { chart: request } = only(
    compose(
      chart,
      setup([
        topojson({ feature: "land" }),
        topojson({ mesh: "land", filter: "interior" }),
        topojson({ feature: "land" }),
        { name: "regions" },
      ]),
    ),
    "figure",
  );
  expect(request.spec["layer"]).toEqual(
    ["world", "world_2", "world", "regions"].map((name) => ({ data: { name }, mark: "geoshape" })),
  );
  expect(request.data).toEqual({});
  const ways = Object.entries(request.geometry!).map(([name, { file, feature, mesh, filter }]) => [
    name,
    file,
    feature,
    mesh,
    filter,
  ]);
  expect(ways).toEqual([
    ["world", "data/world.topojson", "land", undefined, undefined],
    ["world_2", "data/world.topojson", undefined, "land", "interior"],
    ["regions", "data/regions.geojson", undefined, undefined, undefined],
  ]);
});

test("lookups from shapes, shapes in Vega, and queries beside them", () => {
  const lookup = JSON.stringify({
    data: { name: "share" },
    transform: [
      { lookup: "name", from: { data: { name: "regions", format: { property: "features" } }, key: "id" }, as: "geo" },
    ],
    mark: "geoshape",
  });
  const found = only(compose(chart, setup([], { "charts/c.vl.json": lookup })), "figure").chart;
  expect(Object.keys(found.geometry!)).toEqual(["regions"]);
  expect(found.data).toEqual({ share: "share" });
  const vega = JSON.stringify({
    data: [
      { name: "world", format: { type: "topojson", feature: "land" }, transform: [{ type: "filter", expr: "true" }] },
    ],
    marks: [{ type: "shape", from: { data: "world" } }],
  });
  const drawn = only(
    compose(chart, { files: { "data/world.topojson": "{}", "charts/c.vg.json": vega } }),
    "figure",
  ).chart;
  expect(drawn.spec["data"]).toEqual([{ name: "world", transform: [{ type: "filter", expr: "true" }] }]);
  expect(drawn.geometry!["world"]!.feature).toBe("land");
});

test("a misspelt name is an error that lists queries and shapes", () => {
  expect(problemsOf(chart, setup({ name: "wrold", format: { type: "topojson", feature: "land" } }))).toMatchObject([
    {
      code: "unknown-query",
      seen: "wrold",
      allowed: ["share", "world", "regions"],
      hint: 'did you mean "world"?',
      where: { file: "charts/c.vl.json" },
    },
  ]);
});

test.each([
  ["world-atlas", '{"type":"Topology","objects":{}}', true],
  ["a byte order mark", '\uFEFF{ "type": "Feature" }', true],
  ["what stands before the type", '{"name": "x", "crs": {"a": 1}, "type": "FeatureCollection", "features": []}', true],
  ["a bare geometry", '{"type":"MultiPolygon"}', true],
  ["rows", '[{"type":"Feature"}]', false],
  ["an object of another kind", '{"type":"object"}', false],
  ["a type further down", '{"rows":[{"type":"Feature"}]}', false],
])("a .json file is shapes by its beginning: %s", (_, text, expected) => {
  expect(templateWith("x", { files: { "data/map-1.json": text } }).geometry.has("map-1")).toBe(expected);
});

test("a sample of a dataset is not a file of shapes", () => {
  const yaml = 'title: x\ndate: "2024-01-01"\ndatasets: { places: { file: data/places.json } }\n';
  expect([
    ...templateWith("x", {
      files: { "template.yaml": yaml, "data/places.json": '{"type":"Feature"}', "data/a.geojson": "{}" },
    }).geometry.keys(),
  ]).toEqual(["a"]);
});

test("names that charts could not distinguish or write are errors", () => {
  const clash = {
    "data/share.topojson": "{}",
    "data/a.geojson": "{}",
    "data/a.topojson": "{}",
    "data/my map.geojson": "{}",
  };
  expect(() => templateWith("x", { files: clash })).toThrow(
    expect.objectContaining({
      problems: [
        expect.objectContaining({
          code: "duplicate-name",
          message: 'data/a.topojson and data/a.geojson both give charts the data "a"',
        }),
        expect.objectContaining({
          code: "invalid-name",
          message: "data/my map.geojson: a chart cannot name these shapes",
        }),
        expect.objectContaining({
          code: "duplicate-name",
          message: 'data/share.topojson and queries/share.sql both give charts the data "share"',
        }),
      ],
    }),
  );
});

test("the lint knows shapes: it reports unused ones, and a URL that names one", () => {
  const { warnings, errors } = checkText(
    templateWith(
      `${chart} {{ share.first.pct }}`,
      setup({ name: "world", format: { type: "topojson", feature: "land" } }),
    ),
  );
  expect(errors).toEqual([]);
  expect(warnings).toMatchObject([{ code: "unused-geometry", where: { file: "data/regions.geojson" } }]);
  const fetched = checkText(
    templateWith(
      `${chart} {{ share.first.pct }}`,
      setup([{ url: "data/world.topojson" }, { name: "regions" }, { name: "world" }]),
    ),
  );
  expect(fetched.errors).toMatchObject([{ code: "data-url", hint: 'write "data": {"name": "world"}' }]);
});
