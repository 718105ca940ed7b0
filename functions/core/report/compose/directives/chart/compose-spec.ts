import { Decimal } from "../../../../decimal.ts";
import type { Where } from "../../../../errors.ts";
import { hintNearMatch } from "../../../../near-match.ts";
import type { ChartSpec } from "../../../template/template.ts";
import type { Composition } from "../../composition.ts";
import { placeOfData, placeOfString } from "../../liquid/place-in-file.ts";
import { settleGeometry, type SettledGeometry } from "../../settle-geometry.ts";
import { isDeclaredInSpec, specDataNames } from "../../spec-data-names.ts";

type Spec = Readonly<Record<string, unknown>>;

/**
 * A chart's spec in the report's language: Liquid renders every string value (but no key). A string that is one
 * expression takes its value's type, so `"{{ parameters.year }}"` is a number; lists of scalars are allowed, rows are
 * not: they come as data, by name.
 *
 * @param query the directive's `data`, to which the name "data" refers
 */
export function composeSpec(
  composition: Composition,
  chart: ChartSpec,
  query: string | undefined,
  where: Where,
): SettledGeometry & { readonly data: Readonly<Record<string, string>> } {
  const rendered = fill(chart.spec, (text) => renderText(composition, chart, text)) as Spec;
  // A Vega-Lite spec without data draws the directive's.
  const given =
    chart.dialect === "vega-lite" && query !== undefined && !mentionsData(rendered)
      ? { ...rendered, data: { name: "data" } }
      : rendered;
  const { spec, geometry } = settleGeometry(given, chart.dialect, composition.template.geometry, composition.tables);
  const data: Record<string, string> = {};
  for (const name of specDataNames(spec, chart.dialect)) {
    const source = name === "data" ? query : name;
    if (source !== undefined && composition.tables.has(source)) {
      data[name] = source;
    } else if (geometry[name] !== undefined) {
      continue;
    } else if (!isDeclaredInSpec(spec, name)) {
      addUnknownData(composition, chart, name, source, where);
    }
  }
  return { spec, data, geometry };
}

/** Parts of a template's specs: whether they contain Liquid. */
const liquidParts = new WeakMap<object, boolean>();

function hasLiquid(value: unknown): boolean {
  if (typeof value === "string") return value.includes("{{") || value.includes("{%");
  if (typeof value !== "object" || value === null) return false;
  let found = liquidParts.get(value);
  if (found === undefined) liquidParts.set(value, (found = Object.values(value).some(hasLiquid)));
  return found;
}

/** Shares the parts without Liquid, most of a spec, with the template, since nobody changes them. */
function fill(value: unknown, render: (text: string) => unknown): unknown {
  if (!hasLiquid(value)) return value;
  if (typeof value === "string") return render(value);
  if (Array.isArray(value)) return value.map((item) => fill(item, render));
  return Object.fromEntries(Object.entries(value as object).map(([key, member]) => [key, fill(member, render)]));
}

function renderText(composition: Composition, chart: ChartSpec, text: string): unknown {
  const value = composition.renderSpecText(chart, text) ?? null;
  if (typeof value !== "object" || value === null) return value;
  // Vega calculates with doubles.
  if (value instanceof Decimal) return Number(value);
  if (Array.isArray(value) && value.every((item) => typeof item !== "object" || item instanceof Decimal))
    return value.map((item: unknown) => (item instanceof Decimal ? Number(item) : item));
  const where = placeOfString(chart.file, chart.text, text);
  composition.problems.push({
    code: "object-in-spec",
    message: `${chart.file}:${where.line}: ${JSON.stringify(text)} is a whole row or result`,
    where,
    hint: "name the query as the chart's data, or one column",
  });
  return null;
}

function mentionsData(spec: Spec): boolean {
  return "data" in spec || specDataNames(spec, "vega-lite").length > 0;
}

function addUnknownData(
  composition: Composition,
  chart: ChartSpec,
  name: string,
  source: string | undefined,
  where: Where,
): void {
  const shapes = [...composition.template.geometry.keys()];
  const allowed = [...composition.tables.keys(), ...shapes];
  if (name === "data" && source === undefined) {
    composition.problems.push({
      code: "missing-attribute",
      message: `${where.file}:${where.line}: the chart's data is named "data": name its query with data="..."`,
      where,
      allowed,
    });
    return;
  }
  const place = placeOfData(chart.file, chart.text, "name", name);
  composition.problems.push({
    code: "unknown-query",
    message: `${chart.file}:${place.line}: the template has no query "${source ?? name}"${shapes.length === 0 ? "" : ", and no shapes of that name,"} for the chart's data`,
    where: place,
    seen: source ?? name,
    allowed,
    ...hintNearMatch(source ?? name, allowed),
  });
}
