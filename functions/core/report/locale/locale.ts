import type { FormatLocaleDefinition } from "d3-format";
import type { TimeLocaleDefinition } from "d3-time-format";
import type { ChartWords } from "./chart-words.ts";
import type { SentenceWords } from "./sentence-words.ts";

/** A word for a power of ten: `M` for 6. */
export interface CompactUnit {
  readonly power: number;
  /** With the space before it where the language has one. */
  readonly word: string;
}

/** The parts of a word between which it may be divided. */
export type Syllables = (word: string) => readonly string[];

/** The words of a language without spaces between words. */
export type Dictionary = ReadonlySet<string>;

/**
 * Everything that depends on the report's language: each language is a file here and an entry in `languages.ts`.
 * Pinned: `Intl` differs between machines.
 */
export interface Locale {
  /** BCP 47, as written into the PDF: `en`, `zh-Hans`. */
  readonly tag: string;
  readonly number: FormatLocaleDefinition;
  /**
   * Digits before the first separator of thousands, from which on a number is grouped (CLDR, minimumGroupingDigits):
   * with 2, 1234 and 12.345. @default 1
   */
  readonly leastGrouped?: number;
  /** Present: pages are mirrored. */
  readonly direction?: "rtl";
  /** Before the number in Turkish, after it in all other languages. */
  readonly percentPlace?: "before";
  readonly time: TimeLocaleDefinition;
  /** Names of months without a day, in languages that inflect them: "5 stycznia", but "styczeń 2021". */
  readonly monthsAlone?: Pick<TimeLocaleDefinition, "months" | "shortMonths">;
  /** d3-time-format pattern for a full date. */
  readonly longDate: string;
  /** The same for a month of a year. */
  readonly monthOfYear: string;
  readonly sentence: SentenceWords;
  /** Between a number and a word behind it. */
  readonly unitGap: string;
  /** Words for large numbers, largest first, after CLDR 46 (compact decimal, short). */
  readonly compact: readonly CompactUnit[];
  readonly currency: {
    /** Position of a currency's symbol relative to the amount. */
    readonly place: "before" | "after";
    /** ISO 4217 code → symbol, where it is not the usual one. */
    readonly symbols: Readonly<Record<string, string>>;
    /** Between a symbol and the amount after it; absent: nothing. */
    readonly gap?: string;
  };
  /**
   * Whether its punctuation is as wide as its characters; marks shared with Latin are then set according to their
   * neighbours.
   */
  readonly fullWidth: boolean;
  /** Words that Broadsheet itself prints. `{page}` and `{pages}` are filled in. */
  readonly words: {
    readonly pageOf: string;
    /** In running text, for a reference to a page: "page {page}". */
    readonly onPage: string;
    /** Before an appendix's letter. */
    readonly appendix: string;
    readonly figure: string;
    readonly table: string;
    /** Between one of these, or `appendix`, and its number: "Figure 3", 图3. */
    readonly numberGap: string;
    readonly source: string;
    readonly note: string;
    readonly contents: string;
    /** Titles of the lists of figures and tables. */
    readonly figures: string;
    readonly tables: string;
    readonly notes: string;
    readonly continued: string;
    readonly percentagePoints: string;
    readonly percentagePoint: string;
    /** After a number of CLDR's category `few`, where that form is another one: 3 نقاط مئوية. */
    readonly percentagePointsFew?: string;
    /** Colon between a word and what follows, with its space where the language has one. */
    readonly colon: string;
    readonly backToText: string;
    readonly yes: string;
    readonly no: string;
    /** Of a key figure: "Target {value}: met"; without a verdict "Target {value}". */
    readonly target: { readonly plain: string; readonly met: string; readonly missed: string };
    /** Of a key figure's change: "+8.6%, better". */
    readonly verdict: { readonly better: string; readonly worse: string };
    /** Opens the table of what a chart draws, on a web page. */
    readonly data: string;
    /** Read by screen readers for the dash of a missing value. */
    readonly noValue: string;
    /** Heads a table's row or column of sums, and with `{name}` those of a group. */
    readonly total: string;
    readonly totalOf: string;
    /**
     * Heads a row or column of means, or of least or largest values, over everything, and with `{name}` over a group.
     */
    readonly overall: string;
    readonly overallOf: string;
    /** The word for a barcode, before its content. */
    readonly barcode: string;
    readonly qrCode: string;
    /** Of a number on a web page: where it comes from. Each word precedes a colon, `rows` and their number, too. */
    readonly origin: {
      readonly query: string;
      readonly column: string;
      readonly row: string;
      readonly rows: string;
      readonly parameter: string;
      /** Above the lines, of a number that the template computed from what they name. */
      readonly computed: string;
    };
    /** What changed since the edition before. The words for rows follow a table's title; each word precedes a colon. */
    readonly changes: {
      readonly first: string;
      readonly none: string;
      readonly rowsAdded: string;
      readonly rowsRemoved: string;
      readonly rowsChanged: string;
      readonly charts: string;
      readonly pages: string;
      /** Between the names of a list. */
      readonly comma: string;
      /**
       * Of the data, beside the words for rows above. Each but the first follows the name of a dataset, and of a column
       * where it is about one, and precedes a colon.
       */
      readonly data: {
        readonly same: string;
        readonly rows: string;
        readonly columnsAdded: string;
        readonly columnsRemoved: string;
        readonly type: string;
        readonly valuesAdded: string;
        readonly valuesRemoved: string;
        readonly gaps: string;
        readonly columnsNotCompared: string;
        /** A sentence's end: nothing follows. */
        readonly notCompared: string;
        /** As `notCompared`: another version, of which no line above says how it differs. */
        readonly other: string;
      };
    };
    /** In letters about a batch: its counts, and the link to what it made. */
    readonly batch: { readonly ready: string; readonly failed: string; readonly open: string };
    /**
     * In letters about a dataset. The first seven follow its name and a colon, or are a heading; of the others each but
     * the last two precedes a colon.
     */
    readonly notice: {
      readonly refused: string;
      readonly stale: string;
      readonly held: string;
      readonly sourceFailed: string;
      readonly sourceRecovered: string;
      readonly viewFailed: string;
      readonly viewRecovered: string;
      readonly lastData: string;
      readonly failedSince: string;
      readonly version: string;
      /** Before the values that broke a rule, and before what the rule allows. */
      readonly seen: string;
      readonly allowed: string;
      /** A sentence: what was current before stays so. */
      readonly kept: string;
      readonly open: string;
    };
    /** In letters: the link to the report, and the one that ends them. */
    readonly openReport: string;
    readonly unsubscribe: string;
  };
  readonly chart: ChartWords;
  /** Loads the patterns that divide its words (Liang, 1983); absent: they are never divided. */
  loadSyllables?(): Promise<Syllables>;
  /** Loads its words, if line breaks depend on them. */
  loadWords?(): Promise<Dictionary>;
}
