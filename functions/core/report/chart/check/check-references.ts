import { hintNearMatch } from "../../../names/near-match.ts";
import type { Vega } from "../vega.ts";
import { pointerTo } from "../../../json/json-pointer.ts";
import { isSpec, type Spec } from "../spec.ts";
import { nodesOf, specExpressions } from "./spec-expressions.ts";
import type { SpecFault } from "./spec-fault.ts";

type Kind = "data" | "scale" | "projection";
type Names = Readonly<Record<Kind, ReadonlySet<string>>>;

const legendScales = ["size", "shape", "fill", "stroke", "opacity", "strokeDash", "strokeWidth"];

/** Functions whose first argument names a scale or projection. */
const scaleFunctions = new Set(["scale", "invert", "domain", "range", "bandwidth", "copy", "gradient"]);

const markTypes = ["arc", "area", "group", "image", "line", "path", "rect", "rule", "shape", "symbol", "text", "trail"];

/**
 * Finds scales, projections and data sources that a Vega spec uses but does not define, and unknown types of marks.
 * Vega itself silently draws a mark with an unknown scale at 0. Groups see the names of the enclosing groups.
 */
export function checkReferences(vega: Vega, spec: Spec): readonly SpecFault[] {
  const faults: SpecFault[] = [];
  const everywhere: Record<Kind, Set<string>> = { data: new Set(), scale: new Set(), projection: new Set() };

  const refer = (kind: Kind, name: unknown, names: Names, pointer: string): void => {
    if (typeof name !== "string" || name.includes("{{") || names[kind].has(name)) return;
    faults.push({
      code: `unknown-${kind}`,
      pointer,
      message: `there is no ${kind === "data" ? "data source" : kind} "${name}"`,
      seen: name,
      allowed: [...names[kind]],
      sure: true,
      ...hintNearMatch(name, names[kind]),
    });
  };

  const visitGroup = (group: Spec, outer: Names, at: string): void => {
    const names: Names = {
      data: new Set([...outer.data, ...namesIn(group["data"]), ...namesIn(group["marks"])]),
      scale: new Set([...outer.scale, ...namesIn(group["scales"])]),
      projection: new Set([...outer.projection, ...namesIn(group["projections"])]),
    };
    for (const kind of ["data", "scale", "projection"] as const)
      for (const name of names[kind]) everywhere[kind].add(name);
    each(group["data"], pointerTo(at, "data"), (data, pointer) => {
      each(
        [data["source"]].flat(),
        pointerTo(pointer, "source"),
        () => undefined,
        (name, place) =>
          refer("data", name, names, Array.isArray(data["source"]) ? place : pointerTo(pointer, "source")),
      );
      visitTransforms(data["transform"], names, pointerTo(pointer, "transform"));
    });
    each(group["scales"], pointerTo(at, "scales"), (scale, pointer) => {
      visitDomain(scale["domain"], names, pointerTo(pointer, "domain"));
      if (isSpec(scale["range"]))
        refer("data", scale["range"]["data"], names, pointerTo(pointerTo(pointer, "range"), "data"));
    });
    each(group["axes"], pointerTo(at, "axes"), (axis, pointer) => {
      refer("scale", axis["scale"], names, pointerTo(pointer, "scale"));
      visitEncode(axis["encode"], names, pointerTo(pointer, "encode"));
    });
    each(group["legends"], pointerTo(at, "legends"), (legend, pointer) => {
      for (const channel of legendScales) refer("scale", legend[channel], names, pointerTo(pointer, channel));
    });
    each(group["marks"], pointerTo(at, "marks"), (mark, pointer) => visitMark(mark, names, pointer));
  };

  const visitMark = (mark: Spec, names: Names, at: string): void => {
    const from = isSpec(mark["from"]) ? mark["from"] : {};
    const facet = isSpec(from["facet"]) ? from["facet"] : {};
    const { type } = mark;
    if (typeof type === "string" && !markTypes.includes(type)) {
      faults.push({
        code: "unknown-mark",
        pointer: `${at}/type`,
        message: `there is no mark "${type}"`,
        seen: type,
        allowed: markTypes,
        sure: true,
        ...hintNearMatch(type, markTypes),
      });
    }
    refer("data", from["data"], names, `${at}/from/data`);
    refer("data", facet["data"], names, `${at}/from/facet/data`);
    visitTransforms(mark["transform"], names, pointerTo(at, "transform"));
    visitEncode(mark["encode"], names, pointerTo(at, "encode"));
    const inner =
      typeof facet["name"] === "string" ? { ...names, data: new Set([...names.data, facet["name"]]) } : names;
    if (mark["type"] === "group") visitGroup(mark, inner, at);
  };

  const visitTransforms = (transforms: unknown, names: Names, at: string): void =>
    each(transforms, at, (transform, pointer) => {
      if (transform["type"] === "lookup" || transform["type"] === "cross")
        refer("data", transform["from"], names, pointerTo(pointer, "from"));
      refer("projection", transform["projection"], names, pointerTo(pointer, "projection"));
    });

  const visitDomain = (domain: unknown, names: Names, at: string): void => {
    if (!isSpec(domain)) return;
    refer("data", domain["data"], names, pointerTo(at, "data"));
    each(domain["fields"], pointerTo(at, "fields"), (entry, pointer) => visitDomain(entry, names, pointer));
  };

  /** Rules nest (offsets, colour channels, factors): every `scale` in them names a scale; a `value` is not searched. */
  const visitEncode = (value: unknown, names: Names, at: string): void => {
    if (Array.isArray(value)) return value.forEach((item, index) => visitEncode(item, names, pointerTo(at, index)));
    if (!isSpec(value)) return;
    for (const [key, member] of Object.entries(value)) {
      if (key === "scale") refer("scale", member, names, pointerTo(at, key));
      else if (key !== "value") visitEncode(member, names, pointerTo(at, key));
    }
  };

  visitGroup(spec, { data: new Set(), scale: new Set(), projection: new Set() }, "");

  // Expressions are checked where they are used, so that undeclared names can be reported.
  const named: Names = { ...everywhere, scale: new Set([...everywhere.scale, ...everywhere.projection]) };
  for (const { pointer, tree } of specExpressions(vega, spec)) {
    for (const node of nodesOf(tree)) {
      if (node.type !== "CallExpression" || !isSpec(node["callee"])) continue;
      const [first] = node["arguments"] as readonly { readonly type?: string; readonly value?: unknown }[];
      if (first?.type === "Literal" && scaleFunctions.has(String(node["callee"]["name"])))
        refer("scale", first.value, named, pointer);
    }
  }
  return faults;
}

function namesIn(list: unknown): readonly string[] {
  return Array.isArray(list)
    ? list.flatMap((entry) => (isSpec(entry) && typeof entry["name"] === "string" ? [entry["name"]] : []))
    : [];
}

function each(
  list: unknown,
  at: string,
  visit: (entry: Spec, pointer: string) => void,
  other?: (entry: unknown, pointer: string) => void,
): void {
  if (!Array.isArray(list)) return;
  for (const [index, entry] of list.entries()) {
    if (isSpec(entry)) visit(entry, pointerTo(at, index));
    else other?.(entry, pointerTo(at, index));
  }
}
