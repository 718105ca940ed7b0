/** A script whose face draws the numbers in its text: Latin figures beside its letters would be of another hand. */
export type FigureScript = "thai" | "devanagari";

/** Letters of those scripts: not the baht sign or the danda, which stand in texts of others too. */
export const scriptsWithFigures = /[\u0900-\u0963\u0966-\u096f\u0971-\u097f\u0e01-\u0e3a\u0e40-\u0e4e]/u;

/** A letter of each, by which its face is found. */
export const letterOf: Readonly<Record<FigureScript, number>> = { thai: 0x0e01, devanagari: 0x0915 };

/** A number in a text, as indexes of characters. */
export interface FoundNumber {
  readonly start: number;
  readonly end: number;
  /** The script of the letters that touch it; `other` for any but the above; none if no letter does. */
  readonly script?: FigureScript | "other";
}

const digit = /^[0-9]$/;
const sign = /^[+\u2212-]$/;
/** Signs inside a number or a range. */
const inner = /^[.,:/\u2013\u2212-]$/;

/** The script whose face draws the numbers of a language. @param language BCP 47 */
export function figuresOf(language: string): FigureScript | undefined {
  if (/^th\b/i.test(language)) return "thai";
  return /^(?:hi|mr|ne)\b/i.test(language) ? "devanagari" : undefined;
}

/** The numbers of a text with their signs, separators and percent signs: `−1,234.5%`, `2010–2022`. */
export function findNumbers(characters: readonly string[]): readonly FoundNumber[] {
  const found: FoundNumber[] = [];
  for (let i = 0; i < characters.length; i++) {
    if (!digit.test(characters[i]!)) continue;
    const signed = i > 0 && sign.test(characters[i - 1]!) && scriptOf(characters[i - 2]) === undefined;
    const start = signed ? i - 1 : i;
    let end = i + 1;
    while (end < characters.length && (digit.test(characters[end]!) || joins(characters, end))) end++;
    if (characters[end] === "%") end++;
    const script = scriptOf(characters[start - 1]) ?? scriptOf(characters[end]);
    found.push({ start, end, ...(script !== undefined && { script }) });
    i = end - 1;
  }
  return found;
}

function joins(characters: readonly string[], at: number): boolean {
  return inner.test(characters[at]!) && digit.test(characters[at + 1] ?? "");
}

function scriptOf(character = ""): FoundNumber["script"] {
  if (/[\u0e01-\u0e3a\u0e40-\u0e4e]/u.test(character)) return "thai";
  if (/[\u0900-\u0963\u0966-\u096f\u0971-\u097f]/u.test(character)) return "devanagari";
  return /[\p{L}_]/u.test(character) ? "other" : undefined;
}
