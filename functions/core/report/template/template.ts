import type { FigurePlace } from "../document/document.ts";
import type { PageNumbering } from "../document/page-numbering.ts";
import type { WarningCode } from "../../warning-codes.ts";
import type { Conformance } from "../../xml/conformance.ts";
import type { OwnFonts, TextStyle } from "../../ports.ts";
import type { DatasetCheck, FreshnessCheck } from "./dataset-checks.ts";
import type { DatasetReading } from "./dataset-reading.ts";
import type { OutlineSegment } from "../picture/svg/svg-path.ts";
import type { Matrix } from "../picture/svg/svg-transform.ts";

/** The files of a template: path inside its folder (`/`-separated) → content. */
export type TemplateFiles = ReadonlyMap<string, Uint8Array>;

/** The type of a column that a template needs in a dataset; `number` accepts integers. */
export type ColumnType = "text" | "integer" | "number" | "boolean" | "date" | "timestamp";

export interface DatasetDeclaration {
  readonly alias: string;
  /** Stored name used if the request names none. */
  readonly default?: string | undefined;
  /** Sample file inside the template (`data/x.csv`) that seeds the stored dataset `default`. */
  readonly file?: string | undefined;
  /** How to read `file`, if this cannot be detected. */
  readonly reading?: DatasetReading | undefined;
  /** Columns needed, with their types. */
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** What the data must be. @default nothing more */
  readonly checks?: readonly DatasetCheck[] | undefined;
  /** How fresh the data must be when a report is requested. @default however old */
  readonly freshness?: FreshnessCheck | undefined;
}

/** The source of a parameter's values. */
export interface ChoiceDeclaration {
  readonly parameter: string;
  /** A query that uses no parameters. */
  readonly query: string;
  /** Its column that holds the values. */
  readonly column: string;
  /** Its column with their labels, one for each language of the template. */
  readonly label?: LocalizedText;
  /** Column → the parameter whose value it must hold. */
  readonly where: Readonly<Record<string, string>>;
}

/** A text per language; a plain string in template.yaml applies to every language. */
export type LocalizedText = Readonly<Record<string, string>>;

/** What forms show of parameters, by the parameter's place among the values: `/weights/relief`. */
export type ParameterTexts = Readonly<
  Record<
    string,
    {
      readonly title?: LocalizedText;
      readonly description?: LocalizedText;
      /** Of the values of its `enum`. */ readonly labels?: Readonly<Record<string, LocalizedText>>;
    }
  >
>;

export interface PageSettings {
  /** Points. */
  readonly width: number;
  readonly height: number;
  /** Points. */
  readonly margins: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
  /** Where footnotes are printed. @default "page" */
  readonly footnotes: "page" | "end";
  /** Whether figures and short tables may move within their sections. @default "float" */
  readonly figures?: FigurePlace | undefined;
  /** Whether kicker, title and standfirst have their own page. @default false */
  readonly cover?: boolean;
  /** How pages are numbered from the first on. @default decimal from 1 */
  readonly numbering?: PageNumbering | undefined;
}

export interface NumberingSettings {
  /** Number of levels with numbered headings, from the chapters down. @default 0 */
  readonly headings?: number;
}

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

