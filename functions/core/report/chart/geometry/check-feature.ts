import { isSpec } from "../spec.ts";
import type { Feature, Geometry } from "./geometry.ts";
import { geometryFailed } from "./geometry-failed.ts";

/** Depth at which a type of geometry holds its positions. */
const depths = { Point: 0, MultiPoint: 1, LineString: 1, MultiLineString: 2, Polygon: 2, MultiPolygon: 3 } as const;

export const geometryTypes: readonly string[] = [...Object.keys(depths), "GeometryCollection"];

/** The rules for checking a feature. */
export interface FeatureRules {
  readonly file: string;
  /** Whether positions are degrees of longitude and latitude rather than lengths on a plane. */
  readonly planar: boolean;
  /** Receives the number of positions of each geometry. */
  readonly count: (positions: number) => void;
}

/**
 * Checks a feature against GeoJSON (RFC 7946, 3): known types, positions of finite numbers on the globe, lines of at
 * least two positions, rings of at least four that end where they begin.
 *
 * @param index index of the feature in its file, from 0
 * @throws BroadsheetError `invalid-template` naming the feature, the ring and the position
 */
export function checkFeature(feature: unknown, index: number, rules: FeatureRules): Feature {
  const { file } = rules;
  const name = `feature ${index + 1}${nameOf(feature)}`;
  if (!isSpec(feature) || feature["type"] !== "Feature") {
    throw geometryFailed(file, {
      message: `${name} is no Feature`,
      seen: isSpec(feature) ? feature["type"] : feature,
      allowed: "Feature",
    });
  }
  const { geometry, properties, id } = feature;
  if (geometry !== null && geometry !== undefined) checkGeometry(geometry, name, rules);
  return {
    type: "Feature",
    ...(typeof id === "string" || typeof id === "number" ? { id } : {}),
    properties: isSpec(properties) ? properties : {},
    geometry: (geometry ?? null) as Geometry | null,
  };
}

function checkGeometry(geometry: unknown, name: string, rules: FeatureRules): void {
  const { file } = rules;
  const type = isSpec(geometry) ? geometry["type"] : geometry;
  if (!isSpec(geometry) || typeof type !== "string" || !geometryTypes.includes(type)) {
    throw geometryFailed(file, {
      message: `${name} has a geometry of no known type`,
      seen: type,
      allowed: geometryTypes,
    });
  }
  if (type === "GeometryCollection") {
    if (!Array.isArray(geometry["geometries"]))
      throw geometryFailed(file, {
        message: `${name}: a GeometryCollection needs a list of geometries`,
        seen: geometry["geometries"],
      });
    for (const part of geometry["geometries"] as readonly unknown[]) checkGeometry(part, name, rules);
    return;
  }
  checkPart(geometry["coordinates"], depths[type as keyof typeof depths], type.endsWith("Polygon"), name, "", rules);
}

/** @param place "polygon 2, ring 1" */
function checkPart(
  value: unknown,
  depth: number,
  rings: boolean,
  name: string,
  place: string,
  rules: FeatureRules,
): void {
  const at = place === "" ? name : `${name}, ${place}`;
  if (depth === 0) {
    checkPosition(value, at, rules);
    rules.count(1);
    return;
  }
  if (!Array.isArray(value))
    throw geometryFailed(rules.file, { message: `${at}: coordinates must be a list`, seen: value });
  const parts = value as readonly unknown[];
  if (depth > 1) {
    const word = depth === 3 ? "polygon" : rings ? "ring" : "line";
    parts.forEach((part, index) =>
      checkPart(part, depth - 1, rings, name, `${place === "" ? "" : `${place}, `}${word} ${index + 1}`, rules),
    );
    return;
  }
  parts.forEach((position, index) => checkPosition(position, `${at}, position ${index + 1}`, rules));
  rules.count(parts.length);
  if (rings) checkRing(parts as readonly (readonly number[])[], at, rules);
}

function checkRing(ring: readonly (readonly number[])[], at: string, { file }: FeatureRules): void {
  if (ring.length < 4)
    throw geometryFailed(file, {
      message: `${at} has ${ring.length} positions`,
      seen: ring.length,
      allowed: "at least 4, and the last must equal the first",
    });
  const [first, last] = [ring[0]!, ring.at(-1)!];
  if (first[0] === last[0] && first[1] === last[1]) return;
  throw geometryFailed(file, {
    message: `${at} is not closed: it begins at ${JSON.stringify(first)} and ends at ${JSON.stringify(last)}`,
    seen: last,
    allowed: first,
  });
}

function checkPosition(position: unknown, at: string, { file, planar }: FeatureRules): void {
  const [x, y] = Array.isArray(position) ? (position as readonly unknown[]) : [];
  if (typeof x !== "number" || typeof y !== "number" || !Number.isFinite(x) || !Number.isFinite(y)) {
    throw geometryFailed(file, {
      message: `${at} is not a position`,
      seen: position,
      allowed: "two numbers: longitude and latitude",
    });
  }
  // Slightly beyond the pole is rounding, and a longitude may continue beyond the antimeridian.
  if (planar || (Math.abs(x) <= 360 && Math.abs(y) <= 90.000_001)) return;
  throw geometryFailed(file, {
    message: `${at} is not on the globe: ${JSON.stringify([x, y])}`,
    seen: [x, y],
    allowed: "degrees: longitude −180 to 180, latitude −90 to 90",
    hint: 'convert the file to longitude and latitude (EPSG:4326), or draw it as it is with "projection": {"type": "identity"}',
  });
}

/** The name of a feature in messages. */
function nameOf(feature: unknown): string {
  if (!isSpec(feature)) return "";
  const properties = isSpec(feature["properties"]) ? feature["properties"] : {};
  const name = [properties["name"], properties["NAME"], feature["id"]].find(
    (value) => typeof value === "string" || typeof value === "number",
  );
  return name === undefined ? "" : ` (${String(name)})`;
}
