import type { Locale } from "../../locale/locale.ts";
import { FormatError } from "./format-error.ts";

export interface CompactUnit {
  /** Of ten. */
  readonly power: number;
  /** With the space before it where the language has one. */
  readonly word: string;
}

const thousands = [12, 9, 6, 3];
const myriads = [12, 8, 4];

/** Words of the short scale, largest first, after CLDR 46 (compact decimal, short). */
const compactWords: Readonly<Record<string, readonly CompactUnit[]>> = {
  en: units(thousands, ["T", "B", "M", "K"]),
  zh: units(myriads, ["万亿", "亿", "万"]),
  de: units([12, 9, 6], ["\u00a0Bio.", "\u00a0Mrd.", "\u00a0Mio."]),
  fr: units(thousands, ["\u00a0Bn", "\u00a0Md", "\u00a0M", "\u00a0k"]),
  es: units([12, 6, 3], ["\u00a0B", "\u00a0M", "\u00a0mil"]),
};

/** Units for large numbers in a locale's language, largest first. */
export function compactUnits(locale: Locale): readonly CompactUnit[] {
  return compactWords[language(locale)] ?? [];
}

const symbols: Readonly<Record<string, string>> = {
  USD: "$", EUR: "€", GBP: "£", JPY: "¥", CNY: "CN¥", INR: "₹", KRW: "₩", CHF: "CHF\u00a0", AUD: "A$", CAD: "CA$", HKD: "HK$",
};
const chineseSymbols: Readonly<Record<string, string>> = { ...symbols, USD: "US$", CNY: "¥", JPY: "JP¥" };

/**
 * What stands before and after an amount. Currencies without a symbol here are named by their code.
 *
 * @param code ISO 4217
 * @throws FormatError when it is not three capital letters
 */
export function currencySymbols(code: string, locale: Locale): readonly [string, string] {
  if (!/^[A-Z]{3}$/.test(code)) throw new FormatError(`currency needs a code of three capital letters like USD, it was given ${JSON.stringify(code)}`);
  const symbol = (language(locale) === "zh" ? chineseSymbols : symbols)[code] ?? `${code}\u00a0`;
  return ["de", "fr", "es"].includes(language(locale)) ? ["", `\u00a0${symbol.trim()}`] : [symbol, ""];
}

function language(locale: Locale): string {
  return locale.tag.split("-")[0] ?? locale.tag;
}

function units(powers: readonly number[], words: readonly string[]): CompactUnit[] {
  return powers.map((power, index) => ({ power, word: words[index] ?? "" }));
}
