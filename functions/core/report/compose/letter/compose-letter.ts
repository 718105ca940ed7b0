import { BroadsheetError, type Problem } from "../../../errors.ts";
import { showOverrides } from "../../../wording/show-controls.ts";
import type { Locale } from "../../locale/locale.ts";
import type { Template } from "../../template/template.ts";
import { formatsOf } from "../formats/formats.ts";
import { hidePlaceholders } from "../liquid/hide-placeholders.ts";
import { liquidEngine } from "../liquid/liquid-engine.ts";
import type { LiquidRun } from "../liquid/liquid-run.ts";
import { createPlaceholders } from "../liquid/placeholders.ts";
import { renderText, renderValue } from "../liquid/render-liquid.ts";
import { fillLetter, type LetterValues } from "./fill-letter.ts";
import { findLetter, linkRenditions, listDataChanges, namesValue } from "./find-letter.ts";
import type { LetterFacts, LetterText } from "./letter.ts";
import { letterContext } from "./letter-context.ts";
import { letterHtml } from "./letter-html.ts";
import { letterPlain } from "./letter-plain.ts";
import { parseLetter } from "./parse-letter.ts";

/**
 * A template's letter about something that ended: its `mail.md` in the language, with the facts as values. As in a
 * report, no value becomes markup.
 *
 * @param options.subject Liquid, instead of the letter's own
 * @throws BroadsheetError `invalid-template` with every fault; also if the subject would have more than one line
 */
export function composeLetter(
  template: Template,
  facts: LetterFacts,
  locale: Locale,
  options: { readonly language: string; readonly subject?: string | undefined },
): LetterText {
  const { language } = options;
  const problems: Problem[] = [];
  const engine = liquidEngine(template);
  const placeholders = createPlaceholders();
  const run: LiquidRun = {
    formats: formatsOf(locale, template.currency),
    placeholders,
    messages: template.messages.get(language) ?? new Map(),
    language,
  };
  const context = letterContext(facts, template, language);
  const found = listDataChanges(engine, findLetter(template, language, locale), facts);
  const source = linkRenditions(engine, found, facts);
  const subject = oneLine(
    renderValue(engine, { file: source.file, text: options.subject ?? source.subject }, context, run, problems),
    source.file,
    problems,
  );
  const { text, sourceMap } = renderText(engine, source, context, run, problems);
  throwAny(problems);
  const values: LetterValues = {
    split: placeholders.split,
    print: (piece) => ("text" in piece ? piece.text : showOverrides(run.formats.plain(piece.value))),
    locate: sourceMap.locate,
  };
  const root = fillLetter(parseLetter(text, source.file), values, problems);
  throwAny(problems);
  const own = namesValue(engine, source, "unsubscribe");
  const footer =
    facts.unsubscribe === undefined || own ? undefined : { words: locale.words.unsubscribe, url: facts.unsubscribe };
  return {
    subject,
    text: letterPlain(root, footer),
    html: letterHtml(root, { subject, language: locale.tag, rtl: locale.direction === "rtl", footer }),
  };
}

/** A header has one line: whatever could begin another is refused, not removed. */
function oneLine(value: unknown, file: string, problems: Problem[]): string {
  const line = String(value ?? "").trim();
  if (line === "" || line.length > 400 || /[\p{Cc}\u2028\u2029]/u.test(line) || !line.isWellFormed())
    problems.push({
      code: "invalid-subject",
      message: `${file}: the subject must be one line of at most 400 characters, without control characters`,
      where: { file },
      seen: line.slice(0, 200),
    });
  return showOverrides(line);
}

function throwAny(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new BroadsheetError("invalid-template", problems.map(hidePlaceholders));
}
