import { readText } from "./read-text.ts";
import type { TemplateProblems } from "../template-problems.ts";
import type { TemplateFiles, TemplateText } from "../template.ts";

/** Names with another meaning in a report's text. */
const reserved = new Set([
  "parameters",
  "report",
  "template",
  "forloop",
  "tablerowloop",
  "data",
  "empty",
  "blank",
  "nil",
  "null",
  "true",
  "false",
]);

/** Reads `queries/<name>.sql`. */
export function readQueries(files: TemplateFiles, problems: TemplateProblems): Map<string, TemplateText> {
  const queries = new Map<string, TemplateText>();
  for (const [file, body] of files) {
    if (!file.startsWith("queries/")) continue;
    const name = /^queries\/([a-z][a-z0-9_-]*)\.sql$/.exec(file)?.[1];
    if (name === undefined || reserved.has(name)) {
      problems.add({
        code: "invalid-name",
        message:
          name === undefined
            ? `${file} is not read: queries are named queries/NAME.sql`
            : `${file}: a query cannot be named "${name}", which means something else in the text`,
        where: { file },
        allowed: "queries/NAME.sql, where NAME is a lower-case letter, then letters, digits, hyphens and underscores",
      });
      continue;
    }
    queries.set(name, { file, text: readText(file, body, problems) });
  }
  return queries;
}
