import { readText } from "./read-text.ts";
import type { TemplateProblems } from "../template-problems.ts";
import type { TemplateFiles, TemplateText } from "../template.ts";

/**
 * Reads the report's text: `report.md` in the first language, `report.<language>.md` in others.
 *
 * @returns language → text; always with the first language unless there was a problem
 */
export function readReports(
  files: TemplateFiles,
  languages: readonly string[],
  problems: TemplateProblems,
): Map<string, TemplateText> {
  const texts = new Map<string, TemplateText>();
  const first = languages[0] ?? "en";
  for (const [file, body] of files) {
    const match = /^report(?:\.([^./]+))?\.md$/.exec(file);
    if (match === null) continue;
    const language = match[1] ?? first;
    if (!languages.includes(language)) {
      problems.add({
        code: "unknown-language",
        message: `${file} is in "${language}", which is not one of the template's languages`,
        where: { file },
        seen: language,
        allowed: languages,
      });
    } else if (texts.has(language)) {
      problems.add({
        code: "duplicate-name",
        message: `${file} and ${texts.get(language)?.file} are both the text in "${language}"`,
        where: { file },
      });
    } else {
      texts.set(language, { file, text: readText(file, body, problems) });
    }
  }
  if (!texts.has(first)) {
    problems.add({
      code: "missing-file",
      message: `the template has no report.md: the report's text in "${first}"`,
      where: { file: "report.md" },
    });
  }
  return texts;
}
