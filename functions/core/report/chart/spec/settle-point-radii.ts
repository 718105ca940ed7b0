import { isSpec, type Spec, specs } from "../spec.ts";

/**
 * Moves a projection's point radius that is a function of the datum to the transforms that use the projection. Vega
 * documents such radii for projections, but its parser accepts them only for transforms.
 *
 * @param spec Vega
 */
export function settlePointRadii(spec: Spec): Spec {
  return settleGroup(spec, new Map());
}

function settleGroup(group: Spec, outer: ReadonlyMap<string, string>): Spec {
  const radii = new Map(outer);
  for (const { name, pointRadius } of specs(group["projections"])) {
    const expression = perDatum(pointRadius);
    if (expression === undefined) radii.delete(String(name));
    else radii.set(String(name), expression);
  }
  if (radii.size === 0 && !Array.isArray(group["marks"])) return group;
  const give = (transform: Spec): Spec => {
    const radius = radii.get(String(transform["projection"]));
    return radius === undefined ||
      transform["pointRadius"] !== undefined ||
      !/^geo(?:shape|path)$/i.test(String(transform["type"]))
      ? transform
      : { ...transform, pointRadius: { expr: radius } };
  };
  const giveAll = (holder: Spec): Spec =>
    radii.size === 0 || !Array.isArray(holder["transform"])
      ? holder
      : { ...holder, transform: each(holder["transform"], give) };
  return {
    ...group,
    ...(Array.isArray(group["projections"]) ? { projections: each(group["projections"], withoutRadius) } : {}),
    ...(Array.isArray(group["data"]) ? { data: each(group["data"], giveAll) } : {}),
    ...(Array.isArray(group["marks"])
      ? { marks: each(group["marks"], (mark) => giveAll(mark["type"] === "group" ? settleGroup(mark, radii) : mark)) }
      : {}),
  };
}

function withoutRadius(projection: Spec): Spec {
  if (perDatum(projection["pointRadius"]) === undefined) return projection;
  const { pointRadius: _pointRadius, ...rest } = projection;
  return rest;
}

/** The expression of a radius that varies with the datum. */
function perDatum(radius: unknown): string | undefined {
  if (!isSpec(radius)) return undefined;
  if (typeof radius["expr"] === "string") return radius["expr"];
  return typeof radius["signal"] === "string" && /\bdatum\b/.test(radius["signal"]) ? radius["signal"] : undefined;
}

function each(list: unknown, change: (entry: Spec) => Spec): readonly unknown[] {
  return (list as readonly unknown[]).map((entry) => (isSpec(entry) ? change(entry) : entry));
}
