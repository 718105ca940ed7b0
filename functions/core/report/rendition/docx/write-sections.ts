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

/**
 * A report's blocks in sections: pages turned to landscape, text in columns and pages that are numbered anew are
 * sections of their own.
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
  const { context } = setting;
  const pieces: Markup[] = [];
  let section: Section = {};
  // Word counts on from section to section, but each names its own style of numbers.
  let { style, start }: Numbering = context.page.numbering ?? {};
  let waiting: Markup[] = [];
  let first = furniture;
  const properties = (): Markup => {
    // Where the count begins anew, a page does.
    const continuous = section.continuous === true && start === undefined;
    const written = sectionProperties(setting, { ...section, continuous }, { style, start }, first);
    first = nothing;
    start = undefined;
    return written;
  };
  /** Ends the section, if anything is in it. */
  const next = (following: Section): void => {
    if (waiting.length > 0)
      pieces.push(...waiting, bareParagraph(setting, "Report gap", nothing, { section: properties() }));
    waiting = [];
    section = following;
  };
  for (const block of blocks) {
    if (block.type === "landscape") {
      next({ landscape: true });
      waiting.push(writeWordBlocks({ ...setting, width: lineWidth(setting, section) }, block.children));
      next({});
    } else if (block.type === "text-columns") {
      next({ columns: block.count, continuous: true });
      waiting.push(writeWordBlocks({ ...setting, width: lineWidth(setting, section) }, block.children));
      next({ continuous: true });
    } else if (block.type === "page-break" && block.numbering !== undefined) {
      next({});
      style = block.numbering.style ?? style;
      ({ start } = block.numbering);
    } else waiting.push(writeWordBlocks(setting, [block]));
  }
  return join([...pieces, ...waiting, atEnd(), properties()]);
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
