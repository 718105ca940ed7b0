import { stringify } from "yaml";
import type { Language } from "../words/language.ts";

const firstLines: Readonly<Record<Language, string>> = {
  en: "Write the report here.",
  zh: "在此编写报告。",
};

/**
 * The files of a template with a title and one line of text, in a language.
 *
 * @param date of its reports where a request gives none, `2026-11-30`
 */
export function blankFiles(title: string, language: Language, date: string): ReadonlyMap<string, Uint8Array> {
  const encoder = new TextEncoder();
  // The title of a report is Liquid.
  const plain = title.replaceAll(/\{(?=[{%])/g, "{{ '{' }}");
  // A heading is Markdown and Liquid: their signs in a title are text.
  const heading = title.replaceAll(/[\\`*_[\]<>#~^|:$!&]/g, "\\$&").replaceAll("{", "&#123;");
  return new Map([
    ["template.yaml", encoder.encode(stringify({ title: plain, languages: [language], date }, { lineWidth: 0 }))],
    ["report.md", encoder.encode(`# ${heading}\n\n${firstLines[language]}\n`)],
  ]);
}
