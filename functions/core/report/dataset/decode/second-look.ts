import { ideographEncodings, type Language } from "./languages.ts";
import { weighPunctuation } from "./weigh-punctuation.ts";

/** Bytes as one encoding reads them. */
export interface Reading {
  readonly encoding: string;
  readonly text: string;
  /** How well they read, from 0 (not text) to 1. */
  readonly score: number;
}

/** Weight from which punctuation proves Windows-1252, and the score that it gives below that. */
const proof = 2;
const fittingScore = 0.9;

/** Languages whose letters the encodings of East Asia hold too. */
const lettersOfEast: readonly (readonly Language[])[] = [["russian", "ukrainian", "bulgarian", "serbian"], ["greek"]];
/** Languages that encodings also hold, or nearly. */
const further: Readonly<Record<string, readonly Language[]>> = {
  "windows-1252": ["catalan", "estonian", "lithuanian", "latvian"],
  "iso-8859-15": ["catalan", "estonian", "lithuanian", "latvian"],
  "windows-1257": ["polish"],
};
/** Encodings whose words have no ASCII letters, so that a short one may be a few characters of East Asia. */
const otherScripts: ReadonlySet<string> = new Set(["windows-1251", "koi8-r", "ibm866", "windows-1253"]);
/** Different letters that such a text must then have. */
const leastLetters = 5;
/** Frequent characters that a reading must have for its encoding to be certain. */
const leastKnown = 3;

/**
 * Looks again at how each encoding reads the bytes, for what the words of its own languages do not show: punctuation
 * without any letter, Cyrillic and Greek in the encodings of East Asia, Š and Ž in those of the West, and
 * readings whose letters cannot stand beside each other.
 *
 * @param scoreIn scores a text as words of some languages
 * @returns the readings with their new scores, and the encoding that punctuation proves
 */
export function lookAgain(
  readings: readonly Reading[],
  scoreIn: (text: string, languages: readonly Language[]) => number,
): { readonly proven?: string; readonly readings: readonly Reading[] } {
  const weights = new Map(readings.map(({ encoding, text }) => [encoding, weighPunctuation(text)]));
  const mayBeEastern = readings.some(({ encoding, score }) => encoding in ideographEncodings && score > 0);
  const proven = (weights.get("windows-1252") ?? 0) >= proof;
  const again = readings.map((reading): Reading => {
    const { encoding, text, score } = reading;
    if (weights.get(encoding) !== undefined) return { ...reading, score: Math.max(score, fittingScore) };
    const frequent = ideographEncodings[encoding];
    if (frequent === undefined ? isNoLetter(text) : isNoIdeograph(text, frequent)) return { ...reading, score: 0 };
    if (frequent !== undefined)
      return {
        ...reading,
        score: Math.max(
          Math.min(score, mostFor(text, frequent)),
          ...lettersOfEast.map((languages) => scoreIn(text, languages)),
        ),
      };
    if (mayBeEastern && otherScripts.has(encoding) && new Set(text.match(/[^\p{ASCII}]/gu)).size < leastLetters)
      return { ...reading, score: 0 };
    return {
      ...reading,
      score: Math.max(score, ...(further[encoding] ?? []).map((language) => scoreIn(text, [language]))),
    };
  });
  return { readings: again, ...(proven && { proven: "windows-1252" }) };
}

const eastern = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** The highest score for a text in characters of East Asia: too few frequent ones make nothing certain. */
function mostFor(text: string, frequent: ReadonlySet<string>): number {
  const known = new Set(
    text.match(eastern)?.filter((character) => frequent.has(character) || /[\u3041-\u30ff]/u.test(character)),
  );
  return known.size < leastKnown ? 0.5 : 1;
}

/** Whether characters of East Asia stand where the two bytes of one are two letters of another encoding. */
function isNoIdeograph(text: string, frequent: ReadonlySet<string>): boolean {
  if (/[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(text)) return false;
  const found = text.match(eastern) ?? [];
  if (found.length === 0) return true;
  if (/[\u3041-\u3096][\uff66-\uff9f]/u.test(text)) return true;
  if ([...text.matchAll(/[a-z](\p{Script=Han})/gu)].some(([, character]) => !frequent.has(character!))) return true;
  return [...text.matchAll(/[A-Za-z]\p{Script=Han}(?=[A-Za-z])/gu)].length > found.length * 0.2;
}

/**
 * Whether letters or signs stand where no writer sets them, as halves of characters that another encoding has there.
 */
function isNoLetter(text: string): boolean {
  return (
    misplaced.test(text) ||
    text.split("\n").some((line) => /¿(?!.*\?)|¡(?!.*!)/.test(line)) ||
    [...text.matchAll(/[\p{L}@[\]^_]+/gu)].some(([word]) => everySecond.test(word))
  );
}

const misplaced = new RegExp(
  [
    // A line of a frame in a word.
    "\\p{L}[\\u2500-\\u259f]|[\\u2500-\\u259f]\\p{L}",
    // A sign before a letter that follows it nowhere, or before one of ASCII's that follows none.
    "[£¥¤][A-Za-z]*(?=[^\\p{ASCII}])\\p{L}|\\p{L}[¼½¾]|(?<![\\p{L}\\p{N}])[¹²³]\\p{L}|(?<![\\p{L}.])…\\p{Ll}",
    "[^\\p{ASCII}\\p{L}\\p{Z}][@^\\\\`{}~]",
  ].join("|"),
  "u",
);

/** The same letter in every second place: the first byte of characters of one script. */
const everySecond = /([^\p{ASCII}]).\1.\1/u;
