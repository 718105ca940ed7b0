import { contrastRatio } from "../../../contrast-ratio.ts";
import { textContrast, towards } from "../../layout/readable-color.ts";
import { themeStyles, type LineStyle } from "../../layout/styles.ts";
import type { Theme } from "../../template/theme.ts";

/** How a style is set. */
export interface NamedLook {
  /** The style of our pages that it follows. */
  readonly as: (styles: ReturnType<typeof themeStyles>) => LineStyle;
  /** Points before and after it. */
  readonly space?: readonly [before: number, after: number];
  readonly keepNext?: true;
  readonly outline?: number;
  readonly center?: true;
  /** A line below. */
  readonly rule?: true;
  /** Points. */
  readonly size?: number;
  readonly bold?: true;
  readonly muted?: true;
}

const heading = (level: number, before: number): NamedLook => ({
  as: ({ headings }) => headings[level - 1]!,
  space: [before, 4],
  keepNext: true,
  outline: level - 1,
});
const entry: NamedLook = { as: ({ contents }) => contents };
const cell: NamedLook = { as: (styles) => styles.cell };

/**
 * Every style of paragraphs: what a statement of the report is. Names without `Report` are Word's own, so that a
 * customer's styles of these names apply. The names are part of the form, by which a document is read back.
 */
export const paragraphStyles = {
  Normal: { as: ({ body }) => body, space: [0, 6] },
  "heading 1": heading(1, 0),
  "heading 2": heading(2, 18),
  "heading 3": heading(3, 12),
  "heading 4": heading(4, 8),
  "heading 5": heading(5, 8),
  "heading 6": heading(6, 8),
  "List Paragraph": { as: ({ body }) => body, space: [0, 3] },
  Quote: { as: ({ quote }) => quote, space: [0, 6] },
  "Intense Quote": { as: ({ pullQuote }) => pullQuote, space: [6, 6] },
  caption: { as: ({ figureTitle }) => figureTitle, space: [12, 3], keepNext: true },
  "footnote text": { as: ({ note }) => note, space: [0, 2] },
  header: { as: ({ furniture }) => furniture },
  footer: { as: ({ furniture }) => furniture },
  "TOC Heading": { as: ({ calloutTitle }) => calloutTitle, space: [6, 3], keepNext: true },
  "toc 1": entry,
  "toc 2": entry,
  "toc 3": entry,
  "toc 4": entry,
  "toc 5": entry,
  "toc 6": entry,
  "table of figures": entry,
  "Report kicker": { as: ({ kicker }) => kicker, space: [0, 3], keepNext: true },
  "Report standfirst": { as: ({ standfirst }) => standfirst, space: [0, 6] },
  "Report dateline": { as: ({ furniture }) => furniture, space: [0, 6] },
  "Report speaker": { as: ({ pullQuoteBy }) => pullQuoteBy, space: [0, 6] },
  "Report term": { as: ({ body }) => body, space: [3, 0], keepNext: true, bold: true },
  "Report meaning": { as: ({ body }) => body, space: [0, 3] },
  "Report code": { as: ({ code }) => code, space: [3, 6] },
  "Report formula": { as: ({ code }) => code, space: [3, 6], center: true },
  "Report box title": { as: ({ calloutTitle }) => calloutTitle, space: [6, 3], keepNext: true },
  "Report figure": { as: ({ furniture }) => furniture, space: [0, 3], keepNext: true },
  "Report deck": { as: ({ deck }) => deck, space: [0, 3], keepNext: true },
  "Report source": { as: ({ source }) => source, space: [0, 3] },
  "Report picture text": { as: ({ deck }) => deck, space: [0, 3] },
  "Report key value": { as: ({ keyValueSmall }) => keyValueSmall, keepNext: true },
  "Report key label": { as: ({ keyLabel }) => keyLabel },
  "Report key trend": { as: ({ keyNote }) => keyNote },
  "Report key standing": { as: ({ keyNote }) => keyNote },
  "Report key note": { as: ({ keyNote }) => keyNote },
  "Report watermark": { as: ({ furniture }) => furniture },
  "Report note number": { as: ({ note }) => note, keepNext: true },
  "Report rule": { as: ({ furniture }) => furniture, space: [3, 6], rule: true },
  "Report gap": { as: ({ furniture }) => furniture, size: 4 },
  "Report table heading": { as: ({ tableHead }) => tableHead, keepNext: true },
  "Report table text": cell,
  "Report table row heading": cell,
  "Report table group": { ...cell, bold: true, keepNext: true },
  "Report table subtotal": { ...cell, bold: true },
  "Report table total": { ...cell, bold: true },
  "Report table muted": { ...cell, muted: true },
  "Report table highlight": { ...cell, bold: true },
} as const satisfies Readonly<Record<string, NamedLook>>;

export type StyleName = keyof typeof paragraphStyles;

/** Styles of characters. */
export const characterStyles = [
  "footnote reference",
  "Hyperlink",
  "Report code characters",
  "Report formula characters",
  "Report caption number",
  "Report list number",
  "Report table mark",
  "Report mark comma",
] as const;

export type CharacterStyle = (typeof characterStyles)[number];

/** Styles of tables. */
export const tableStyles = ["Report table", "Report key figures"] as const;

export type TableStyle = (typeof tableStyles)[number];

/** The id of a style: Word's own for its own ones. */
export function styleId(name: StyleName | CharacterStyle | TableStyle): string {
  return name.replaceAll(/(?:^| )(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** A colour as legible on white as it is on the theme's paper. @param color `#rrggbb` */
export function inkOnWhite(color: string, { paper }: Pick<Theme, "paper">): string {
  const wanted = Math.min(textContrast, contrastRatio(color, paper));
  return towards(color, "#000000", (darker) => contrastRatio(darker, "#ffffff") >= wanted);
}

/** A colour as Word writes it. @param color `#rrggbb` */
export function hex(color: string): string {
  const match = /^#([0-9a-f]{6})$/i.exec(color);
  if (match === null) throw new TypeError(`"${color}" is no colour of the form #rrggbb`);
  return match[1]!.toUpperCase();
}
