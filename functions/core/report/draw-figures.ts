import { blocksOf } from "./document/blocks-of.ts";
import type { LaidOutReport } from "./generate-report.ts";
import type { ChartBox, Layout, Page } from "./layout/page.ts";
import { writePdf } from "./pdf/write-pdf.ts";

/** A figure or picture of a report, as its page shows it. */
export interface DrawnFigure {
  /** A PNG file. */
  readonly png: Uint8Array;
  /** Points. */
  readonly size: { readonly width: number; readonly height: number };
}

/** Draws every page of a PDF as PNG. @param scale pixels per point */
export type DrawPages = (pdf: Uint8Array, scale: number) => Promise<readonly Uint8Array[]>;

/** Pixels of a point: 144 in an inch. */
const scale = 2;

/**
 * Draws figures and pictures as PNG: each is set alone on a page of its size, on the theme's paper, and the page is
 * drawn as a PDF's page is. The same report gives the same bytes.
 *
 * @param wanted ids of figures and pictures
 * @throws TypeError if one of them is on no page
 */
export async function drawFigures(
  { document, charts, layout, typesetter, template: { theme }, locale }: LaidOutReport,
  wanted: readonly string[],
  drawPages: DrawPages,
): Promise<Map<string, DrawnFigure>> {
  if (wanted.length === 0) return new Map();
  const boxes = placesOf(layout);
  const pages = wanted.map((id): Page => {
    const box = boxes.get(id);
    if (box === undefined) throw new TypeError(`the figure "${id}" is on no page`);
    const { width, height } = box;
    const paper = { kind: "rectangle", means: "layout", x: 0, y: 0, width, height, fill: theme.paper } as const;
    return { width, height, boxes: [paper, { ...box, x: 0, y: 0, means: "layout" }] };
  });
  const { bytes } = await writePdf({ pages, structure: [{ index: 0, role: "Document" }], outline: [] }, charts, {
    typesetter,
    // Nobody reads this file: it is drawn at once.
    info: { title: document.title, reportId: "0".repeat(64), date: "2000-01-01", language: locale.tag, producer: "" },
    attachments: [],
    compressed: false,
    // The report has warned already.
    warn: () => {},
  });
  const drawn = await drawPages(bytes, scale);
  return new Map(
    wanted.map((id, index) => {
      const { width, height } = pages[index]!;
      return [id, { png: drawn[index]!, size: { width, height } }];
    }),
  );
}

/** Where figures and pictures are first placed, by id. */
export function placesOf({ pages }: Pick<Layout, "pages">): Map<string, ChartBox> {
  const places = new Map<string, ChartBox>();
  for (const { boxes } of pages)
    for (const box of boxes) if (box.kind === "chart" && !places.has(box.figure)) places.set(box.figure, box);
  return places;
}

/** The ids of a report's figures and pictures, in their order. */
export function drawnIds({ document }: Pick<LaidOutReport, "document">): string[] {
  return [...blocksOf(document)].flatMap((block) =>
    block.type === "figure" || block.type === "picture" ? [block.id] : [],
  );
}
