import type { Problem } from "../../../errors.ts";
import { hintNearMatch } from "../../../near-match.ts";
import type { Template } from "../../template/template.ts";
import { placeOfData } from "../liquid/place-in-file.ts";
import { specDataNames } from "../spec-data-names.ts";

/** Checks that the data named in chart specs are queries of the template, and that no spec fetches data. */
export function checkSpecs(template: Template): Problem[] {
  const allowed = [...template.queries.keys(), ...template.geometry.keys(), "data"];
  return [...template.charts.values()].flatMap(({ file, text, spec, dialect }) => {
    const unknown = specDataNames(spec, dialect)
      .filter((name) => !allowed.includes(name) && !name.includes("{"))
      .map((name): Problem => {
        const where = placeOfData(file, text, "name", name);
        return {
          code: "unknown-query",
          message: `${file}:${where.line}: the template has no query "${name}" for the chart's data`,
          where,
          seen: name,
          allowed,
          ...hintNearMatch(name, allowed),
        };
      });
    return [
      ...unknown,
      ...urlsIn(spec).map((url): Problem => {
        const where = placeOfData(file, text, "url", url);
        return {
          code: "data-url",
          message: `${file}:${where.line}: a chart cannot fetch data: its data come from queries`,
          where,
          seen: url,
          hint: hintFor(url, template),
        };
      }),
    ];
  });
}

/** A file of the template is named, not fetched. */
function hintFor(url: string, { geometry }: Template): string {
  const shapes = [...geometry].find(([, { file }]) => file === url.replace(/^(?:\.\.?\/)+/, ""));
  return `write "data": {"name": "${shapes?.[0] ?? "a query"}"}`;
}

/** Addresses in `data: {url}`, at any depth. */
function urlsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(urlsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    if (key === "values" || key === "datasets") return [];
    const sources = key === "data" ? (Array.isArray(member) ? (member as unknown[]) : [member]) : [];
    const own = sources
      .map((source) => (source as { url?: unknown } | null)?.url)
      .filter((url) => typeof url === "string");
    return [...own, ...urlsIn(member)];
  });
}
