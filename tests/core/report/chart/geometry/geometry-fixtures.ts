import type { GeometrySource } from "../../../../../functions/core/report/document/document.ts";

/** Makes a square of `size` degrees with its corner at `x`, `y`, wound as in RFC 7946 or as in d3-geo. */
export function square(x: number, y: number, size: number, clockwise = false): number[][] {
  const ring = [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
    [x, y],
  ];
  return clockwise ? ring.toReversed() : ring;
}

export function region(name: string, ring: readonly (readonly number[])[], id?: string): object {
  return {
    type: "Feature",
    ...(id === undefined ? {} : { id }),
    properties: { name },
    geometry: { type: "Polygon", coordinates: [ring] },
  };
}

/** Makes a file of shapes with the given content. */
export function shapes(content: unknown, way: Omit<GeometrySource, "file" | "body"> = {}): GeometrySource {
  return {
    file: "data/regions.geojson",
    body: new TextEncoder().encode(typeof content === "string" ? content : JSON.stringify(content)),
    ...way,
  };
}

export function collection(...features: readonly unknown[]): object {
  return { type: "FeatureCollection", features };
}

/** Two squares side by side whose common border is one arc. */
export const topology = {
  type: "Topology",
  objects: {
    halves: {
      type: "GeometryCollection",
      geometries: [
        { type: "Polygon", id: "w", properties: { name: "West" }, arcs: [[0, 1]] },
        { type: "Polygon", id: "e", properties: { name: "East" }, arcs: [[-2, 2]] },
      ],
    },
    whole: { type: "Polygon", arcs: [[0, 2]] },
  },
  arcs: [
    [
      [10, 0],
      [0, 0],
      [0, 10],
      [10, 10],
    ],
    [
      [10, 10],
      [10, 0],
    ],
    [
      [10, 10],
      [20, 10],
      [20, 0],
      [10, 0],
    ],
  ],
};
