import type { Topology } from "topojson-specification";
import { isSpec, type Spec, specs } from "../spec.ts";
import { geometryFailed } from "./geometry-failed.ts";

/**
 * Checks what topojson-client does not (TopoJSON 1.0, 2.1): that arcs are lists of positions, that the arcs of objects
 * exist, and that the transform consists of numbers.
 *
 * @throws BroadsheetError `invalid-template` naming the arc or the shape
 */
export function checkTopology(content: Spec, file: string): Topology {
  const { arcs, objects, transform } = content;
  if (!Array.isArray(arcs)) throw geometryFailed(file, { message: "a topology needs a list of arcs", seen: arcs });
  if (!isSpec(objects)) throw geometryFailed(file, { message: "a topology needs objects", seen: objects });
  if (transform !== undefined && !(isSpec(transform) && isPair(transform["scale"]) && isPair(transform["translate"]))) {
    throw geometryFailed(file, {
      message: "the topology's transform must have scale and translate, two numbers each",
      seen: transform,
    });
  }
  for (const [index, arc] of (arcs as readonly unknown[]).entries()) {
    if (!Array.isArray(arc) || arc.length === 0)
      throw geometryFailed(file, { message: `arc ${index} is not a list of positions`, seen: arc });
    const bad = (arc as readonly unknown[]).findIndex((position) => !isPair(position));
    if (bad >= 0)
      throw geometryFailed(file, {
        message: `position ${bad + 1} of arc ${index} is not two numbers`,
        seen: (arc as readonly unknown[])[bad],
      });
  }
  for (const [name, object] of Object.entries(objects)) checkObject(object, `object "${name}"`, arcs.length, file);
  return content as unknown as Topology;
}

function checkObject(object: unknown, at: string, arcs: number, file: string): void {
  if (!isSpec(object)) throw geometryFailed(file, { message: `${at} is not a geometry`, seen: object });
  if (object["type"] === "GeometryCollection") {
    specs(object["geometries"]).forEach((part, index) =>
      checkObject(part, `${at}, shape ${index + 1}${nameOf(part)}`, arcs, file),
    );
    return;
  }
  const wrong = arcIndices(object["arcs"]).find(
    (index) => !Number.isInteger(index) || (index < 0 ? ~index : index) >= arcs,
  );
  if (wrong === undefined) return;
  throw geometryFailed(file, {
    message: `${at} uses arc ${wrong}, which does not exist`,
    seen: wrong,
    allowed: `0 to ${arcs - 1}, or the negative of one to run backwards`,
  });
}

function arcIndices(value: unknown): number[] {
  if (Array.isArray(value)) return value.flatMap(arcIndices);
  return value === undefined ? [] : [typeof value === "number" ? value : Number.NaN];
}

function nameOf({ id, properties }: Spec): string {
  const name = isSpec(properties) && typeof properties["name"] === "string" ? properties["name"] : id;
  return name === undefined ? "" : ` (${String(name)})`;
}

function isPair(value: unknown): boolean {
  return Array.isArray(value) && value.length >= 2 && Number.isFinite(value[0]) && Number.isFinite(value[1]);
}
