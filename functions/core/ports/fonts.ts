/* Files of fonts, and text measured and outlined in them. */

/** Font files of pinned packages. Synchronous because text is measured synchronously. */
export interface FontSource {
  /** @param file path below `node_modules/@expo-google-fonts/`, e.g. `inter/400Regular/Inter_400Regular.ttf`. */
  open(file: string): FontFile;
  /** The faces that a template's own families lack, by key (`serif-700-italic`). @default none */
  readonly standIns?: ReadonlyMap<string, StandIn>;
}

/** A face that a family lacks: text that asks for it looks like the text around it. */
export interface StandIn {
  readonly family: string;
  /** What the family lacks. */
  readonly lacks: "bold" | "italic" | "bold italic";
  /** The file that is used instead, in the template. */
  readonly path: string;
}

/**
 * A font file that is read in parts, so that only the used ones are in memory: a report draws a hundredth of ten
 * megabytes of Chinese outlines.
 */
export interface FontFile {
  /** As long as the file; parts not loaded yet are zero, or already correct. */
  readonly bytes: Uint8Array;
  /** Loads a part of the file into `bytes`. @param end offset after its last byte */
  load(start: number, end: number): void;
  /** SHA-256 of the whole file, lower-case hexadecimal. */
  digest(): string;
  /** Path in the template, for a template's own font. */
  readonly path?: string;
}

/** Cut of a family → path of its font file in the template. */
export type OwnFamily = { readonly regular: string } & Partial<
  Readonly<Record<"semibold" | "bold" | "italic" | "semibold-italic" | "bold-italic", string>>
>;

/** Families that a template sets in its own fonts. */
export type OwnFonts = Partial<Readonly<Record<"serif" | "sans" | "mono", OwnFamily>>>;

export type FontFamily = "serif" | "sans" | "mono" | "han";

export interface TextStyle {
  readonly family: FontFamily;
  readonly weight: 400 | 600 | 700;
  readonly italic?: boolean;
  /** Points. */
  readonly size: number;
  /** OpenType features on top of the defaults (kern, liga), e.g. `["tnum"]`. */
  readonly features?: readonly string[];
  /** Extra advance after every glyph, points. @default 0 */
  readonly letterSpacing?: number;
}

/** A piece of text that one font face covers, in logical order. */
export interface FaceRun {
  /** The text to draw, with missing characters already replaced. */
  readonly text: string;
  /** Key of the font face, understood by the PDF writer. */
  readonly face: string;
  /** Points. */
  readonly width: number;
  /** The replaced characters, if the run consists only of their replacements. */
  readonly original?: string;
}

export interface FaceMetrics {
  /** Points above the baseline. */
  readonly ascent: number;
  /** Points below the baseline, positive. */
  readonly descent: number;
  readonly capHeight: number;
  readonly xHeight: number;
}

/** A text set on one line, with per-character fallback. */
export interface MeasuredText {
  /** Points: the sum of the runs' widths. */
  readonly width: number;
  readonly runs: readonly FaceRun[];
}

/** Font metrics for layout and charts: implemented by the PDF stage over the fonts it embeds. */
export interface TextMeasurer {
  /** Width in points of `text` set on one line, with per-character fallback. */
  measure(text: string, style: TextStyle): number;
  /** Splits `text` where the face changes; the widths add up to `measure`. */
  runs(text: string, style: TextStyle): readonly FaceRun[];
  /** Both, for many texts of one style. */
  words(style: TextStyle): (text: string) => MeasuredText;
  /** Metrics of the style's first face. */
  metrics(style: TextStyle): FaceMetrics;
}

/** A step of an outline, named like the canvas's methods. */
export interface OutlineStep {
  readonly command: "moveTo" | "lineTo" | "quadraticCurveTo" | "bezierCurveTo" | "closePath";
  /** Coordinates in points, y downwards. */
  readonly args: readonly number[];
}

/**
 * Makes a font of some characters of another, with all glyphs into which its substitutions may turn them and what
 * places these. The same input gives the same bytes.
 *
 * @param font a TrueType or OpenType file
 */
export type SubsetFont = (
  font: Uint8Array,
  wanted: {
    /** Code points; those that the font lacks are left out. */
    readonly characters: readonly number[];
    /** OpenType features to keep beside the usual ones, and usual ones to leave out. */
    readonly added: readonly string[];
    readonly removed: readonly string[];
  },
) => Promise<Uint8Array>;

/** The shapes of text, for placing text by its ink: implemented by the PDF stage over the fonts it embeds. */
export interface TextOutliner {
  /**
   * The outlines of `text` set on one line, about the start of its baseline, to be filled by the
   * nonzero rule, and its width in points.
   *
   * @param font CSS font shorthand as a canvas has it; px are points
   */
  outline(text: string, font: string): { readonly steps: readonly OutlineStep[]; readonly width: number };
}