/** What stands under the title and the standfirst. */
export interface Dateline {
  /** Whether it begins with the report's date. @default true */
  readonly date?: boolean;
  readonly edition?: LocalizedText;
  readonly author?: LocalizedText;
  readonly addressee?: LocalizedText;
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

export type WarningPolicy = "ignore" | "warn" | "fail";

export interface TemplateText {
  /** Path inside the template. */
  readonly file: string;
  readonly text: string;
}

export interface ChartSpec extends TemplateText {
  readonly dialect: "vega-lite" | "vega";
  readonly spec: Readonly<Record<string, unknown>>;
}

/** A file of shapes for maps: TopoJSON or GeoJSON, not yet read. */
export interface GeometryFile {
  /** Path inside the template. */
  readonly file: string;
  readonly body: Uint8Array;
}

/** A theme that templates share, as a template's version holds it. */
export interface TakenTheme {
  readonly name: string;
  /** As template.yaml names it: the first digits of a version, or `current`. */
  readonly version: string;
  /** Where the version holds it: `themes/house/`. */
  readonly folder: string;
  /** SHA-256 of its files: its version. */
  readonly digest: string;
  /** Files that the template has from it: partials, images, shapes. */
  readonly shared: readonly string[];
  /** Files of the theme in whose place the template has its own. */
  readonly overridden: readonly string[];
  /** Its files of messages. */
  readonly messages: readonly string[];
}

/** The messages of a template's theme. */
export interface LentMessages {
  readonly keys: ReadonlySet<string>;
  /** Those in whose place the template has its own. */
  readonly overridden: readonly { readonly file: string; readonly key: string }[];
}

/** A template, loaded and checked. */
export interface Template {
  readonly name: string;
  /** SHA-256 of its files: sorted paths and contents. */
  readonly version: string;
  readonly title: LocalizedText;
  readonly description: LocalizedText;
  /** Line above the title on the first page. */
  readonly kicker: LocalizedText;
  /**
   * Running header, left. This and the next three may hold `{page}`, `{pages}`, `{title}`, `{date}` and `{chapter}`.
   */
  readonly publication: LocalizedText;
  /** Running header, right; empty: the title. */
  readonly header: LocalizedText;
  /** Footer line on the left. */
  readonly footer: LocalizedText;
  /** Footer line on the right; empty: the language's "Page {page} of {pages}". */
  readonly folio: LocalizedText;
  /** Words across every page, such as "Draft"; empty: none. */
  readonly watermark: LocalizedText;
  /** Whether `$` begins a formula. */
  readonly math: boolean;
  /** ISO 4217 code of amounts without their own. */
  readonly currency?: string | undefined;
  /** First one is the default. */
  readonly languages: readonly string[];
  /** JSON Schema (2020-12) of an object; its defaults are filled in by the request stage. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Texts of parameters by their place, a JSON pointer, where they differ by language or label values. */
  readonly parameterTexts: ParameterTexts;
  /** Parameters whose values come from the data. */
  readonly choices: readonly ChoiceDeclaration[];
  readonly datasets: readonly DatasetDeclaration[];
  /** Report date `YYYY-MM-DD` if the request gives none. */
  readonly date: string;
  /** False: none. @default the date */
  readonly dateline?: Dateline | false;
  /** The standards that its PDFs are written to. */
  readonly conformance: Conformance;
  /** Whether its PDFs say where their numbers come from, in a file attached to them. @default no */
  readonly lineage?: "attach";
  readonly page: PageSettings;
  readonly numbering?: NumberingSettings | undefined;
  readonly theme: Theme;
  /** Policy per warning code; absent: `warn`. */
  readonly warnings: Readonly<Partial<Record<WarningCode, WarningPolicy>>>;
  /** Query name → SQL. */
  readonly queries: ReadonlyMap<string, TemplateText>;
  /** Chart name → spec as written. */
  readonly charts: ReadonlyMap<string, ChartSpec>;
  /** Name that chart specs use → the shapes of `data/NAME.topojson`, `.geojson` or `.json`. */
  readonly geometry: ReadonlyMap<string, GeometryFile>;
  /** Language → key → string. */
  readonly messages: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Language → Markdown with Liquid. A language without its own text uses the first language's. */
  readonly texts: ReadonlyMap<string, TemplateText>;
  /** All files, for Liquid partials; with those that its theme shares. */
  readonly files: TemplateFiles;
  /** The files of its version. Absent if they are the same: it takes nothing from a shared theme. */
  readonly stored?: TemplateFiles;
  readonly taken?: TakenTheme;
  /** The messages of its theme; absent without one. */
  readonly lent?: LentMessages;
}
