import { createHash } from "node:crypto";
import type { Chart } from "../../chart/chart.ts";
import type { Document } from "../../document/document.ts";
import { allHeadings } from "../../document/all-headings.ts";
import type { Layout } from "../../layout/page.ts";
import { readsFromRight } from "../../layout/text/reads-from-right.ts";
import type { Locale } from "../../locale/locale.ts";
import type { PageSettings } from "../../template/template.ts";
import type { Theme } from "../../template/theme.ts";
import { element, join, type Markup } from "../markup.ts";
import type { DrawnPicture } from "../ooxml/drawn-picture.ts";
import type { OfficeChart } from "../ooxml/office-chart.ts";
import type { Part, Relationship } from "../ooxml/write-package.ts";
import { type PageFacts, pageFacts } from "../page-facts.ts";
import type { CustomerStyles } from "./customer-styles.ts";
import type { StyleName } from "./word-styles.ts";

/** What a text document is made from. */
export interface WordParts {
  readonly document: Document;
  readonly locale: Locale;
  readonly theme: Theme;
  readonly page: PageSettings;
  /** As in `LaidOutReport`. */
  readonly charts: ReadonlyMap<string, Chart>;
  readonly layout: Pick<Layout, "pages" | "numbering">;
  /** Styles that stand for those of the report. */
  readonly customer?: CustomerStyles | undefined;
  /** Id of a figure or picture → it as it is shown. */
  readonly pictures: ReadonlyMap<string, DrawnPicture>;
  /** Id of a figure → its chart, if Word draws it. @default none */
  readonly native?: ReadonlyMap<string, OfficeChart>;
}

/** A list's numbers or bullets. */
export interface WordList {
  readonly ordered: boolean;
  readonly start: number;
  /** From 0. */
  readonly level: number;
}

/** The same with what is noted while the document is written. */
export interface WordContext extends WordParts, PageFacts {
  readonly rightToLeft: boolean;
  /** Lists in their order; the number of each is its index + 1. */
  readonly lists: WordList[];
  /** Images by their paths. */
  readonly images: Map<string, Part>;
  /** Charts and the workbooks with their numbers. */
  readonly chartParts: Part[];
  /** Levels of the open headings: only those present count, so that none is skipped. */
  readonly levels: number[];
  /** Footnotes that are at the foot of a page, in the order of their marks. */
  readonly noted: { readonly index: number; readonly custom: boolean }[];
  /** What is counted: footnotes that number themselves, captions by their kind, and ids. */
  readonly counts: Map<string, number>;
}

/** Where something is written. */
export interface Setting {
  readonly context: WordContext;
  /** The relationships of the part. */
  readonly relations: Relations;
  /** Style of paragraphs. */
  readonly style: StyleName;
  /** Indentation, twentieths of a point. */
  readonly indent: number;
  /** Width of a line, twentieths of a point. */
  readonly width: number;
  /** Depth of lists. */
  readonly depth: number;
  /** Whether inside a box. */
  readonly boxed: boolean;
  /** Whether inside a footnote, which cannot have others. */
  readonly noted: boolean;
  /** What the next paragraph begins with: the mark of a list's item or of a note. */
  readonly waiting: { mark?: WaitingMark | undefined };
}

/** A list's own mark, or content before the words. */
export type WaitingMark = { readonly list: number; readonly level: number } | { readonly content: Markup };

/** The relationships of a part to others and to addresses. */
export class Relations {
  readonly list: Relationship[] = [];
  readonly #ids = new Map<string, string>();

  /** The id of the relationship to a target. */
  to(type: string, target: string, external = false): string {
    const key = `${type} ${target}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = `rId${this.list.length + 1}`;
    this.list.push({ id, type, target, ...(external && { external }) });
    this.#ids.set(key, id);
    return id;
  }
}

export function openWord(parts: WordParts): WordContext {
  return {
    ...parts,
    ...pageFacts(parts.document, parts.layout),
    rightToLeft: readsFromRight(parts.locale),
    lists: [],
    images: new Map(),
    chartParts: [],
    levels: [],
    noted: [],
    counts: new Map(),
  };
}

/** The next number of what is counted, from 1. */
export function count({ counts }: WordContext, kind: string): number {
  const next = (counts.get(kind) ?? 0) + 1;
  counts.set(kind, next);
  return next;
}

/**
 * The level of Word's headings that an author's level has: only those present count.
 *
 * @param level from 1 to 6
 */
export function wordLevel({ document }: Pick<WordContext, "document">, level: number): number {
  const present = new Set(allHeadings(document.blocks).map((heading) => heading.level));
  return [...present].filter((each) => each < level).length + 1;
}

/** The name of the bookmark of a block, of characters that Word allows; it is hidden in Word's list. */
export function bookmarkName(id: string): string {
  return `_b${createHash("sha256").update(id).digest("hex").slice(0, 16)}`;
}

/** A bookmark around content; without any, at a place. */
export function bookmark(context: WordContext, name: string, content?: Markup): Markup {
  const id = count(context, "bookmark");
  return join([
    element("w:bookmarkStart", { "w:id": id, "w:name": name }),
    ...(content === undefined ? [] : [content]),
    element("w:bookmarkEnd", { "w:id": id }),
  ]);
}

/** Twentieths of a point. */
export function twips(points: number): number {
  return Math.round(points * 20);
}
