import type { FontFamily, TextStyle } from "../../ports.ts";
import type { Theme } from "../template/theme.ts";

/** The appearance of a run of text. Objects are shared: two runs of one style have the same object. */
export interface RunStyle {
  readonly text: TextStyle;
  readonly color: string;
  /** Points above the baseline. */
  readonly rise?: number | undefined;
  readonly underline?: boolean;
  readonly strike?: boolean;
}

/** A style with the distance between its baselines, points. */
export interface LineStyle {
  readonly run: RunStyle;
  readonly leading: number;
}

/** Every style of a page, from the theme's five sizes. */
export interface Styles {
  readonly body: LineStyle;
  readonly kicker: LineStyle;
  readonly standfirst: LineStyle;
  /** By level, 1 to 6, at index level - 1. */
  readonly headings: readonly LineStyle[];
  readonly quote: LineStyle;
  readonly pullQuote: LineStyle;
  /** The speaker. */
  readonly pullQuoteBy: LineStyle;
  readonly code: LineStyle;
  readonly note: LineStyle;
  readonly calloutTitle: LineStyle;
  readonly figureLabel: LineStyle;
  readonly figureTitle: LineStyle;
  readonly deck: LineStyle;
  readonly source: LineStyle;
  readonly tableHead: LineStyle;
  readonly cell: LineStyle;
  readonly cellSmall: LineStyle;
  readonly keyValue: LineStyle;
  readonly keyValueSmall: LineStyle;
  readonly keyLabel: LineStyle;
  readonly keyNote: LineStyle;
  readonly contents: LineStyle;
  readonly furniture: LineStyle;
}

const tabular = ["tnum"];

/** Cells of a crowded table and its headings, as a share of the size of other cells. */
const dense = 0.88;
/** Smallest size of raised and lowered signs, points, unless the text around them is smaller. */
const leastRaised = 6;

function style(
  family: FontFamily,
  weight: TextStyle["weight"],
  size: number,
  color: string,
  leading: number,
  more: Partial<TextStyle> = {},
): LineStyle {
  return { run: { text: { family, weight, size, ...more }, color }, leading };
}

/** Builds the styles of a theme. Display lines sit on half steps of the body's leading. */
export function themeStyles(theme: Theme): Styles {
  const { sizes, leading } = theme;
  const half = leading / 2;
  const onGrid = (size: number, factor: number): number => Math.max(1, Math.round((size * factor) / half)) * half;
  const { headline, body } = theme;
  const small = Math.round(sizes.caption * 1.36 * 4) / 4;
  const label = Math.round(sizes.label * 1.36 * 4) / 4;
  const crowded = Math.round(sizes.label * dense * 4) / 4;
  const close = Math.round(crowded * 1.36 * 4) / 4;
  // Old-style digits; a face without them keeps its own.
  const prose: Partial<TextStyle> = theme.numerals === "oldstyle" ? { features: ["onum"] } : {};
  const subheading = style(headline, 700, sizes.body, theme.ink, leading);
  return {
    body: style(body, 400, sizes.body, theme.ink, leading, prose),
    kicker: style("sans", 600, sizes.label, theme.accent, leading, { letterSpacing: 0.2 }),
    standfirst: style(body, 400, sizes.heading, theme.muted, onGrid(sizes.heading, 1.34), prose),
    headings: [
      style(headline, 700, sizes.title, theme.ink, onGrid(sizes.title, 1.16)),
      style(headline, 700, sizes.heading, theme.ink, onGrid(sizes.heading, 1.25)),
      subheading,
      style("sans", 600, sizes.label, theme.ink, leading),
      style("sans", 600, sizes.label, theme.muted, leading),
      style("sans", 400, sizes.label, theme.muted, leading),
    ],
    quote: style(body, 400, sizes.body, theme.muted, leading, { ...prose, italic: true }),
    pullQuote: style(
      headline,
      600,
      sizes.heading,
      theme.pullquote?.color ?? theme.accent,
      onGrid(sizes.heading, 1.34),
      prose,
    ),
    pullQuoteBy: style("sans", 400, sizes.label, theme.muted, label),
    code: style("mono", 400, sizes.label, theme.ink, Math.max(label, leading - 2)),
    note: style(body, 400, sizes.caption, theme.ink, small, prose),
    calloutTitle: style("sans", 600, sizes.label, theme.accent, leading),
    figureLabel: style("sans", 600, sizes.caption, theme.accent, small),
    figureTitle: style("sans", 600, sizes.body, theme.ink, Math.round(sizes.body * 1.28 * 4) / 4),
    deck: style("sans", 400, sizes.label, theme.muted, label),
    source: style("sans", 400, sizes.caption, theme.muted, small),
    tableHead: style("sans", 600, crowded, theme.ink, close, { features: tabular }),
    cell: style("sans", 400, sizes.label, theme.ink, label, { features: tabular }),
    cellSmall: style("sans", 400, crowded, theme.ink, close, { features: tabular }),
    keyValue: style(headline, 600, sizes.title, theme.ink, onGrid(sizes.title, 1.2)),
    keyValueSmall: style(headline, 600, sizes.heading, theme.ink, onGrid(sizes.heading, 1.3)),
    keyLabel: style("sans", 600, sizes.label, theme.ink, label),
    keyNote: style("sans", 400, sizes.caption, theme.muted, small),
    contents: style("sans", 400, sizes.label, theme.ink, leading),
    furniture: style("sans", 400, sizes.caption, theme.muted, small),
  };
}

export type Variant =
  | "strong"
  | "emphasis"
  | "delete"
  | "superscript"
  | "subscript"
  | "smallcaps"
  | "code"
  | "link"
  | "plain"
  | "han"
  | `#${string}`;

/** A variant of a style, or that style in a colour, always the same object for the same style and variant. */
export function styleVariant(
  cache: Map<RunStyle, Map<Variant, RunStyle>>,
  style: RunStyle,
  variant: Variant,
): RunStyle {
  let variants = cache.get(style);
  if (variants === undefined) cache.set(style, (variants = new Map()));
  let made = variants.get(variant);
  if (made === undefined) variants.set(variant, (made = makeVariant(style, variant)));
  return made;
}

function makeVariant(style: RunStyle, variant: Variant): RunStyle {
  const { text } = style;
  switch (variant) {
    case "strong":
      return { ...style, text: { ...text, weight: text.weight === 400 ? (text.family === "sans" ? 600 : 700) : 700 } };
    case "emphasis":
      return { ...style, text: { ...text, italic: text.italic !== true } };
    case "delete":
      return { ...style, strike: true };
    case "superscript":
      return { ...style, rise: text.size * 0.34, text: { ...text, size: raisedSize(text.size) } };
    case "subscript":
      return { ...style, rise: -text.size * 0.14, text: { ...text, size: raisedSize(text.size) } };
    case "smallcaps":
      // A face without small capitals leaves the letters unchanged.
      return { ...style, text: { ...text, features: [...(text.features ?? []), "smcp"] } };
    case "code":
      return { ...style, text: { ...text, family: "mono", size: text.size * 0.92 } };
    case "han":
      return { ...style, text: { ...text, family: "han" } };
    case "link":
      return { ...style, underline: true };
    case "plain":
      return { text: style.text, color: style.color, rise: style.rise };
    default:
      return { ...style, color: variant };
  }
}

/** Size of a sign that is raised or lowered in a text of this size, points. */
function raisedSize(size: number): number {
  return Math.min(size, Math.max(leastRaised, size * 0.66));
}
