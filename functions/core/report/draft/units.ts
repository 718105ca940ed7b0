import { isIndexBase } from "./names/index-names.ts";
import type { DraftLanguage } from "./draft.ts";

/** Words of units that tables have in one language → the word of each language. */
const translated: readonly (readonly [RegExp, Readonly<Record<DraftLanguage, string>>])[] = [
  [/^(thousand|tsd\.?|tausend)(?=$|\s)/i, { en: "thousand", de: "Tsd.", zh: "千" }],
  [/^(million|millions|mio\.?)(?=$|\s)/i, { en: "million", de: "Mio.", zh: "百万" }],
  [/^(billion|billions|mrd\.?)(?=$|\s)/i, { en: "billion", de: "Mrd.", zh: "十亿" }],
];

/** Chinese names of currencies; others keep theirs. */
const currencies: Readonly<Record<string, string>> = {
  EUR: "欧元",
  "€": "欧元",
  USD: "美元",
  $: "美元",
  GBP: "英镑",
  "£": "英镑",
  CHF: "瑞士法郎",
  CNY: "元",
  JPY: "日元",
};

/** Signs of currencies that English writes before an amount → their words, which stand behind one. */
const moneyWords: Readonly<Record<string, string>> = { $: "dollars", US$: "US dollars", "£": "pounds", "€": "euros" };

/** The names of currencies as a language writes them behind an amount. */
function currencyIn(unit: string, language: DraftLanguage): string {
  const words = { en: moneyWords, de: {}, zh: currencies }[language] as Readonly<Record<string, string | undefined>>;
  return words[unit] ?? unit;
}

/** A unit as the report's language writes it: `Tsd. €` → `thousand euros`, `million USD` → `百万美元`. */
export function unitIn(unit: string, language: DraftLanguage): string {
  const found = translated.find(([pattern]) => pattern.test(unit));
  const scale = found === undefined ? "" : found[1][language];
  const rest = (found === undefined ? unit : unit.replace(found[0], "")).trim();
  return joinUnit(scale, currencyIn(rest, language), language);
}

/** A word for the scale in front of a unit; Chinese has no space between them. */
export function joinUnit(scale: string, unit: string, language: DraftLanguage): string {
  return [scale, unit].filter(Boolean).join(language === "zh" ? "" : " ");
}

/** What is printed behind a value. */
export function behindValue(unit: string, language: DraftLanguage): string {
  if (unit === "" || isIndexBase(unit)) return "";
  if (unit === "%") return language === "de" ? "\u00a0%" : "%";
  return /^\p{Script=Han}/u.test(unit) ? unit : `\u00a0${unit}`;
}

/** A name with its unit behind it. */
export function withUnit(label: string, unit: string, language: DraftLanguage): string {
  if (unit === "") return label;
  return language === "zh" ? `${label}（${unit}）` : `${label}, ${unit}`;
}

/** German plurals that are units and end in -n in the dative: “56 Tage”, “von 56 Tagen”. */
const plural =
  /(^| )(Tage|Jahre|Monate|Quartale|Stücke|Meter|Kilometer|Zentimeter|Liter|Hektoliter|Einwohner|Punkte|Pakete|Schritte|Unfälle|Fälle|Gäste|Plätze|Zimmer|Kinder|Teilnehmer|Besucher|Mitarbeiter|Schüler|Fahrzeuge|Exemplare|Hektare?|Dienstjahre|Lebensjahre|Arbeitstage)$/;

/** A German unit behind a preposition that takes the dative. */
export const inDative = (unit: string): string => (plural.test(unit) ? `${unit}n` : unit);
