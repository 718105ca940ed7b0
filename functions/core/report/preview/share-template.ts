import type { ChartSpec, Template, TemplateText } from "../template/template.ts";

/**
 * The template, with the queries and specs of an earlier one that are the same: what was parsed and kept for one is
 * found by the object.
 */
export function shareTemplate(template: Template, before: Template | undefined): Template {
  if (before === undefined) return template;
  const queries = sameTexts(template.queries, before.queries) ? before.queries : template.queries;
  const charts = new Map<string, ChartSpec>(
    [...template.charts].map(([name, chart]) => [
      name,
      same(chart, before.charts.get(name)) ? before.charts.get(name)! : chart,
    ]),
  );
  return { ...template, queries, charts };
}

function sameTexts(a: ReadonlyMap<string, TemplateText>, b: ReadonlyMap<string, TemplateText>): boolean {
  return a.size === b.size && [...a].every(([name, text]) => same(text, b.get(name)));
}

function same(a: TemplateText, b: TemplateText | undefined): boolean {
  return a.file === b?.file && a.text === b.text;
}
