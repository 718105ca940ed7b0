import type { Captioned, Inline } from "../../document/document.ts";
import { readsFromRight } from "../text/reads-from-right.ts";
import { flattenInlines } from "../text/flatten-inlines.ts";
import type { Span } from "../text/span.ts";
import type { Area, LayoutContext } from "../layout-context.ts";
import { printedLabel } from "../printed-label.ts";
import { lineSlices, setText } from "../text/set-text.ts";
import { slice, type FlowBox, type Slice } from "../slice.ts";
import type { LineStyle } from "../styles.ts";

/** Width of the bar over a caption's beginning, points. */
const barWidth = 24;

/**
 * The caption above a figure or table: the accent rule, its number, the title that makes the claim, and the deck with
 * measure, unit and period, all in a Caption element. A table without a title is not counted and has no caption.
 *
 * @param legend what a table's marks mean, below its deck
 * @param word `Figure` or `Table` in the report's language
 * @param element the Figure or Table element
 */
export function setCaption(
  context: LayoutContext,
  block: Captioned,
  word: string,
  area: Area,
  element: number,
  legend: readonly Inline[] = [],
): Slice[] {
  const { theme, styles, structure, locale } = context;
  const destination: FlowBox = { kind: "destination", name: block.id, x: area.left, y: -theme.leading / 2 };
  const bare = block.number === 0 && block.title.length === 0 && block.deck.length === 0;
  if (bare && legend.length === 0) return [slice({ height: 0, boxes: [destination] }, { before: theme.leading })];
  const rule = slice(
    bare ? { height: 0, boxes: [destination] } : { height: 7, boxes: [destination, ...accentRule(context, area)] },
    { before: theme.leading },
  );
  const caption = structure.add("Caption", element);
  const line = (inlines: Captioned["title"], style: LineStyle, before: number, lead: readonly Span[] = []): Slice[] => {
    if (inlines.length === 0 && lead.length === 0) return [];
    const means = structure.add("P", caption);
    const spans = [...lead.map((span) => ({ ...span, means })), ...flattenInlines(context, inlines, style.run, means)];
    const lines = setText(context, spans, {
      left: area.left,
      width: area.width,
      align: "left",
      balance: true,
      hang: true,
    });
    return lineSlices(context, lines, style, { together: true, before });
  };
  const label: Span = {
    text: printedLabel({ locale }, block, word),
    style: styles.figureLabel.run,
    means: caption,
  };
  const slices = [
    rule,
    ...(block.number === 0 ? [] : line([], styles.figureLabel, 0, [label])),
    ...line(block.title, styles.figureTitle, 1),
    ...line(block.deck, styles.deck, 2),
    ...line(legend, styles.source, 2),
  ];
  return slices.map((part, index) => (index === 0 ? part : { ...part, keep: true }));
}

/** The rule above a caption, with a bar over its beginning. */
function accentRule({ theme, locale }: LayoutContext, area: Area): FlowBox[] {
  return [
    {
      kind: "line",
      means: "layout",
      x1: area.left,
      x2: area.left + area.width,
      y1: 0.5,
      y2: 0.5,
      color: theme.accent,
      width: 0.75,
    },
    {
      kind: "rectangle",
      means: "layout",
      x: readsFromRight(locale) ? area.left + area.width - barWidth : area.left,
      y: 0,
      width: barWidth,
      height: 3,
      fill: theme.accent,
    },
  ];
}

/**
 * The lines below a figure or table: source and note, each as its own paragraph.
 *
 * @param align as a small picture above them is
 */
export function setSource(
  context: LayoutContext,
  block: Captioned,
  area: Area,
  align: "left" | "center" | "right" = "left",
): Slice[] {
  const { locale, styles, structure } = context;
  const line = (word: string, inlines: Captioned["source"], before: number): Slice[] => {
    if (inlines.length === 0) return [];
    const means = structure.add("P", area.parent);
    const lead: Span = { text: `${word}${locale.words.colon}`, style: styles.source.run, means };
    const spans = [lead, ...flattenInlines(context, inlines, styles.source.run, means)];
    return lineSlices(
      context,
      setText(context, spans, { left: area.left, width: area.width, align, hang: true }),
      styles.source,
      { together: true, before },
    );
  };
  const slices = [
    ...line(locale.words.source, block.source, 4),
    ...line(locale.words.note, block.note, block.source.length > 0 ? 0 : 4),
  ];
  return slices.map((part) => ({ ...part, keep: true }));
}
