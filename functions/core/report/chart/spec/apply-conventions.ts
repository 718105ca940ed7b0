import { isSpec, type Spec, specs } from "../spec.ts";

/** Transforms that compute with `exp` or `log`, whose last digits differ between processors. */
const inexact = new Set(["regression", "loess", "kde", "density", "force"]);

/**
 * Functions that return 12 digits. Calculations with them lose the last of these digits, so that `log(0.01) / log(10)`
 * would fall below -2 and into another bin; the result is therefore rounded again.
 */
const inexactFunction = /\b(?:pow|exp|log|hypot|a?sin|a?cos|a?tan2?)\s*\(/;

/**
 * Applies Broadsheet's conventions to a compiled Vega spec: time scales, time units and time formats are in UTC, and
 * numbers are rounded after inexact transforms. Every mark gets a name, so that its items can be identified in the
 * scenegraph.
 */
export function applyConventions(spec: Spec): Spec {
  const names = { next: 1 };
  return applyToGroup(spec, names);
}

function applyToGroup(group: Spec, names: { next: number }): Spec {
  const changed: Record<string, unknown> = { ...group };
  if (Array.isArray(group["data"])) changed["data"] = specs(group["data"]).map(applyToData);
  if (Array.isArray(group["scales"])) {
    changed["scales"] = specs(group["scales"]).map((scale) =>
      scale["type"] === "time" ? { ...scale, type: "utc" } : scale,
    );
  }
  for (const guide of ["axes", "legends"]) {
    if (!Array.isArray(group[guide])) continue;
    changed[guide] = specs(group[guide]).map((entry) =>
      entry["formatType"] === "time" ? { ...entry, formatType: "utc" } : entry,
    );
  }
  if (Array.isArray(group["marks"])) {
    changed["marks"] = specs(group["marks"]).map((mark) => {
      const named = typeof mark["name"] === "string" ? mark : { ...mark, name: `mark_${names.next++}` };
      return mark["type"] === "group" ? applyToGroup(named, names) : named;
    });
  }
  return changed;
}

function applyToData(data: Spec): Spec {
  const changed: Record<string, unknown> = { ...data };
  const format = data["format"];
  if (isSpec(format) && isSpec(format["parse"])) {
    const parse = Object.entries(format["parse"]).map(([field, type]) => [
      field,
      typeof type === "string" ? type.replace(/^date:/, "utc:") : type,
    ]);
    changed["format"] = { ...format, parse: Object.fromEntries(parse) as Spec };
  }
  if (Array.isArray(data["transform"])) {
    changed["transform"] = specs(data["transform"]).flatMap((transform) => {
      const type = String(transform["type"]).toLowerCase();
      if (type === "timeunit") return [{ ...transform, timezone: "utc" }];
      if (
        type === "formula" &&
        inexactFunction.test(String(transform["expr"])) &&
        typeof transform["as"] === "string"
      ) {
        return [transform, { type: "roundnumbers", fields: [transform["as"]] }];
      }
      return inexact.has(type) ? [transform, { type: "roundnumbers" }] : [transform];
    });
  }
  return changed;
}
