import type { DraftLanguage } from "../../draft.ts";
import { isCountry } from "../../roles/countries.ts";
import { totalName } from "../../look/look-for-totals.ts";
import type { Plan } from "../../blocks/parts.ts";
import { said } from "../liquid.ts";

/** Names that a sentence has. */
const mostNamed = 5;

interface LeftOutWords {
  readonly totals: (names: string) => string;
  readonly noCountries: (names: string) => string;
  readonly answers: (names: string, label: string) => string;
}

const words: Readonly<Record<DraftLanguage, LeftOutWords>> = {
  en: {
    totals: (names) => `Left out, as totals of the others: ${names}.`,
    noCountries: (names) => `Left out, as they are not countries: ${names}.`,
    answers: (names, label) => `Rows whose “${label}” is ${names} count as rows without one.`,
  },
  de: {
    totals: (names) => `Nicht verglichen (Summen der anderen): ${names}.`,
    noCountries: (names) => `Nicht verglichen (keine Länder): ${names}.`,
    answers: (names, label) => `Zeilen, die bei „${label}“ ${names} haben, gelten als Zeilen ohne Angabe.`,
  },
  zh: {
    totals: (names) => `未参与比较的（是其他各项的合计）：${names}。`,
    noCountries: (names) => `未参与比较的（不是国家）：${names}。`,
    answers: (names, label) => `“${label}”为${names}的行视为没有填写。`,
  },
};

function listed(names: readonly string[], language: DraftLanguage): string {
  const shown = names
    .slice(0, mostNamed)
    .map(said)
    .join(language === "zh" ? "、" : ", ");
  const more = names.length - mostNamed;
  if (more <= 0) return shown;
  return shown + { en: ` and ${more} more`, de: ` und ${more} weitere`, zh: `等${names.length}项` }[language];
}

/** Whether a name says that it is a sum, and not of what it is one: the world is no country. */
const isTotal = (name: string): boolean => totalName.test(name) && !/^(world|welt|世界)/i.test(name);

/** Names who is not compared, and why: totals, what is no country among countries, and what is no answer. */
export function leftOutNotes({ roles: { members }, language }: Plan): readonly string[] {
  const { totals, noCountries, answers } = words[language];
  const left = members.flatMap(({ leftOut, beside = [], countries }) =>
    leftOut.filter((name) => !beside.includes(name)).map((name) => ({ name, countries })),
  );
  const places = left.filter(({ name, countries }) => countries && !isTotal(name) && !isCountry(name));
  const sums = left.filter((one) => !places.includes(one));
  const [open, close] = language === "de" ? ["„", "“"] : ["“", "”"];
  return [
    ...(sums.length === 0 ? [] : [totals(listed([...new Set(sums.map(({ name }) => name))], language))]),
    ...(places.length === 0 ? [] : [noCountries(listed([...new Set(places.map(({ name }) => name))], language))]),
    ...members.flatMap(({ label, answerless = [] }) =>
      answerless.length === 0
        ? []
        : [
            answers(
              listed(
                answerless.map((name) => `${open}${name}${close}`),
                language,
              ),
              said(label),
            ),
          ],
    ),
  ];
}
