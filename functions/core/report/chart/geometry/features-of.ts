import { feature as featureOf, mesh as meshOf } from "topojson-client";
import type { GeometrySource } from "../../document/document.ts";
import { BroadsheetError } from "../../../errors.ts";
import { hintNearMatch } from "../../../near-match.ts";
import { isSpec, type Spec } from "../spec.ts";
import { checkFeature, geometryTypes } from "./check-feature.ts";
import { checkTopology } from "./check-topology.ts";
import type { Feature, Geometry } from "./geometry.ts";
import { geometryFailed } from "./geometry-failed.ts";
import { parseGeometry } from "./parse-geometry.ts";
import { windRings } from "./wind-rings.ts";

/** Most positions in one data source of a chart: the countries of the world at 1:10 million have 550,000. */
const positionsLimit = 1_000_000;

const kept = new WeakMap<Uint8Array, Map<string, readonly Feature[]>>();

/**
 * The shapes that a chart draws from a file, as GeoJSON features, wound for d3-geo. They are prepared once for each
 * file.
 *
 * @param planar whether the chart uses coordinates unprojected (the projection `identity`)
 * @throws BroadsheetError `invalid-template`: a faulty file, with feature, ring and position, or an object of the
 *   topology that does not exist; `limit-exceeded`
 */
export function featuresOf(source: GeometrySource, planar: boolean): readonly Feature[] {
  const { file, body, feature, mesh, filter } = source;
  const all = kept.get(body) ?? new Map<string, readonly Feature[]>();
  kept.set(body, all);
  const key = JSON.stringify([feature, mesh, filter, planar]);
  const known = all.get(key);
  if (known !== undefined) return known;
  const content = parseGeometry(file, body);
  const raw = content["type"] === "Topology" ? topologyFeatures(content, source) : plainFeatures(content, source);
  let positions = 0;
  const count = (more: number): void => {
    positions += more;
    if (positions > positionsLimit) throw tooManyPositions(file);
  };
  const checked = raw.map((one, index) => checkFeature(one, index, { file, planar, count }));
  const features = planar ? checked : checked.map(windRings);
  all.set(key, features);
  return features;
}

function plainFeatures(content: Spec, { file, feature, mesh }: GeometrySource): readonly unknown[] {
  const { type } = content;
  if (feature !== undefined || mesh !== undefined) {
    throw geometryFailed(file, {
      message: `is not a topology, so it has no object "${feature ?? mesh ?? ""}"`,
      seen: type,
      allowed: "Topology",
      hint: 'leave "format" out: all features are drawn',
    });
  }
  if (type === "FeatureCollection") {
    const { features } = content;
    if (!Array.isArray(features))
      throw geometryFailed(file, { message: "a FeatureCollection needs a list of features", seen: features });
    return features as readonly unknown[];
  }
  if (type === "Feature") return [content];
  if (typeof type === "string" && geometryTypes.includes(type))
    return [{ type: "Feature", properties: {}, geometry: content }];
  throw geometryFailed(file, {
    message: "holds no shapes",
    seen: type,
    allowed: ["Topology", "FeatureCollection", "Feature", ...geometryTypes],
  });
}

function topologyFeatures(content: Spec, { file, feature, mesh, filter }: GeometrySource): readonly unknown[] {
  const topology = checkTopology(content, file);
  const allowed = Object.keys(topology.objects);
  const name = feature ?? mesh ?? (allowed.length === 1 ? allowed[0]! : undefined);
  if (name === undefined) {
    throw geometryFailed(file, {
      code: "unknown-feature",
      message: "has several objects, and the chart does not say which",
      allowed,
      hint: `write "format": {"type": "topojson", "feature": "${allowed[0] ?? ""}"}`,
    });
  }
  const object = Object.hasOwn(topology.objects, name) ? topology.objects[name] : undefined;
  if (object === undefined) {
    throw geometryFailed(file, {
      code: "unknown-feature",
      message: `has no object "${name}"`,
      seen: name,
      allowed,
      ...hintNearMatch(name, allowed),
    });
  }
  if (mesh !== undefined) {
    const keep = filter === undefined ? undefined : (a: unknown, b: unknown) => (filter === "interior") === (a !== b);
    const geometry = meshOf(topology, object as never, keep) as Geometry;
    return [{ type: "Feature", properties: {}, geometry }];
  }
  const made = featureOf(topology, object as never) as unknown as Spec;
  return made["type"] === "FeatureCollection" ? (made["features"] as readonly unknown[]) : [made];
}

function tooManyPositions(file: string): BroadsheetError {
  return new BroadsheetError("limit-exceeded", {
    code: "geometry-too-large",
    message: `${file} has more than the ${positionsLimit} positions that a map may have`,
    where: { file },
    allowed: positionsLimit,
    hint: "simplify it (mapshaper, topojson-simplify), or take a smaller scale: 1:50 million is enough for a page",
  });
}

/** Whether a file's own coordinates are drawn, see `featuresOf`. */
export function isPlanar(spec: unknown): boolean {
  if (Array.isArray(spec)) return spec.some(isPlanar);
  if (!isSpec(spec)) return false;
  return Object.entries(spec).some(([key, value]) => {
    if (key === "values" || key === "datasets") return false;
    if (key === "projection" && isSpec(value)) return String(value["type"]).toLowerCase() === "identity";
    if (key === "projections")
      return (
        Array.isArray(value) && value.some((one) => isSpec(one) && String(one["type"]).toLowerCase() === "identity")
      );
    return isPlanar(value);
  });
}
