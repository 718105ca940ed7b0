import { seeded } from "./lines-of-languages.ts";

const words = {
  arabic: ["عربي", "في", "الناتج", "لا", "مُدَرِّس", "إجمالًا", "سنة"],
  hebrew: ["שלום", "התמ״ג", "עלה", "שָׁלוֹם", "ב"],
  latin: ["GDP", "OECD", "a", "Naïve", "report", "x2"],
} as const;
const numbers = ["7", "12.5", "1,200", "3/4", "2024", "10:30", "1-2", "١٢٣", "١٬٢٣٤٫٥", "٢٠٢٤/١٢", "1٢"] as const;
const signs = ["+", "-", "−", "±", "#"] as const;
const terminators = ["%", "٪", "€", "$", "°", "₪"] as const;
const brackets = ["()", "[]", "{}", "«»", "⟨⟩"] as const;
const punctuation = [",", ".", ":", ";", "!", "?", "،", "؟", "/", "-", "–", "…", "&", "=", "<", "→"] as const;
const firstStrong = "\u2068";
const isolates = ["\u2066", "\u2067", firstStrong] as const;
const marks = ["\u200e", "\u200f", "\u061c"] as const;

/** A line of mixed directions, and the direction of the report that it stands in. */
export interface MixedLine {
  readonly text: string;
  readonly fromRight: boolean;
}

/**
 * Lines that mix scripts, digits of both kinds, signs, currencies, brackets (also nested and unpaired), punctuation,
 * isolates and marks, half of them for reports from right to left. Each begins and ends with a word, since a report
 * drops spaces at the ends of a line, and fits on one. None has what a report sets otherwise, such as two hyphens.
 */
export function mixedLines(count: number, seed: number): readonly MixedLine[] {
  const random = seeded(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const word = (): string => pick(pick([words.arabic, words.hebrew, words.latin]));
  const number = (): string =>
    `${random() < 0.3 ? pick(signs) : ""}${random() < 0.2 ? pick(terminators) : ""}${pick(numbers)}${random() < 0.3 ? pick(terminators) : ""}`;
  const part = (depth: number): string => {
    const kind = random();
    if (kind < 0.45) return word();
    if (kind < 0.7) return number();
    if (kind < 0.8 && depth < 3) {
      const pair = pick(brackets);
      const open = random() < 0.1 ? "" : pair[0]!;
      const close = random() < 0.1 ? "" : pair[1]!;
      return `${open}${several(depth + 1)}${close}`;
    }
    if (kind < 0.88 && depth < 3) {
      const isolate = pick(isolates);
      // FriBidi seeks the first letter of an isolate that has none in the isolates behind it, which X5c does not permit.
      const letters = isolate === firstStrong ? word() : "";
      return `${isolate}${several(depth + 1)}${letters}${random() < 0.1 ? "" : "\u2069"}`;
    }
    if (kind < 0.93) return pick(marks);
    return pick(punctuation);
  };
  const several = (depth: number): string => {
    let text = part(depth);
    for (let more = Math.floor(random() * 3); more > 0; more--) text += `${random() < 0.6 ? " " : ""}${part(depth)}`;
    return text;
  };
  const lines: MixedLine[] = [];
  while (lines.length < count) {
    let text = word();
    for (let more = 2 + Math.floor(random() * 5); more > 0; more--) {
      text += random() < 0.2 ? pick(punctuation) : "";
      text += `${random() < 0.8 ? " " : ""}${part(0)}`;
    }
    text += `${random() < 0.5 ? " " : ""}${word()}`;
    if (text.length <= 60 && !/ {2}|--|\.\./.test(text)) lines.push({ text, fromRight: lines.length % 2 === 1 });
  }
  return lines;
}
