import { readsFromRight } from "../text/reads-from-right.ts";
import type { Block } from "../../document/document.ts";
import { asideOf } from "../aside-of.ts";
import type { Area, LayoutContext } from "../layout-context.ts";
import { coverContext, coversPage, setGround } from "./cover-ground.ts";
import { noteHeight } from "../pages/note-area.ts";
import { setBlocks } from "./set-blocks.ts";
import { setFootnotes } from "./set-footnotes.ts";
import { lineSlices, setText } from "../text/set-text.ts";
import { slice, type Material, type Slice } from "../slice.ts";
import { materialSlices, stackHeight } from "../stack-slices.ts";

/** Share of the page above a cover's title. */
const drop = 0.24;
/** The same on a cover with a picture, and the space between it and the title, in lines of text. */
const pictureShare = 0.6;
const underPicture = 2;
/** Factors for the size of the title: the first at which everything fits on the cover is used. */
const sizes = [1.3, 1, 0.75, 0.55];

/** The blocks for a cover: kicker, title and standfirst, if the report begins with them. */
export function coverBlocks({ page, document: { blocks } }: LayoutContext): readonly Block[] {
  if (page.cover !== true) return [];
  const end = blocks.findIndex(
    (block) =>
      !(block.type === "heading" && block.level === 1) && !(block.type === "paragraph" && block.role !== undefined),
  );
  return blocks.slice(0, end < 0 ? blocks.length : end);
}

/**
 * A page with the report's title, made smaller if it is long, at its foot the publication and the date, above the
 * footnotes that the title cites.
 */
export function setCover(context: LayoutContext, blocks: readonly Block[], area: Area): Material[] {
  if (blocks.length === 0) return [];
  const covering = coversPage(context);
  const inked = coverContext(context);
  const { document, styles, theme, textHeight } = inked;
  const wide = context.grid.widthOf(10);
  const narrow = {
    ...area,
    left: readsFromRight(context.locale) ? area.left + area.width - wide : area.left,
    width: wide,
    floats: false,
  };
  const rule = slice({
    height: 6,
    boxes: [
      {
        kind: "line",
        means: "layout",
        x1: area.left,
        x2: area.left + area.width,
        y1: 0.5,
        y2: 0.5,
        color: theme.rule,
        width: 0.5,
      },
    ],
  });
  const setFoot = (part: LayoutContext): Slice[] => {
    const foot = [document.header.left, document.date ?? ""]
      .filter((words) => words !== "")
      .flatMap((text, index): Slice[] => {
        const style = index === 0 ? styles.keyLabel : styles.deck;
        const spans = [{ text, style: style.run, means: part.structure.add("P", area.parent) }];
        return lineSlices(
          part,
          setText(part, spans, { left: narrow.left, width: narrow.width, align: "left", hang: true }),
          style,
          { together: true },
        );
      });
    return foot.length === 0 ? [] : [rule, ...foot];
  };
  const room = (part: LayoutContext, above: readonly Slice[]): number =>
    Math.floor(
      textHeight -
        stackHeight([slice({ height: 0, boxes: [] }), ...above, ...setFoot(asideOf(part))]) -
        (above.at(-1)?.after ?? 0) -
        citedHeight(part, area),
    );
  const fits = (size: number): boolean => {
    const trial = enlarge(asideOf(inked), size);
    return room(trial, materialSlices(setBlocks(trial, blocks, narrow))) >= 0;
  };
  const upper = materialSlices(setBlocks(enlarge(inked, sizes.find(fits) ?? sizes.at(-1)!), blocks, narrow));
  const free = Math.max(0, room(context, upper));
  const share = theme.cover?.image !== undefined && covering ? pictureShare : drop;
  const space = Math.min(free, Math.round(textHeight * share));
  const cited = citedHeight(context, area);
  const ground = covering
    ? setGround(
        context,
        context.page.margins.top + space - underPicture * theme.leading,
        cited === 0 ? 0 : cited + context.page.margins.bottom,
      )
    : [];
  const top = slice({ height: space, boxes: ground });
  const filler = slice({ height: free - top.height, boxes: [] });
  return [{ kind: "slices", slices: [top, ...upper, filler, ...setFoot(inked)] }, { kind: "page-break" }];
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
