import { BroadsheetError, type Problem } from "../../../errors.ts";
import type { Locale } from "../../locale/locale.ts";
import type { Template } from "../../template/template.ts";
import { formatsOf } from "../formats/formats.ts";
import { liquidEngine } from "../liquid/liquid-engine.ts";
import { createPlaceholders } from "../liquid/placeholders.ts";
import { renderValue } from "../liquid/render-liquid.ts";
import type { LetterFacts } from "./letter.ts";
import { letterContext } from "./letter-context.ts";

/** Stands for a template where only the facts matter: its texts are all that Liquid reads of one. */
const noTemplate = { texts: new Map(), files: new Map() } as unknown as Template;

/**
 * One line of Liquid from a `deliver` list with the facts put in: a subject, the name of a copy.
 *
 * @param about the line in messages: `copy.name`
 * @throws BroadsheetError `invalid-request` if it cannot be read or uses an unknown name
 */
export function composeLine(text: string, facts: LetterFacts, locale: Locale, about: string): string {
  const problems: Problem[] = [];
  const run = {
    formats: formatsOf(locale),
    placeholders: createPlaceholders(),
    messages: new Map<string, string>(),
    language: locale.tag,
  };
  const value = renderValue(
    liquidEngine(noTemplate),
    { file: about, text },
    letterContext(facts, undefined, locale.tag),
    run,
    problems,
  );
  if (problems.length > 0) throw new BroadsheetError("invalid-request", problems);
  return String(value ?? "");
}
