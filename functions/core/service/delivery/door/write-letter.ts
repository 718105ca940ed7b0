import { composeLetter } from "../../../report/compose/letter/compose-letter.ts";
import { composeLine } from "../../../report/compose/letter/compose-line.ts";
import { composeNotice, type NoticeFacts } from "../../../report/compose/letter/compose-notice.ts";
import type { LetterFacts, LetterText } from "../../../report/compose/letter/letter.ts";
import { sampleFacts } from "../../../report/compose/letter/sample-facts.ts";
import { BroadsheetError } from "../../../errors.ts";
import { localeFor } from "../../../report/locale/locale-for.ts";
import type { ObjectStore } from "../../../ports.ts";
import type { TemplateReference } from "../../../report/request/report-request.ts";
import { openTemplate } from "../../../report/template/open-template.ts";

/** Whose letter it is. */
export interface LetterOf {
  readonly template: TemplateReference;
  readonly language: string;
}

/**
 * Writes the letter that announces something: the template's own text with the facts.
 *
 * @param subject Liquid, instead of the letter's own
 * @throws BroadsheetError `not-found` if the template is gone, `invalid-template` with every fault of the letter
 */
export async function writeLetter(
  { template, language }: LetterOf,
  facts: LetterFacts,
  subject: string | undefined,
  store: ObjectStore,
): Promise<LetterText> {
  return composeLetter(await openTemplate(store, template), facts, localeFor(language), { language, subject });
}

/**
 * Writes the letter about what happened to a dataset.
 *
 * @throws BroadsheetError `invalid-request` for an unknown language
 */
export function writeNotice(facts: NoticeFacts, language: string): LetterText {
  return composeNotice(facts, localeFor(language));
}

/** Puts the facts into one line of Liquid. @throws BroadsheetError `invalid-request` */
export function writeLine(text: string, facts: LetterFacts, language: string): string {
  return composeLine(text, facts, localeFor(language), "deliver");
}

/** A complete set of facts, for checking a line before there are real ones: those of a letter, and a copy's file. */
const lineFacts: LetterFacts = { ...sampleFacts, file: "item.pdf" };

/** What is wrong with one line of Liquid in a `deliver` list, if anything. Parameters are not known before. */
export function faultOfLine(text: string): string | undefined {
  try {
    const line = writeLine(text, { ...lineFacts, parameters: sampleParameters(text) }, "en");
    return /[\p{Cc}\u2028\u2029]/u.test(line) ? "it must be one line, without control characters" : undefined;
  } catch (error) {
    if (error instanceof BroadsheetError) return error.message;
    throw error;
  }
}

/**
 * What is wrong with the name of a batch's copies, if anything: two files would have the same name unless their own is
 * the last part.
 */
export function faultOfNames(text: string): string | undefined {
  const file = "reports of 2026.pdf";
  try {
    const name = writeLine(text, { ...lineFacts, parameters: sampleParameters(text), file }, "en");
    return name === file || name.endsWith(`/${file}`)
      ? undefined
      : `the name of a batch's copies must end with /{{ file }}, so that no two have the same name: "${text}"`;
  } catch (error) {
    if (error instanceof BroadsheetError) return error.message;
    throw error;
  }
}

function sampleParameters(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/\bparameters\.([A-Za-z_]\w*)/g)].map(([, name]) => [name!, "x"]));
}
