import type { PageNumberStyle } from "../document/page-numbering.ts";
import { schemaValidator, type Validate } from "../../json/json-schema.ts";
import schema from "../../../../templates/template.schema.json" with { type: "json" };
import type { pageSizes } from "./files/page-size.ts";
import type { Delimiter } from "./dataset-reading.ts";
import type { OwnFamily, OwnFonts } from "../../ports.ts";
import type { Conformance } from "../../xml/conformance.ts";
import type { ColumnType, LocalizedText, NumberingSettings, PageSettings, Template } from "./template.ts";
import type { CoverLook, Theme } from "./theme.ts";

/** The content of template.yaml, as in the published schema `templates/template.schema.json`. */
export interface TemplateYaml {
  readonly title: string | LocalizedText;
  readonly description?: string | LocalizedText;
  readonly kicker?: string | LocalizedText;
  readonly publication?: string | LocalizedText;
  readonly header?: string | LocalizedText;
  readonly footer?: string | LocalizedText;
  readonly folio?: string | LocalizedText;
  readonly watermark?: string | LocalizedText;
  readonly currency?: string;
  readonly math?: boolean;
  readonly languages?: readonly string[];
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly datasets?: Readonly<Record<string, DatasetYaml | null>>;
  readonly date: string;
  readonly dateline?: false | (Partial<Record<DatelineText, string | LocalizedText>> & { readonly date?: boolean });
  readonly conformance?: Conformance;
  readonly lineage?: "attach" | "none";
  readonly page?: {
    readonly size?:
      | keyof typeof pageSizes
      | { readonly width: number; readonly height: number }
      | readonly [width: number, height: number];
    readonly margins?: Partial<PageSettings["margins"]>;
    readonly orientation?: "portrait" | "landscape";
    readonly footnotes?: PageSettings["footnotes"];
    readonly figures?: PageSettings["figures"];
    readonly cover?: boolean;
    readonly numbers?: PageNumberStyle;
    readonly start?: number;
  };
  readonly numbering?: NumberingSettings;
  readonly theme?: string | ThemeYaml;
  readonly warnings?: Template["warnings"];
}

/** The texts of a dateline, in their order. */
export const datelineTexts = ["edition", "author", "addressee"] as const;
export type DatelineText = (typeof datelineTexts)[number];

/** A theme's file, or the theme's part of template.yaml. */
export interface ThemeYaml extends Partial<Omit<Theme, "sizes" | "logo" | "cover" | "fonts">> {
  /** Name of a shipped theme, or path of a theme's file or folder. */
  readonly base?: string;
  readonly sizes?: Partial<Theme["sizes"]>;
  /** Paths of font files: one for all cuts, or one for each. */
  readonly fonts?: Readonly<Partial<Record<keyof OwnFonts, string | OwnFamily>>>;
  /** Path of an SVG or PNG file. */
  readonly logo?: string;
  readonly cover?: CoverYaml;
}

export interface CoverYaml extends Omit<CoverLook, "image"> {
  /** Path of an image. */
  readonly image?: string;
  readonly focus?: string;
}

export interface CheckYaml {
  readonly severity?: "error" | "warning";
  readonly types?: Readonly<Record<string, ColumnType>>;
  readonly required?: readonly string[];
  readonly unique?: readonly string[];
  readonly range?: Readonly<Record<string, { readonly from?: string | number; readonly to?: string | number }>>;
  readonly values?: Readonly<Record<string, readonly (string | number | boolean)[]>>;
  readonly rows?: { readonly from?: number; readonly to?: number };
}

export interface DatasetYaml {
  readonly default?: string;
  readonly file?: string;
  readonly encoding?: string;
  readonly delimiter?: Delimiter;
  readonly header?: boolean;
  readonly sheet?: string;
  readonly range?: string;
  readonly columns?: Readonly<Record<string, ColumnType>>;
  readonly checks?: readonly CheckYaml[];
  readonly freshness?: string | { readonly within: string; readonly severity?: "error" | "warning" };
}

/** Checks a parsed template.yaml against the published schema. */
export const validateTemplateYaml: Validate = schemaValidator(schema);

/** Checks a parsed theme file against the theme's part of the published schema. */
export const validateThemeYaml: Validate = schemaValidator({ ...schema.$defs.theme, $defs: schema.$defs });
