import { expect, test } from "vitest";
import { checkFeature } from "../../../../../functions/core/report/chart/geometry/check-feature.ts";
import type { Problem } from "../../../../../functions/core/errors.ts";
import { problemsOf } from "../../dataset/catch-problems.ts";
import { square } from "./geometry-fixtures.ts";

const file = "data/regions.geojson";
const ring = square(0, 0, 1);

const check = (feature: unknown, planar = false): unknown =>
  checkFeature(feature, 2, { file, planar, count: () => undefined });

const problemOf = (value: unknown): Problem => problemsOf("invalid-template", () => check(value))[0]!;
const feature = (geometry: unknown, more: object = {}): object => ({
  type: "Feature",
  properties: {},
  geometry,
  ...more,
});

test.each<[string, object, string]>([
  ["its name", { properties: { name: "Bern", NAME: "BE" }, id: "CH-BE" }, "feature 3 (Bern)"],
  ["its name in capitals", { properties: { name: null, NAME: "BE" }, id: "CH-BE" }, "feature 3 (BE)"],
  ["its id", { properties: { name: { de: "Bern" } }, id: "CH-BE" }, "feature 3 (CH-BE)"],
  ["a number", { id: 76 }, "feature 3 (76)"],
  ["the number 0", { properties: { name: 0 }, id: "x" }, "feature 3 (0)"],
  ["its place alone", { properties: null, id: null }, "feature 3"],
])("a fault names a feature by %s", (_, more, name) => {
  expect(problemOf(feature({ type: "Circle" }, more)).message).toBe(`${file}: ${name} has a geometry of no known type`);
});

test.each([null, "Feature", 3, [], { type: "Polygon", properties: { name: "Bern" } }])(
  "what is no feature is shown as it is: %j",
  (value) => {
    const named = typeof value === "object" && value !== null && "type" in value;
    expect(problemOf(value)).toEqual({
      code: "invalid-geometry",
      message: `${file}: feature 3${named ? " (Bern)" : ""} is no Feature`,
      where: { file },
      seen: named ? "Polygon" : value,
      allowed: "Feature",
    });
  },
);

test("a feature keeps its type, id, properties and geometry, and nothing else", () => {
  const geometry = { type: "Polygon", coordinates: [ring] };
  expect(check({ ...feature(geometry, { id: 7, bbox: [0, 0, 1, 1] }), properties: { a: 1 } })).toStrictEqual({
    type: "Feature",
    id: 7,
    properties: { a: 1 },
    geometry,
  });
  expect(check(feature(null, { id: true, properties: "none" }))).toStrictEqual({
    type: "Feature",
    properties: {},
    geometry: null,
  });
  expect(check({ type: "Feature", id: "x" })).toStrictEqual({
    type: "Feature",
    id: "x",
    properties: {},
    geometry: null,
  });
});

test.each<[unknown, string]>([
  [{ type: "Point", coordinates: [1] }, " is not a position"],
  [{ type: "Point", coordinates: [1, Number.POSITIVE_INFINITY] }, " is not a position"],
  [{ type: "Point", coordinates: "1,2" }, " is not a position"],
  [{ type: "MultiLineString", coordinates: [[[0, 0]], [[0, 0], [0]]] }, ", line 2, position 2 is not a position"],
  [{ type: "Polygon", coordinates: [ring, 7] }, ", ring 2: coordinates must be a list"],
  [{ type: "MultiPolygon", coordinates: [[ring], [ring, ring.slice(0, 3)]] }, ", polygon 2, ring 2 has 3 positions"],
  [{ type: "GeometryCollection", geometries: {} }, ": a GeometryCollection needs a list of geometries"],
  [
    {
      type: "GeometryCollection",
      geometries: [
        { type: "Point", coordinates: [0, 0] },
        { type: "GeometryCollection", geometries: ["x"] },
      ],
    },
    " has a geometry of no known type",
  ],
])("a fault is reported with its place: %j", (geometry, message) => {
  expect(problemOf(feature(geometry)).message).toBe(`${file}: feature 3${message}`);
});

test("rings are closed, lines need not be", () => {
  const open = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 5],
  ];
  expect(problemOf(feature({ type: "Polygon", coordinates: [open] }))).toMatchObject({
    message: `${file}: feature 3, ring 1 is not closed: it begins at [0,0] and ends at [0,5]`,
    seen: [0, 5],
    allowed: [0, 0],
  });
  expect(problemOf(feature({ type: "Polygon", coordinates: [[...open.slice(0, 3), [5, 0]]] })).seen).toEqual([5, 0]);
  expect(() => check(feature({ type: "MultiLineString", coordinates: [open] }))).not.toThrow();
});

test.each([
  [[360, 90], false],
  [[-360, -90.000_001], false],
  [[360.5, 0], true],
  [[-360.5, 0], true],
  [[0, 90.01], true],
  [[0, -90.01], true],
])("%j is off the globe: %j, and never off a plane", (position, off) => {
  const point = feature({ type: "Point", coordinates: position });
  if (off)
    expect(problemOf(point)).toMatchObject({
      seen: position,
      allowed: "degrees: longitude −180 to 180, latitude −90 to 90",
      hint: expect.stringContaining("EPSG:4326") as string,
    });
  else expect(check(point)).toMatchObject({ geometry: { coordinates: position } });
  expect(check(point, true)).toMatchObject({ geometry: { coordinates: position } });
});

test("positions are counted, those of each part of a collection too", () => {
  let positions = 0;
  const point = { type: "Point", coordinates: [0, 0] };
  const geometries = [
    point,
    { type: "Polygon", coordinates: [ring, ring] },
    {
      type: "GeometryCollection",
      geometries: [
        point,
        {
          type: "MultiPoint",
          coordinates: [
            [0, 0],
            [1, 1],
          ],
        },
      ],
    },
  ];
  checkFeature(feature({ type: "GeometryCollection", geometries }), 0, {
    file,
    planar: false,
    count: (more) => (positions += more),
  });
  expect(positions).toBe(1 + 10 + 1 + 2);
});
