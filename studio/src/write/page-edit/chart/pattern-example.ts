import { timeWords } from "./axis-words.ts";

/** What an example of a number is, and one of a time. */
const [number, time] = [12_345.678, "2026-01-31"];

/**
 * A value as a pattern of d3 prints it.
 *
 * @param language of the report
 * @returns undefined for a pattern that has more than is known here
 */
export function patternExample(pattern: string, type: string, language: string): string | undefined {
  return type === "temporal" ? timeWords(time, pattern, language) : numberExample(pattern);
}

/** As English prints it, and most charts: 12,345.68, +12.3%. */
function numberExample(pattern: string): string | undefined {
  const [, sign, grouped, places, trim, type] = /^(\+)?(,)?(?:\.(\d{1,2}))?(~)?([dfg%])$/.exec(pattern) ?? [];
  // Few digits of a large number are written with an exponent, which is not tried here.
  if (type === undefined || (type === "g" && Number(places ?? 6) < 5)) return undefined;
  const precision = places === undefined ? 6 : Number(places);
  const shown = type === "%" ? number / 1_000 : number;
  const rounded = type === "d" ? Math.round(shown).toFixed(0) : digitsOf(shown, type, precision);
  const written = trim === undefined ? rounded : rounded.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
  const [whole = "", part] = written.split(".");
  const groups = grouped === undefined ? whole : whole.replace(/\B(?=(?:\d{3})+$)/g, ",");
  return `${sign ?? ""}${groups}${part === undefined ? "" : `.${part}`}${type === "%" ? "%" : ""}`;
}

function digitsOf(value: number, type: string, precision: number): string {
  return type === "g" ? value.toPrecision(precision) : value.toFixed(precision);
}
