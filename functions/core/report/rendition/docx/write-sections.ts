import type { Block } from "../../document/document.ts";
import type { PageNumberStyle } from "../../document/page-numbering.ts";
import { element, join, type Markup, nothing } from "../markup.ts";
import { type Setting, twips } from "./word-context.ts";
import { bareParagraph } from "./write-paragraph.ts";
import { writeWordBlocks } from "./write-word-blocks.ts";

/** Pages of one kind. */
interface Section {
  readonly landscape?: boolean;
  readonly columns?: number;
  /** On the page of the one before. */
  readonly continuous?: boolean;
}

/** How the pages of a section are numbered. @property start absent: on from those of the one before */
interface Numbering {
  readonly style?: PageNumberStyle | undefined;
  readonly start?: number | undefined;
}

const numberFormats: Readonly<Record<PageNumberStyle, string>> = {
  decimal: "decimal",
  "lower-roman": "lowerRoman",
  "upper-roman": "upperRoman",
  "lower-alpha": "lowerLetter",
  "upper-alpha": "upperLetter",
};

/** A section that is written. */
interface Ended {
  readonly content: readonly Markup[];
  readonly properties: Markup;
}

/**
 * A report's blocks in sections: pages turned to landscape, text in columns and pages that are numbered anew are
 * sections of their own. As in the PDF, no page is empty: what begins a page waits until something is printed on it.
 *
 * @param furniture references to the running header and footer, which the first section has and all inherit
 * @param atEnd what follows the blocks, once they are written
 */
export function writeSections(
  setting: Setting,
  blocks: readonly Block[],
  furniture: Markup,
  atEnd: () => Markup,
): Markup {
  const pages = new Sections(setting, furniture);
  for (const block of blocks) {
    if (block.type === "landscape") pages.addOwn({ landscape: true }, block.children, {});
    else if (block.type === "text-columns")
      pages.addOwn({ columns: block.count, continuous: true }, block.children, { continuous: true });
    else if (block.type === "page-break" && block.numbering !== undefined) pages.number(block.numbering);
    else if (block.type === "page-break") pages.breakPage();
    else pages.add(writeWordBlocks(setting, [block]));
  }
  pages.add(atEnd());
  return pages.write();
}

/** Sections while they are filled, one after the other. */
class Sections {
  readonly #setting: Setting;
  readonly #ended: Ended[] = [];
  #section: Section = {};
  #content: Markup[] = [];
  /** Whether the next content begins a page. */
  #broken = false;
  // Word counts on from section to section, but each names its own style of numbers.
  #numbering: Numbering;
  /** What the first section has. */
  #furniture: Markup;

  constructor(setting: Setting, furniture: Markup) {
    this.#setting = setting;
    this.#furniture = furniture;
    this.#numbering = setting.context.page.numbering ?? {};
  }

  add(content: Markup): void {
    if (content.markup === "") return;
    if (this.#broken)
      this.#content.push(
        bareParagraph(this.#setting, "Report gap", element("w:r", {}, element("w:br", { "w:type": "page" }))),
      );
    this.#broken = false;
    this.#content.push(content);
  }

  /** Adds blocks as a section of their own. @param following the section after it */
  addOwn(section: Section, blocks: readonly Block[], following: Section): void {
    const written = writeWordBlocks({ ...this.#setting, width: lineWidth(this.#setting, section) }, blocks);
    if (written.markup === "" && section.continuous === true) return;
    const onward = section.continuous === true && !this.#broken && !this.#beginsPage();
    this.#next(onward ? section : { ...section, continuous: false });
    this.add(written);
    this.#next(following);
  }

  /** Begins a page, if anything is on the one before. */
  breakPage(): void {
    if (this.#content.length > 0) this.#broken = true;
    else this.#section = { ...this.#section, continuous: false };
  }

  /** Numbers the pages from here on anew. */
  number({ style, start }: Numbering): void {
    this.#next({});
    this.#numbering = { style: style ?? this.#numbering.style, start };
  }

  write(): Markup {
    // Word would print a section that holds nothing as an empty page.
    const last = this.#content.length === 0 ? this.#ended.pop() : undefined;
    const { content, properties } = last ?? this.#end();
    const before = this.#ended.flatMap((each) => [
      ...each.content,
      bareParagraph(this.#setting, "Report gap", nothing, { section: each.properties }),
    ]);
    return join([...before, ...content, properties]);
  }

  /** Whether an empty section waits that begins a page. */
  #beginsPage(): boolean {
    return this.#content.length === 0 && this.#section.continuous !== true;
  }

  /** Ends the section, if anything is in it. */
  #next(following: Section): void {
    if (this.#content.length > 0) this.#ended.push(this.#end());
    this.#section = following;
  }

  #end(): Ended {
    const { start } = this.#numbering;
    // Where the count begins anew, a page does.
    const continuous = this.#section.continuous === true && start === undefined;
    const section = { ...this.#section, continuous };
    const properties = sectionProperties(this.#setting, section, this.#numbering, this.#furniture);
    const ended: Ended = { content: this.#content, properties };
    this.#content = [];
    this.#broken = false;
    this.#furniture = nothing;
    this.#numbering = { ...this.#numbering, start: undefined };
    return ended;
  }
}

/** Between columns, twentieths of a point. */
const gap = 300;

/** Longest side of a page in Word, twentieths of a point: 22 inches. */
const longestSide = 31_680;

/** The side of a page, twentieths of a point. */
function side(points: number): number {
  return Math.min(longestSide, twips(points));
}

/** The width of a line in a section, twentieths of a point. */
export function lineWidth({ context }: Pick<Setting, "context">, { landscape, columns = 1 }: Section = {}): number {
  const { width, height, margins } = context.page;
  const room = side(landscape === true ? height : width) - twips(margins.left + margins.right);
  return Math.floor((room - gap * (columns - 1)) / columns);
}

/** Children are in the order of the schema (ECMA-376-1, 17.6.17). */
function sectionProperties(
  { context }: Setting,
  { landscape, columns = 1, continuous }: Section,
  { style, start }: Numbering,
  furniture: Markup,
): Markup {
  const { width, height, margins } = context.page;
  const [across, down] = landscape === true ? [height, width] : [width, height];
  return element(
    "w:sectPr",
    {},
    furniture,
    element("w:type", { "w:val": continuous === true ? "continuous" : "nextPage" }),
    element("w:pgSz", {
      "w:w": side(across),
      "w:h": side(down),
      "w:orient": landscape === true ? "landscape" : undefined,
    }),
    element("w:pgMar", {
      "w:top": twips(margins.top),
      "w:right": twips(margins.right),
      "w:bottom": twips(margins.bottom),
      "w:left": twips(margins.left),
      "w:header": twips(margins.top / 2),
      "w:footer": twips(margins.bottom / 2),
      "w:gutter": 0,
    }),
    style === undefined && start === undefined
      ? nothing
      : element("w:pgNumType", {
          "w:fmt": style === undefined ? undefined : numberFormats[style],
          "w:start": start,
        }),
    columns === 1 ? nothing : element("w:cols", { "w:num": columns, "w:space": gap }),
    context.rightToLeft ? element("w:bidi", {}) : nothing,
  );
}
