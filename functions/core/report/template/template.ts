import type { FigurePlace } from "../document/document.ts";
import type { PageNumbering } from "../document/page-numbering.ts";
import type { WarningCode } from "../../warning-codes.ts";
import type { Conformance } from "../../xml/conformance.ts";
import type { DatasetCheck, FreshnessCheck } from "./dataset-checks.ts";
import type { DatasetReading } from "./dataset-reading.ts";
import type { Theme } from "./theme.ts";

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

/** What stands under the title and the standfirst. */
export interface Dateline {
  /** Whether it begins with the report's date. @default true */
  readonly date?: boolean;
  readonly edition?: LocalizedText;
  readonly author?: LocalizedText;
  readonly addressee?: LocalizedText;
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
