import { geoArea } from "d3-geo";
import type { Feature, Geometry, Position } from "./geometry.ts";

type Ring = readonly Position[];

/** Half of the sphere, steradians. */
const hemisphere = 2 * Math.PI;

/**
 * A feature whose rings are wound as d3-geo reads them: clockwise around what is inside, as seen from above. RFC 7946 (3.1.6) winds them the other way, and then an island
 * is all of the globe but itself. No outer ring is larger than a hemisphere, no hole is either: by that each ring shows how it is wound.
 */
export function windRings(feature: Feature): Feature {
  const geometry = feature.geometry === null ? null : wind(feature.geometry);
  return geometry === feature.geometry ? feature : { ...feature, geometry };
}

function wind(geometry: Geometry): Geometry {
  switch (geometry.type) {
    case "Polygon": {
      const coordinates = windPolygon(geometry.coordinates);
      return coordinates === geometry.coordinates ? geometry : { ...geometry, coordinates };
    }
    case "MultiPolygon": {
      const coordinates = geometry.coordinates.map(windPolygon);
      return coordinates.every((polygon, index) => polygon === geometry.coordinates[index]) ? geometry : { ...geometry, coordinates };
    }
    case "GeometryCollection":
      return { ...geometry, geometries: geometry.geometries.map(wind) };
    default:
      return geometry;
  }
}

function windPolygon(rings: readonly Ring[]): readonly Ring[] {
  const wound = rings.map((ring, index) => (isWoundOutward(ring) === (index === 0) ? ring : ring.toReversed()));
  return wound.every((ring, index) => ring === rings[index]) ? rings : wound;
}

/** Whether the smaller part of the globe is what a ring encloses. */
function isWoundOutward(ring: Ring): boolean {
  return geoArea({ type: "Polygon", coordinates: [ring as number[][]] }) <= hemisphere;
}
