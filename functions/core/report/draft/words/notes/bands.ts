import type { DraftLanguage } from "../../draft.ts";
import { comparedOf, type Plan } from "../../blocks/parts.ts";
import { said } from "../liquid.ts";

const sentences: Readonly<Record<DraftLanguage, (label: string) => string>> = {
  en: (label) => `“${label}” is put together to bands of ten; the first and the last may hold more or fewer.`,
  de: (label) =>
    `„${label}“ ist zu Gruppen von je zehn zusammengefasst; die erste und die letzte können mehr oder weniger umfassen.`,
  zh: (label) => `“${label}”每十个数值合为一组，首尾两组可多可少。`,
};

/** Says which columns that may be compared are put together to bands. */
export function bandedNotes({ roles, language }: Plan): readonly string[] {
  return comparedOf(roles)
    .filter(({ banded }) => banded === true)
    .map(({ label }) => sentences[language](said(label)));
}
