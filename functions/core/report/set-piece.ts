import type { Block, Document } from "./document/document.ts";
import type { LaidOutReport } from "./generate-report.ts";
import { layOutDocument } from "./layout/lay-out-document.ts";
import type { Box } from "./layout/page.ts";
import { moveBox } from "./layout/slice.ts";
import { pageGrid } from "./template/page-grid.ts";
import type { PageSettings } from "./template/template.ts";
import type { Theme } from "./template/theme.ts";

/** Letters reach as far above and below their baselines, shares of their size. */
const reach = { up: 0.95, down: 0.3 } as const;
/** No report is so high: a part is measured on one page. */
const endless = 200_000;

/** Boxes from a common top, and how high they are, points. */
export interface Piece {
  readonly boxes: readonly Box[];
  readonly height: number;
  /** How far the boxes reach beyond the width they were set for. */
  readonly over: number;
}

/** Sizes that a part is set in: of its largest words, and of the theme's others. */
export interface Sizes {
  readonly title?: number;
  readonly heading?: number;
  readonly label?: number;
  readonly caption?: number;
  /** Half the step that the lines of display words stand on. */
  readonly step: number;
}

/** What parts are set from. */
export type Report = Pick<LaidOutReport, "document" | "charts" | "locale" | "typesetter" | "template">;

/** Sets blocks one below another, and measures them. */
export async function setBlocks(report: Report, blocks: readonly Block[], width: number, sizes: Sizes): Promise<Piece> {
  if (blocks.length === 0) return { boxes: [], height: 0, over: 0 };
  const page = { width, margins: { top: 0, right: 0, bottom: 0, left: 0 } };
  const set = (await layOut(report, blocks, page, sizes)).flatMap((box): Box[] => {
    if (box.kind === "link" || box.kind === "destination" || (typeof box.means === "string" && box.means !== "layout"))
      return [];
    // The bar above a kicker is at the card's top.
    return box.kind === "rectangle" ? [] : [{ ...box, means: "layout" }];
  });
  const ends = set.map(extentOf);
  const top = Math.min(...ends.map((each) => each.top));
  return {
    boxes: set.map((box) => moveBox(box, 0, -top)),
    height: Math.max(...ends.map((each) => each.bottom)) - top,
    over: Math.max(...ends.map(({ left, right }) => Math.max(right - width, -left))),
  };
}

/** The boxes of blocks on a page of their own. */
export async function layOut(
  { document, charts, locale, typesetter, template }: Report,
  blocks: readonly Block[],
  { width, margins }: Pick<PageSettings, "width" | "margins">,
  { step, ...sizes }: Sizes,
): Promise<readonly Box[]> {
  const { cover: _, ...look } = template.theme;
  const theme: Theme = { ...look, sizes: { ...look.sizes, ...sizes }, leading: step * 2, align: "left" };
  const page: PageSettings = { width, height: endless, margins, footnotes: "page", figures: "here" };
  const { title, language } = document;
  const words: Document = {
    title,
    language,
    header: { left: "", right: "" },
    footer: "",
    folio: "",
    blocks,
    footnotes: [],
  };
  const { pages } = await layOutDocument(words, charts, {
    page,
    grid: pageGrid(page),
    theme,
    locale,
    measurer: typesetter,
    // The report has warned already.
    warn: () => {},
    limits: { pages: 1 },
  });
  return pages[0]!.boxes;
}

export interface Extent {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** How far a box reaches: of words, their letters. */
export function extentOf(box: Box): Extent {
  switch (box.kind) {
    case "text": {
      const size = Math.max(...box.runs.map((run) => run.size));
      return {
        left: Math.min(...box.runs.map(({ x }) => x)),
        right: Math.max(...box.runs.map(({ x, width }) => x + width)),
        top: box.y - size * reach.up,
        bottom: box.y + size * reach.down,
      };
    }
    case "line":
      return {
        left: Math.min(box.x1, box.x2),
        right: Math.max(box.x1, box.x2),
        top: Math.min(box.y1, box.y2),
        bottom: Math.max(box.y1, box.y2),
      };
    case "destination":
      return { left: box.x, right: box.x, top: box.y, bottom: box.y };
    default:
      return { left: box.x, right: box.x + box.width, top: box.y, bottom: box.y + box.height };
  }
}
