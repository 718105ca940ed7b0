import type { TextMeasurer } from "../../../ports.ts";
import type { Chart } from "../../chart/chart.ts";
import { blocksOf } from "../../document/blocks-of.ts";
import type { Document } from "../../document/document.ts";
import type { Layout } from "../../layout/page.ts";
import type { Locale } from "../../locale/locale.ts";
import type { Theme } from "../../template/theme.ts";
import { type PageFacts, pageFacts } from "../page-facts.ts";

/** How a figure is shown where it has little room. */
export type NarrowChart =
  /** Compiled anew, narrower. */
  | { readonly kind: "compiled"; readonly chart: Chart }
  /** As it is, and the reader scrolls: narrower, its plot would be crushed. */
  | { readonly kind: "scrolled" };

/** What a page of HTML is made from. */
export interface HtmlParts {
  readonly document: Document;
  readonly locale: Locale;
  readonly theme: Theme;
  /** As in `LaidOutReport`. */
  readonly charts: ReadonlyMap<string, Chart>;
  /** Figure id → what is shown where it has little room; absent: it is narrow already. */
  readonly narrow: ReadonlyMap<string, NarrowChart>;
  readonly layout: Pick<Layout, "pages" | "numbering">;
  readonly measurer: Pick<TextMeasurer, "measure" | "metrics">;
  /**
   * Query → the datasets that it reads, as the template calls them: numbers say where they come from, as far as the
   * document knows it. @default they say nothing
   */
  readonly sources?: ReadonlyMap<string, readonly string[]>;
}

/** The same with what is noted while the page is written. */
export interface HtmlContext extends HtmlParts, PageFacts {
  /** Begins every id that is not the document's own. */
  readonly prefix: string;
  /** Levels of the open headings: only those present count, so that none is skipped. */
  readonly levels: number[];
  /** Footnotes and marks that have been cited, by the ids of their citations. */
  readonly cited: Set<string>;
  /** Grounds of heat maps, each as `background text`; their classes are numbered. */
  readonly heats: Map<string, number>;
  /** Words about where numbers come from → the id of their place; absent: the page has none. */
  readonly origins?: Map<string, string>;
}

export function openContext(parts: HtmlParts): HtmlContext {
  const { document, layout } = parts;
  const ids = [...blocksOf(document)].flatMap((block) => ("id" in block ? [block.id] : []));
  let prefix = "r";
  while (ids.some((id) => id.startsWith(`${prefix}-`))) prefix += "r";
  return {
    ...parts,
    ...pageFacts(document, layout),
    prefix,
    levels: [],
    cited: new Set(),
    heats: new Map(),
    ...(parts.sources !== undefined && { origins: new Map<string, string>() }),
  };
}

/** An id of our own, which no block of the document has. */
export function ownId({ prefix }: HtmlContext, name: string): string {
  return `${prefix}-${name}`;
}

/** The address of an id on the same page. */
export function fragmentOf(id: string): string {
  return `#${/^[\w-]*$/.test(id) ? id : encodeURIComponent(id)}`;
}
