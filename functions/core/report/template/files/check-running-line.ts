import { hintNearMatch } from "../../../near-match.ts";
import type { TemplateProblems } from "../template-problems.ts";
import type { LocalizedText } from "../template.ts";
import type { YamlFile } from "./read-yaml.ts";

/** Names that Broadsheet fills in in the lines of a page's header and footer. */
const names = ["page", "pages", "title", "date", "chapter"];
const liquid = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;
const braced = /\{\s*([\p{L}_][\p{L}\p{N}_.-]*)\s*\}/gu;

/**
 * Refuses `{names}` that would be printed literally: in header and footer, unknown names; in title, kicker, dateline
 * and watermark, the known ones, which nobody means to be printed there.
 *
 * @param field the text's path in template.yaml: `footer`, `dateline/author`
 */
export function checkRunningLine(
  field: string,
  text: string | LocalizedText | undefined,
  yaml: YamlFile,
  problems: TemplateProblems,
): void {
  const running = ["publication", "header", "footer", "folio"].includes(field);
  const texts =
    typeof text === "object"
      ? Object.entries(text).map(([language, line]) => [`/${field}/${language}`, line] as const)
      : [[`/${field}`, text ?? ""] as const];
  for (const [pointer, line] of texts) {
    for (const [seen, name = ""] of line.replace(liquid, " ").matchAll(braced)) {
      if (running ? seen === `{${name}}` && names.includes(name) : !names.includes(name)) continue;
      const where = yaml.locate(pointer);
      const at = `${where.file}:${where.line}`;
      problems.add({
        code: "unknown-placeholder",
        message: running
          ? `${at}: ${field} cannot be filled in: there is no ${seen}`
          : `${at}: ${seen} is filled in only in publication, header, footer and folio, not in ${field.replace("/", ".")}`,
        where,
        seen,
        allowed: running ? names.map((known) => `{${known}}`) : [],
        hint: running
          ? (hintNearMatch(
              seen,
              names.map((known) => `{${known}}`),
            ).hint ?? `to print it literally, write {{ "${seen}" }}`)
          : "write a value with Liquid, such as {{ report.date | date }}",
      });
    }
  }
}
