import type { MarkedWords } from "../../report/document/marked-languages.ts";
import type { ShownLine } from "../../report/document/shown-lines.ts";
import type { Warning } from "../../errors.ts";
import type { Tables } from "../../report/query/table.ts";

/** A report as its readers meet it, for comparison with another one. */
export interface Shown {
  readonly language: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly pages: number;
  /** Everything that it says, in reading order. */
  readonly lines: readonly ShownLine[];
  /** Words marked as being in another language; none are known of a PDF. */
  readonly languages: readonly MarkedWords[];
  /** Results of its queries. */
  readonly tables: Tables;
  readonly charts: readonly ShownChart[];
  readonly warnings: readonly Warning[];
}

/** A chart or picture as it is drawn. */
export interface ShownChart {
  /** `Figure 2 (share)`. */
  readonly place: string;
  /** Name of its spec, or of its picture. */
  readonly name: string;
  /** Alternative text, generated or the author's. */
  readonly alt: string;
  /** The data drawn, as CSV; absent if none are attached. */
  readonly csv?: string | undefined;
  /** Points. */
  readonly size: string;
  /** The words in it, in the order in which they are drawn. */
  readonly words: readonly string[];
  /** SHA-256 of everything that is drawn. */
  readonly digest: string;
}
