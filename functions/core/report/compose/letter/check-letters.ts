import { BroadsheetError, type Problem } from "../../../errors.ts";
import { localeFor } from "../../locale/locale-for.ts";
import type { Template } from "../../template/template.ts";
import { composeLetter } from "./compose-letter.ts";
import { letterFiles } from "./find-letter.ts";
import type { LetterFacts } from "./letter.ts";
import { sampleFacts } from "./sample-facts.ts";

/**
 * Checks the letters that a template brings, by composing each with facts that are all there, and with none of those
 * that may be missing.
 *
 * @returns every fault, each with file and line
 */
export function checkLetters(template: Template): readonly Problem[] {
  const languages = template.languages;
  const problems: Problem[] = [];
  for (const file of letterFiles(template)) {
    const language = /^mail\.(.+)\.md$/.exec(file)?.[1];
    if (language !== undefined && !languages.includes(language))
      problems.push({
        code: "unknown-language",
        message: `${file} is in "${language}", which is not one of the template's languages`,
        where: { file },
        seen: language,
        allowed: languages,
      });
  }
  if (problems.length > 0 || letterFiles(template).length === 0) return problems;
  const {
    pages: _pages,
    rows: _rows,
    ready: _ready,
    failed: _failed,
    item: _item,
    row: _row,
    link: _link,
    unsubscribe: _unsubscribe,
    changes: _changes,
    dataChanges: _dataChanges,
    renditions: _renditions,
    ...bare
  } = sampleFacts;
  const found = languages.flatMap((language) => [
    ...faultsOf(template, sampleFacts, language),
    ...faultsOf(template, bare, language),
  ]);
  return [...new Map(found.map((problem) => [problem.message, problem])).values()];
}

function faultsOf(template: Template, given: LetterFacts, language: string): readonly Problem[] {
  try {
    composeLetter(template, given, localeFor(language), { language });
    return [];
  } catch (error) {
    if (error instanceof BroadsheetError) return error.problems;
    throw error;
  }
}
