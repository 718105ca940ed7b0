import { geoArea } from "d3-geo";
import type { Feature, Geometry, Position } from "./geometry.ts";

type Ring = readonly Position[];

/** Half of the sphere, steradians. */
const hemisphere = 2 * Math.PI;

/**
 * Winds the rings of a feature as d3-geo expects them: clockwise around the inside, seen from above. RFC 7946 (3.1.6)
 * winds them the other way, so that an island would be all of the globe but itself. No outer ring or hole is larger
 * than a hemisphere, which shows how each ring is wound.
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
      return coordinates.every((polygon, index) => polygon === geometry.coordinates[index])
        ? geometry
        : { ...geometry, coordinates };
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

/** Whether a ring encloses the smaller part of the globe. */
function isWoundOutward(ring: Ring): boolean {
  return geoArea({ type: "Polygon", coordinates: [ring as number[][]] }) <= hemisphere;
}
