import { hintNearMatch } from "../../../near-match.ts";
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
  const checker = new ReferenceChecker();
  checker.visitGroup(spec, { data: new Set(), scale: new Set(), projection: new Set() }, "");
  checker.visitExpressions(vega, spec);
  return checker.faults;
}

/** Visits the parts of a spec, and collects the names that they use but no group around them defines. */
class ReferenceChecker {
  readonly faults: SpecFault[] = [];
  readonly #everywhere: Record<Kind, Set<string>> = { data: new Set(), scale: new Set(), projection: new Set() };

  visitGroup(group: Spec, outer: Names, at: string): void {
    const names = this.#declare(group, outer);
    each(group["data"], pointerTo(at, "data"), (data, pointer) => this.#visitData(data, names, pointer));
    each(group["scales"], pointerTo(at, "scales"), (scale, pointer) => {
      this.#visitDomain(scale["domain"], names, pointerTo(pointer, "domain"));
      if (isSpec(scale["range"]))
        this.#refer("data", scale["range"]["data"], names, pointerTo(pointerTo(pointer, "range"), "data"));
    });
    each(group["axes"], pointerTo(at, "axes"), (axis, pointer) => {
      this.#refer("scale", axis["scale"], names, pointerTo(pointer, "scale"));
      this.#visitEncode(axis["encode"], names, pointerTo(pointer, "encode"));
    });
    each(group["legends"], pointerTo(at, "legends"), (legend, pointer) => {
      for (const channel of legendScales) this.#refer("scale", legend[channel], names, pointerTo(pointer, channel));
    });
    each(group["marks"], pointerTo(at, "marks"), (mark, pointer) => this.#visitMark(mark, names, pointer));
  }

  /** Expressions are checked where they are used, so that undeclared names can be reported. */
  visitExpressions(vega: Vega, spec: Spec): void {
    const { scale, projection } = this.#everywhere;
    const named: Names = { ...this.#everywhere, scale: new Set([...scale, ...projection]) };
    for (const { pointer, tree } of specExpressions(vega, spec)) {
      for (const node of nodesOf(tree)) {
        if (node.type !== "CallExpression" || !isSpec(node["callee"])) continue;
        const [first] = node["arguments"] as readonly { readonly type?: string; readonly value?: unknown }[];
        if (first?.type === "Literal" && scaleFunctions.has(String(node["callee"]["name"])))
          this.#refer("scale", first.value, named, pointer);
      }
    }
  }

  /** The names that a group sees: its own and those around it. */
  #declare(group: Spec, outer: Names): Names {
    const names: Names = {
      data: new Set([...outer.data, ...namesIn(group["data"]), ...namesIn(group["marks"])]),
      scale: new Set([...outer.scale, ...namesIn(group["scales"])]),
      projection: new Set([...outer.projection, ...namesIn(group["projections"])]),
    };
    for (const kind of ["data", "scale", "projection"] as const)
      for (const name of names[kind]) this.#everywhere[kind].add(name);
    return names;
  }

  #refer(kind: Kind, name: unknown, names: Names, pointer: string): void {
    if (typeof name !== "string" || name.includes("{{") || names[kind].has(name)) return;
    this.faults.push({
      code: `unknown-${kind}`,
      pointer,
      message: `there is no ${kind === "data" ? "data source" : kind} "${name}"`,
      seen: name,
      allowed: [...names[kind]],
      sure: true,
      ...hintNearMatch(name, names[kind]),
    });
  }

  #visitData(data: Spec, names: Names, pointer: string): void {
    const { source } = data;
    const at = pointerTo(pointer, "source");
    each(
      [source].flat(),
      at,
      () => undefined,
      (name, place) => this.#refer("data", name, names, Array.isArray(source) ? place : at),
    );
    this.#visitTransforms(data["transform"], names, pointerTo(pointer, "transform"));
  }

  #visitMark(mark: Spec, names: Names, at: string): void {
    const from = isSpec(mark["from"]) ? mark["from"] : {};
    const facet = isSpec(from["facet"]) ? from["facet"] : {};
    this.#checkType(mark["type"], at);
    this.#refer("data", from["data"], names, `${at}/from/data`);
    this.#refer("data", facet["data"], names, `${at}/from/facet/data`);
    this.#visitTransforms(mark["transform"], names, pointerTo(at, "transform"));
    this.#visitEncode(mark["encode"], names, pointerTo(at, "encode"));
    const inner =
      typeof facet["name"] === "string" ? { ...names, data: new Set([...names.data, facet["name"]]) } : names;
    if (mark["type"] === "group") this.visitGroup(mark, inner, at);
  }

  #checkType(type: unknown, at: string): void {
    if (typeof type !== "string" || markTypes.includes(type)) return;
    this.faults.push({
      code: "unknown-mark",
      pointer: `${at}/type`,
      message: `there is no mark "${type}"`,
      seen: type,
      allowed: markTypes,
      sure: true,
      ...hintNearMatch(type, markTypes),
    });
  }

  #visitTransforms(transforms: unknown, names: Names, at: string): void {
    each(transforms, at, (transform, pointer) => {
      if (transform["type"] === "lookup" || transform["type"] === "cross")
        this.#refer("data", transform["from"], names, pointerTo(pointer, "from"));
      this.#refer("projection", transform["projection"], names, pointerTo(pointer, "projection"));
    });
  }

  #visitDomain(domain: unknown, names: Names, at: string): void {
    if (!isSpec(domain)) return;
    this.#refer("data", domain["data"], names, pointerTo(at, "data"));
    each(domain["fields"], pointerTo(at, "fields"), (entry, pointer) => this.#visitDomain(entry, names, pointer));
  }

  /** Rules nest (offsets, colour channels, factors): every `scale` in them names a scale; a `value` is not searched. */
  #visitEncode(value: unknown, names: Names, at: string): void {
    if (Array.isArray(value))
      return value.forEach((item, index) => this.#visitEncode(item, names, pointerTo(at, index)));
    if (!isSpec(value)) return;
    for (const [key, member] of Object.entries(value)) {
      if (key === "scale") this.#refer("scale", member, names, pointerTo(at, key));
      else if (key !== "value") this.#visitEncode(member, names, pointerTo(at, key));
    }
  }
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
