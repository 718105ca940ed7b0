import { readsFromRight } from "../text/reads-from-right.ts";
import type { Block, Paragraph } from "../../document/document.ts";
import { asideOf } from "../aside-of.ts";
import type { Area, LayoutContext } from "../layout-context.ts";
import { coverContext, coversPage, setGround } from "./cover-ground.ts";
import { noteHeight } from "../pages/note-area.ts";
import { setBlocks } from "./set-blocks.ts";
import { setFootnotes } from "./set-footnotes.ts";
import { setParagraph } from "./set-paragraph.ts";
import { lineSlices, setText } from "../text/set-text.ts";
import { slice, type FlowBox, type Material, type Slice } from "../slice.ts";
import { materialSlices, stackHeight } from "../stack-slices.ts";

/** Share of the page above a cover's title. */
const drop = 0.24;
/** The same on a cover with a picture, and the space between it and the title, in lines of text. */
const pictureShare = 0.6;
const underPicture = 2;
/** Factors for the size of the title: the first at which everything fits on the cover is used. */
const sizes = [1.3, 1, 0.75, 0.55];

/** The blocks for a cover: kicker, title, standfirst and dateline, if the report begins with them. */
export function coverBlocks({ page, document: { blocks } }: LayoutContext): readonly Block[] {
  if (page.cover !== true) return [];
  const end = blocks.findIndex(
    (block) =>
      !(block.type === "heading" && block.level === 1) && !(block.type === "paragraph" && block.role !== undefined),
  );
  return blocks.slice(0, end < 0 ? blocks.length : end);
}

/**
 * A page with the report's title, made smaller if it is long, at its foot the publication and the dateline, above the
 * footnotes that the title cites.
 */
export function setCover(context: LayoutContext, all: readonly Block[], area: Area): Material[] {
  if (all.length === 0) return [];
  const blocks = all.filter((block) => !isDateline(block));
  const dateline = all.find(isDateline);
  const covering = coversPage(context);
  const inked = coverContext(context);
  const { theme, textHeight } = inked;
  const wide = context.grid.widthOf(10);
  const narrow = {
    ...area,
    left: readsFromRight(context.locale) ? area.left + area.width - wide : area.left,
    width: wide,
    floats: false,
  };
  const fits = (size: number): boolean => {
    const trial = enlarge(asideOf(inked), size);
    return roomUnder(trial, materialSlices(setBlocks(trial, blocks, narrow)), dateline, area, narrow) >= 0;
  };
  const upper = materialSlices(setBlocks(enlarge(inked, sizes.find(fits) ?? sizes.at(-1)!), blocks, narrow));
  const free = Math.max(0, roomUnder(inked, upper, dateline, area, narrow));
  const share = theme.cover?.image !== undefined && covering ? pictureShare : drop;
  const space = Math.min(free, Math.round(textHeight * share));
  const ground = covering ? coverGround(context, space, citedHeight(context, area)) : [];
  const top = slice({ height: space, boxes: ground });
  const filler = slice({ height: free - top.height, boxes: [] });
  return [
    { kind: "slices", slices: [top, ...upper, filler, ...setFoot(inked, dateline, area, narrow)] },
    { kind: "page-break" },
  ];
}

/** The ground behind a cover. @param space above its title @param cited height of its footnotes, points */
function coverGround(context: LayoutContext, space: number, cited: number): FlowBox[] {
  const { margins } = context.page;
  return setGround(
    context,
    margins.top + space - underPicture * context.theme.leading,
    cited === 0 ? 0 : cited + margins.bottom,
  );
}

/** What a cover leaves free under its title, above the foot and the footnotes, points. */
function roomUnder(
  context: LayoutContext,
  above: readonly Slice[],
  dateline: Paragraph | undefined,
  area: Area,
  narrow: Area,
): number {
  return Math.floor(
    context.textHeight -
      stackHeight([slice({ height: 0, boxes: [] }), ...above, ...setFoot(asideOf(context), dateline, area, narrow)]) -
      (above.at(-1)?.after ?? 0) -
      citedHeight(context, area),
  );
}

function isDateline(block: Block): block is Paragraph {
  return block.type === "paragraph" && block.role === "dateline";
}

/** The publication and the dateline under a rule as wide as the page's text. */
function setFoot(context: LayoutContext, dateline: Paragraph | undefined, area: Area, narrow: Area): Slice[] {
  const published = setPublication(context, area, narrow);
  const foot = dateline === undefined ? published : [...published, ...setParagraph(context, dateline, narrow)];
  if (foot.length === 0) return [];
  const rule: FlowBox = {
    kind: "line",
    means: "layout",
    x1: area.left,
    x2: area.left + area.width,
    y1: 0.5,
    y2: 0.5,
    color: context.theme.rule,
    width: 0.5,
  };
  return [slice({ height: 6, boxes: [rule] }), ...foot];
}

function setPublication(context: LayoutContext, area: Area, narrow: Area): Slice[] {
  const { document, styles, structure } = context;
  const text = document.header.left;
  if (text === "") return [];
  const spans = [{ text, style: styles.keyLabel.run, means: structure.add("P", area.parent) }];
  const frame = { left: narrow.left, width: narrow.width, align: "left", hang: true } as const;
  return lineSlices(context, setText(context, spans, frame), styles.keyLabel, { together: true });
}

/** Height of the footnotes cited so far, which are on the cover. Adds nothing to the structure. */
function citedHeight(context: LayoutContext, { left, width }: Area): number {
  if (context.page.footnotes === "end" || context.references.size === 0) return 0;
  return noteHeight([...setFootnotes(asideOf(context), left, width).values()].flat());
}

/** The context with a title of `size` times its size. */
function enlarge(context: LayoutContext, size: number): LayoutContext {
  const [title, ...lower] = context.styles.headings;
  const { run, leading } = title as (typeof context.styles.headings)[number];
  const headline = {
    run: { ...run, text: { ...run.text, size: run.text.size * size } },
    leading: Math.round(leading * size),
  };
  return { ...context, styles: { ...context.styles, headings: [headline, ...lower] } };
}
