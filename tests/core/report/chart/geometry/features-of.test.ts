import { geoArea } from "d3-geo";
import { expect, test } from "vitest";
import { featuresOf, isPlanar } from "../../../../../functions/core/report/chart/geometry/features-of.ts";
import type { GeometrySource } from "../../../../../functions/core/report/document/document.ts";
import { BroadsheetError, type Problem } from "../../../../../functions/core/errors.ts";
import { collection, region, shapes, square, topology } from "./geometry-fixtures.ts";

function problemOf(source: GeometrySource, planar = false): Problem {
  try {
    featuresOf(source, planar);
  } catch (error) {
    if (error instanceof BroadsheetError) return error.problems[0]!;
    throw error;
  }
  throw new Error("was read");
}

test("a collection, a feature and a bare geometry are features", () => {
  const ring = square(0, 0, 1, true);
  const polygon = { type: "Polygon", coordinates: [ring] };
  expect(featuresOf(shapes(collection(region("A", ring, "a"), region("B", ring))), false)).toEqual([
    { type: "Feature", id: "a", properties: { name: "A" }, geometry: polygon },
    { type: "Feature", properties: { name: "B" }, geometry: polygon },
  ]);
  expect(featuresOf(shapes(region("A", ring)), false)).toHaveLength(1);
  expect(featuresOf(shapes(polygon), false)).toEqual([{ type: "Feature", properties: {}, geometry: polygon }]);
  expect(featuresOf(shapes({ type: "Feature", properties: null, geometry: null }), false)).toEqual([
    { type: "Feature", properties: {}, geometry: null },
  ]);
});

test("the objects of a topology are features, each with its id and properties, and their borders a mesh", () => {
  const halves = featuresOf(shapes(topology, { feature: "halves" }), false);
  expect(halves.map(({ id, properties }) => [id, properties["name"]])).toEqual([
    ["w", "West"],
    ["e", "East"],
  ]);
  const border = featuresOf(shapes(topology, { mesh: "halves", filter: "interior" }), false);
  expect(border.map(({ geometry }) => geometry)).toEqual([
    {
      type: "MultiLineString",
      coordinates: [
        [
          [10, 10],
          [10, 0],
        ],
      ],
    },
  ]);
  const coast = featuresOf(shapes(topology, { mesh: "halves", filter: "exterior" }), false)[0]!.geometry as unknown as {
    coordinates: number[][][];
  };
  expect(coast.coordinates.flat()).not.toEqual([]);
  expect(coast.coordinates.some((line) => line.length === 2)).toBe(false);
});

test("a topology of one object needs no name for it, one of several does", () => {
  const { whole } = topology.objects;
  expect(featuresOf(shapes({ ...topology, objects: { whole } }), false)).toHaveLength(1);
  expect(problemOf(shapes(topology))).toMatchObject({
    code: "unknown-feature",
    allowed: ["halves", "whole"],
    hint: 'write "format": {"type": "topojson", "feature": "halves"}',
  });
  expect(problemOf(shapes(topology, { feature: "halfs" }))).toMatchObject({
    code: "unknown-feature",
    seen: "halfs",
    allowed: ["halves", "whole"],
    hint: 'did you mean "halves"?',
  });
});

test.each(["clockwise", "counter-clockwise"])("a region wound %s is what lies inside it, with its hole", (way) => {
  const outer = square(0, 0, 10, way === "clockwise");
  const hole = square(4, 4, 2, way !== "clockwise");
  const source = shapes({ type: "Polygon", coordinates: [outer, hole] });
  const [feature] = featuresOf(source, false);
  const expected =
    geoArea({ type: "Polygon", coordinates: [square(0, 0, 10, true)] }) -
    geoArea({ type: "Polygon", coordinates: [square(4, 4, 2, true)] });
  expect(geoArea(feature as never)).toBeCloseTo(expected, 10);
  expect(geoArea(feature as never)).toBeLessThan(1);
});

test("coordinates on a plane stay as they are", () => {
  const ring = [
    [0, 0],
    [500_000, 0],
    [500_000, 200_000],
    [0, 0],
  ];
  expect(problemOf(shapes(region("A", ring)))).toMatchObject({
    code: "invalid-geometry",
    seen: [500_000, 0],
    message: expect.stringContaining("feature 1 (A), ring 1, position 2 is not on the globe") as string,
  });
  expect(featuresOf(shapes(region("A", ring)), true)[0]!.geometry).toEqual({ type: "Polygon", coordinates: [ring] });
  expect(isPlanar({ layer: [{ projection: { type: "identity", reflectY: true } }] })).toBe(true);
  expect(
    isPlanar({
      projections: [{ name: "p", type: "mercator" }],
      data: { values: [{ projection: { type: "identity" } }] },
    }),
  ).toBe(false);
});

