import type { Problem, Warning } from "../../../errors.ts";
import { hintNearMatch } from "../../../near-match.ts";
import type { Template } from "../../template/template.ts";
import { placeInFile } from "../liquid/place-in-file.ts";

/** A text of the template and the languages in which it is used. */
export interface UsedText {
  readonly file: string;
  readonly text: string;
  readonly languages: readonly string[];
}

/** `"key" | t` with a literal key. */
const literalKey = /(["'])([^"'\n]+)\1\s*\|\s*t\b/g;
/** Any other use of the filter, whose keys are not known before a report is rendered. */
const anyKey = /\|\s*t\b(?=\s*(?::|\||-?[%}]}))/g;

/**
 * Checks that every message named in a text exists in the languages of that text, that all languages have the same
 * messages, and that each is used.
 */
export function checkMessages(
  template: Template,
  texts: readonly UsedText[],
): { errors: Problem[]; warnings: Warning[] } {
  const errors: Problem[] = [];
  const warnings: Warning[] = [];
  const used = new Set<string>();
  let dynamic = false;
  for (const { file, text, languages } of texts) {
    const literals = [...text.matchAll(literalKey)];
    dynamic ||= [...text.matchAll(anyKey)].length > literals.length;
    for (const match of literals) {
      // In JSON, quotes inside a string are written with a backslash.
      const key = (match[2] ?? "").replace(/\\$/, "");
      used.add(key);
      for (const language of languages) {
        const messages = template.messages.get(language);
        if (messages?.has(key) === true) continue;
        const where = placeInFile(file, text, match.index);
        const allowed = [...(messages?.keys() ?? [])];
        errors.push({
          code: "unknown-message",
          message: `${file}:${where.line}: there is no message "${key}" in messages/${language}.yaml`,
          where,
          seen: key,
          ...hintNearMatch(key, allowed),
        });
      }
    }
  }
  const all = new Set([...template.messages.values()].flatMap((messages) => [...messages.keys()]));
  for (const key of all) {
    // A theme's messages serve several templates.
    if (template.lent?.keys.has(key) === true) continue;
    const missing = template.languages.filter((language) => template.messages.get(language)?.has(key) !== true);
    const where = {
      file: `messages/${template.languages.find((language) => !missing.includes(language))}.yaml`,
      name: key,
    };
    if (missing.length > 0 && !used.has(key)) {
      warnings.push({
        code: "missing-message",
        message: `the message "${key}" is missing in ${missing.join(", ")}`,
        where,
      });
    }
    if (!used.has(key) && !dynamic) {
      warnings.push({ code: "unused-message", message: `the message "${key}" is used nowhere`, where });
    }
  }
  return { errors, warnings };
}
