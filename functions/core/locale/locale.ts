import type { FormatLocaleDefinition } from "d3-format";
import type { TimeLocaleDefinition } from "d3-time-format";

/** Everything that depends on the report's language. Pinned: `Intl` differs between machines. */
export interface Locale {
  /** BCP 47, as written into the PDF: `en`, `zh-Hans`. */
  readonly tag: string;
  readonly number: FormatLocaleDefinition;
  readonly time: TimeLocaleDefinition;
  /** d3-time-format pattern for a full date. */
  readonly longDate: string;
  /** Words that Broadsheet itself prints. `{page}` and `{pages}` are filled in. */
  readonly words: {
    readonly pageOf: string;
    readonly figure: string;
    readonly table: string;
    /** Between one of these and its number: "Figure 3", 图3. */
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
    /** Colon between a word and what follows, with its space where the language has one. */
    readonly colon: string;
    readonly backToText: string;
    readonly yes: string;
    readonly no: string;
  };
}