test("a file is read once for each way that it is drawn", () => {
  const source = shapes(topology, { feature: "halves" });
  expect(featuresOf(source, false)).toBe(featuresOf({ ...source }, false));
  expect(featuresOf(source, true)).not.toBe(featuresOf(source, false));
});

const ring = square(0, 0, 1);
test.each<[string, unknown, Omit<GeometrySource, "file" | "body">, string, unknown]>([
  ["no JSON", '{"type": "FeatureCollection", "features": [}', {}, "is not valid JSON", "}"],
  ["a list", [], {}, "shapes are a JSON object", "a list"],
  ["another type", { type: "Table" }, {}, "holds no shapes", "Table"],
  ["no list of features", { type: "FeatureCollection" }, {}, "needs a list of features", undefined],
  ["no feature in it", collection({ type: "Polygon", coordinates: [ring] }), {}, "feature 1 is no Feature", "Polygon"],
  [
    "an unknown geometry",
    collection({ type: "Feature", properties: {}, geometry: { type: "Circle" } }),
    {},
    "feature 1 has a geometry of no known type",
    "Circle",
  ],
  [
    "an open ring",
    collection(region("A", ring), region("B", ring.slice(0, 4))),
    {},
    "feature 2 (B), ring 1 is not closed: it begins at [0,0] and ends at [0,1]",
    [0, 1],
  ],
  [
    "a short ring",
    region("B", [
      [0, 0],
      [1, 1],
      [0, 0],
    ]),
    {},
    "feature 1 (B), ring 1 has 3 positions",
    3,
  ],
  [
    "a position of text",
    region("B", [[0, 0], ["1", 0] as never, [1, 1], [0, 0]]),
    {},
    "feature 1 (B), ring 1, position 2 is not a position",
    ["1", 0],
  ],
  [
    "a pole passed",
    { type: "MultiPoint", coordinates: [[0, 91]] },
    {},
    "feature 1, position 1 is not on the globe: [0,91]",
    [0, 91],
  ],
  [
    "a second polygon",
    { type: "MultiPolygon", coordinates: [[ring], [ring.slice(1)]] },
    {},
    "feature 1, polygon 2, ring 1 is not closed",
    [0, 0],
  ],
  ["coordinates of no list", { type: "LineString", coordinates: 3 }, {}, "feature 1: coordinates must be a list", 3],
  [
    "a feature asked of GeoJSON",
    collection(),
    { feature: "halves" },
    'is not a topology, so it has no object "halves"',
    "FeatureCollection",
  ],
  ["no arcs", { type: "Topology", objects: {} }, {}, "needs a list of arcs", undefined],
  ["no objects", { type: "Topology", arcs: [] }, {}, "needs objects", undefined],
  [
    "an arc that does not exist",
    { ...topology, arcs: topology.arcs.slice(0, 2) },
    { feature: "halves" },
    'object "halves", shape 2 (East) uses arc 2, which does not exist',
    2,
  ],
  [
    "an arc of text",
    { ...topology, arcs: [[["a", 0]]] },
    { feature: "halves" },
    "position 1 of arc 0 is not two numbers",
    ["a", 0],
  ],
  [
    "half a transform",
    { ...topology, transform: { scale: [1, 1] } },
    { feature: "halves" },
    "transform must have scale and translate",
    { scale: [1, 1] },
  ],
])("%s is an error that says where", (_, content, way, message, seen) => {
  const problem = problemOf(shapes(content, way));
  expect(problem.message).toContain(message);
  expect(problem.message).toContain("data/regions.geojson");
  expect(problem.where?.file).toBe("data/regions.geojson");
  if (typeof seen !== "string" || seen.length > 1) expect(problem.seen).toEqual(seen);
});

test("bytes and positions have limits", () => {
  const large = shapes("x".repeat(16_000_001));
  expect(problemOf(large)).toMatchObject({ code: "geometry-too-large", seen: 16_000_001, allowed: 16_000_000 });
  const line = { type: "LineString", coordinates: Array.from({ length: 1_000_001 }, () => [0, 0]) };
  expect(problemOf(shapes(line))).toMatchObject({ code: "geometry-too-large", allowed: 1_000_000 });
});
