import { parse } from "yaml";
import type { ShownLine } from "../../core/report/document/shown-lines.ts";
import type { TemplateFiles } from "../../core/report/template/template.ts";

/** The file whose settings are declared. */
export const declaringFile = "template.yaml";

/**
 * What a template declares, one setting a line. Much of it is in no report: titles and limits of parameters, the
 * description in the gallery, defaults that a case replaces.
 *
 * @param files of a template that could be loaded
 */
export function declaredLines(files: TemplateFiles): ShownLine[] {
  return linesOf(parse(new TextDecoder().decode(files.get(declaringFile))), []);
}

function linesOf(value: unknown, path: readonly string[]): ShownLine[] {
  if (typeof value === "object" && value !== null && Object.keys(value).length > 0)
    return Object.entries(value).flatMap(([name, below]) => linesOf(below, [...path, name]));
  const place = path.join(".");
  return [{ place, kind: place, text: typeof value === "string" ? value : JSON.stringify(value) }];
}
