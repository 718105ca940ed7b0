import type { PluralRule } from "./plural-rules.ts";

/**
 * How a value changed: `{change}`, `{times}`, `{from}` and `{to}` are filled in. Verbs in the past where they have
 * one form for each gender, otherwise nouns ("рост на 8,6 %").
 */
export interface ChangePatterns {
  readonly rise: string;
  readonly fall: string;
  /** The same for percentage points, where a language says it differently. */
  readonly risePoints?: string;
  readonly fallPoints?: string;
  /** A rise by more than 200%. */
  readonly times: string;
  /** Where a percentage would mean nothing: from zero, or from below it. */
  readonly up: string;
  readonly down: string;
  readonly same: string;
  /** A change that rounds to nothing. */
  readonly nearlySame: string;
}

/** What a language needs to print values within sentences. */
export interface SentenceWords {
  /** Between the members of a list, after CLDR: two; the first ones; the last two. */
  readonly list: { readonly two: string; readonly comma: string; readonly and: string };
  /** Joins the last two members where their sounds matter: Spanish "e" before "i". */
  joinLast?(before: string, last: string, and: string): string;
  readonly plural: PluralRule;
  readonly change: ChangePatterns;
  /** Where a subject in the plural needs other verbs. */
  readonly changeOfMany?: Partial<ChangePatterns>;
  /** Mends the joint between a word and a number: Italian "dell’8%". */
  elide?(text: string): string;
  /** Short for percentage points: "pp". @default the long words */
  readonly shortPoints?: string;
  /** Words by which a text says that something rose or fell, beside those of `change`: regular expressions. */
  readonly claims?: { readonly rise: string; readonly fall: string };
}
