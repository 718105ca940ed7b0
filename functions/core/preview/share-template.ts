import type { ChartSpec, Template, TemplateText } from "../template/template.ts";

/** Files of which template.yaml takes nothing but their names. */
const texts = /^(?:report[^/]*\.md|(?:queries|charts|messages|tests)\/.*|.*\.liquid)$/;

/**
 * The template, with those parts of an earlier one that are the same: what was parsed and kept for a query, a spec or
 * a font is found by the object.
 */
export function shareTemplate(template: Template, before: Template | undefined): Template {
  if (before === undefined) return template;
  const queries = sameTexts(template.queries, before.queries) ? before.queries : template.queries;
  const charts = new Map<string, ChartSpec>([...template.charts].map(([name, chart]) => [name, same(chart, before.charts.get(name)) ? before.charts.get(name)! : chart]));
  return { ...template, queries, charts, ...(sameSettings(template, before) ? { parameters: before.parameters, theme: before.theme, datasets: before.datasets } : {}) };
}

function sameTexts(a: ReadonlyMap<string, TemplateText>, b: ReadonlyMap<string, TemplateText>): boolean {
  return a.size === b.size && [...a].every(([name, text]) => same(text, b.get(name)));
}

function same(a: TemplateText, b: TemplateText | undefined): boolean {
  return a.file === b?.file && a.text === b.text;
}

/** Whether template.yaml and all that it reads are the same: contents that stay the same stay the same object. */
function sameSettings({ files }: Template, { files: before }: Template): boolean {
  return files.size === before.size && [...files].every(([path, body]) => before.has(path) && (texts.test(path) || before.get(path) === body));
}
