import { pointerOf } from "../../../json/json-pointer.ts";
import { hintNearMatch } from "../../../near-match.ts";
import type { LocalizedText } from "../template.ts";
import type { TemplateProblems } from "../template-problems.ts";
import type { YamlFile } from "./read-yaml.ts";

/**
 * Checks that a text of template.yaml is given only in the template's languages.
 *
 * @param path of the text in the file, member by member
 */
export function checkLanguages(
  path: readonly string[],
  text: string | LocalizedText | undefined,
  languages: readonly string[],
  yaml: YamlFile,
  problems: TemplateProblems,
): void {
  if (typeof text !== "object") return;
  for (const language of Object.keys(text)) {
    if (languages.includes(language)) continue;
    problems.add({
      code: "unknown-language",
      message: `template.yaml: ${path.join(".")} has a text in "${language}", which is not one of the template's languages`,
      where: yaml.locate(pointerOf([...path, language])),
      seen: language,
      allowed: languages,
      ...hintNearMatch(language, languages),
    });
  }
}
