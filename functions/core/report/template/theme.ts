import type { OwnFonts, TextStyle } from "../../ports.ts";
import type { OutlineSegment } from "../picture/svg/svg-path.ts";
import type { Matrix } from "../picture/svg/svg-transform.ts";

/** A shape of a logo, in the units of its view box. */
export interface LogoShape {
  readonly segments: readonly OutlineSegment[];
  readonly fill?: string;
  /** Whether a point is inside by the even-odd rule; absent: nonzero winding. */
  readonly evenOdd?: boolean;
  readonly stroke?: LogoLine & { readonly color: string };
  /** Of fill and stroke, 0 to 1. @default 1 */
  readonly opacity?: number;
}

/** How a line of a logo is drawn (SVG 2, 13.5), in the units of its view box. */
export interface LogoLine {
  readonly width: number;
  readonly cap: "butt" | "round" | "square";
  readonly join: "miter" | "round" | "bevel";
  /** Longest miter, as a multiple of the width; at least 1. */
  readonly miter: number;
  /** Lengths of dashes and gaps in turn; none: a whole line. */
  readonly dashes: readonly number[];
  /** Where in them the line begins; of a shape 0 or more. */
  readonly dashOffset: number;
  /**
   * The pen that draws it, where a transform stretches it: a circle of that width becomes this ellipse. `[a, b, c, d]`
   * as of a matrix, whose area is 1. Absent: a circle.
   */
  readonly pen?: readonly [a: number, b: number, c: number, d: number];
}

/** Words of a logo in one style, in the units of their text. */
export interface LogoWords {
  readonly words: string;
  /** Where they begin; absent: after the words before. */
  readonly x?: number | undefined;
  readonly y?: number | undefined;
  readonly dx: number;
  readonly dy: number;
  readonly anchor: "start" | "middle" | "end";
  readonly style: TextStyle;
  /** Key of the face that draws every character that it has: `devanagari-700`. The style draws the others. */
  readonly face: string;
  /** BCP 47 language of the other characters; the report's has no say in a logo. */
  readonly language: string;
  /** The theme's own fonts, if they are set in one of them. */
  readonly fonts?: OwnFonts;
  readonly fill?: LogoInk;
  readonly stroke?: LogoInk & LogoLine;
}

export interface LogoInk {
  readonly color: string;
  /** 0 to 1. */
  readonly opacity: number;
}

/** A text of a logo, which becomes shapes when fonts are at hand. */
export interface LogoText {
  /** How many shapes lie beneath it. */
  readonly above: number;
  /** From its units to those of the logo. */
  readonly matrix: Matrix;
  readonly pieces: readonly LogoWords[];
}

/** A logo as vectors or as a picture, with its width and height in its own units. */
export type Logo = { readonly width: number; readonly height: number } & (
  | {
      readonly shapes: readonly LogoShape[];
      /** Texts that are not outlined yet; absent: none. */
      readonly texts?: readonly LogoText[];
    }
  | {
      /** A PNG file in base64. */
      readonly png: string;
    }
);

/** The look of a cover that fills its whole page. */
export interface CoverLook {
  /** Colour behind the words. Absent: the paper. */
  readonly color?: string;
  /** Colour of the words. Absent: ink or white, whichever is more readable on the colour. */
  readonly ink?: string;
  /** Image above the words, from edge to edge: a file of the template. */
  readonly image?: { readonly path: string; readonly focus: { readonly x: number; readonly y: number } };
}

/** Colours are `#rrggbb`, sizes points. */
export interface Theme {
  readonly ink: string;
  /** Secondary text; at least 4.5:1 on paper. */
  readonly muted: string;
  readonly paper: string;
  readonly accent: string;
  /** Hairlines and gridlines. */
  readonly rule: string;
  /** Background of callouts and key figures. */
  readonly tint: string;
  /**
   * What changed for the better or the worse, met or missed its target; drawn closer to the ink if the background needs
   * it. `watch` is between them.
   */
  readonly good: string;
  readonly watch: string;
  readonly bad: string;
  /** What is more or less than zero, or than something else, whether that is good or not: the ends of `diverging`. */
  readonly above: string;
  readonly below: string;
  /** Qualitative chart colours, at most six, the accent first. */
  readonly palette: readonly string[];
  /** The same for more categories than `palette` has colours; absent in themes with a palette of their own. */
  readonly widePalette?: readonly string[];
  /** Sequential chart colours: from the one nearest to the paper to the one furthest from it. */
  readonly sequential: readonly string[];
  /** Diverging chart colours: from `below` to `above`, the middle nearest to the paper. */
  readonly diverging: readonly string[];
  readonly headline: "serif" | "sans";
  readonly body: "serif" | "sans";
  /** The five sizes: caption and footnote, label and table, body, heading, title. */
  readonly sizes: {
    readonly caption: number;
    readonly label: number;
    readonly body: number;
    readonly heading: number;
    readonly title: number;
  };
  /** Baseline grid step for body text. */
  readonly leading: number;
  readonly align: "justify" | "left";
  /** What separates the rows of tables: hairlines, or every other row on the tint. */
  readonly tables: "rules" | "stripes";
  /**
   * Digits in running text, if the face has both kinds: as high as capitals, or with ascenders and descenders. @default
   * "lining"
   */
  readonly numerals?: "lining" | "oldstyle";
  /** Pull quotes, set large. */
  readonly pullquote?: {
    /** Absent: the accent. */
    readonly color?: string;
    /** @default "left" */
    readonly align?: "left" | "center";
  };
  /** The colour of a page's watermark, #rrggbb. Absent: the ink, faint enough for text over it. */
  readonly watermark?: string;
  /** The look of a cover. Absent: ink on paper. */
  readonly cover?: CoverLook;
  /** Columns of text. */
  readonly columns?: {
    /** Gap between columns, points. @default 1.25 of the leading */
    readonly gap?: number;
    /** Whether a hairline separates them. @default false */
    readonly rule?: boolean;
  };
  /** Where the terms of definitions go; long ones are always above. @default "beside" */
  readonly definitions?: "beside" | "above";
  /** Families in the template's own fonts: cut → path in the template. */
  readonly fonts?: OwnFonts;
  /** At the top of the first page. */
  readonly logo?: Logo;
}
