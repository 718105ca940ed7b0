import type { GeometrySource } from "../document/document.ts";
import type { GeometryFile } from "../template/template.ts";

type Spec = Readonly<Record<string, unknown>>;

export interface SettledGeometry {
  readonly spec: Spec;
  /** Name of a data source in the spec → the shapes that fill it. */
  readonly geometry: Readonly<Record<string, GeometrySource>>;
}

/**
 * Extracts from a spec how it uses files of shapes (`"data": {"name": "world", "format": {"type": "topojson",
 * "feature": "countries"}}`), since Vega receives finished features. In Vega-Lite one file may be drawn in several ways
 * (countries, and their borders), each of which gets its own name.
 *
 * @param files name → file of the template
 * @param taken names of queries
 */
export function settleGeometry(
  spec: Spec,
  dialect: "vega-lite" | "vega",
  files: ReadonlyMap<string, GeometryFile>,
  taken: { has(name: string): boolean },
): SettledGeometry {
  const geometry: Record<string, GeometrySource> = {};
  const names = new Map<string, string>();
  if (files.size === 0) return { spec, geometry };

  const settleSource = (source: unknown): unknown => {
    if (!isObject(source)) return source;
    const { name, format, ...rest } = source;
    const file =
      typeof name === "string" && source["values"] === undefined && !taken.has(name) ? files.get(name) : undefined;
    if (typeof name !== "string" || file === undefined) return source;
    const ways = isObject(format) ? format : {};
    const way: GeometrySource = {
      ...file,
      feature: textOf(ways["feature"]),
      mesh: textOf(ways["mesh"]),
      filter: filterOf(ways["filter"]),
    };
    const key = JSON.stringify([name, way.feature, way.mesh, way.filter]);
    let own = names.get(key);
    if (own === undefined) {
      own =
        dialect === "vega" || geometry[name] === undefined
          ? name
          : freeName(
              name,
              names.size + 1,
              (other) => files.has(other) || taken.has(other) || geometry[other] !== undefined,
            );
      names.set(key, own);
      geometry[own] = way;
    }
    return { ...rest, name: own };
  };
  const settle = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(settle);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => {
        if (key === "datasets") return [key, member];
        if (key !== "data") return [key, settle(member)];
        return [key, Array.isArray(member) ? member.map(settleSource) : settleSource(member)];
      }),
    );
  };
  const settled = settle(spec) as Spec;
  return names.size === 0 ? { spec, geometry } : { spec: settled, geometry };
}

/** `name_2`, or the next number of which no other data has the name. */
function freeName(name: string, number: number, taken: (name: string) => boolean): string {
  const free = `${name}_${number}`;
  return taken(free) ? freeName(name, number + 1, taken) : free;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function filterOf(value: unknown): GeometrySource["filter"] {
  return value === "interior" || value === "exterior" ? value : undefined;
}

function isObject(value: unknown): value is Spec {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
