import { compileSchema, type Validate } from "../json-schema.ts";
import schema from "../../../templates/template.schema.json" with { type: "json" };
import type { ColumnType, LocalizedText, PageSettings, Theme, WarningPolicy } from "./template.ts";

/** The content of template.yaml, as the published schema `templates/template.schema.json` allows it. */
export interface TemplateYaml {
  readonly title: string | LocalizedText;
  readonly description?: string | LocalizedText;
  readonly kicker?: string | LocalizedText;
  readonly publication?: string | LocalizedText;
  readonly footer?: string | LocalizedText;
  readonly languages?: readonly string[];
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly datasets?: Readonly<Record<string, DatasetYaml | null>>;
  readonly date: string;
  readonly page?: {
    readonly size?: "A4" | "Letter" | { readonly width: number; readonly height: number };
    readonly margins?: Partial<PageSettings["margins"]>;
    readonly footnotes?: PageSettings["footnotes"];
  };
  readonly theme?: Partial<Omit<Theme, "sizes">> & { readonly sizes?: Partial<Theme["sizes"]> };
  readonly warnings?: Readonly<Record<string, WarningPolicy>>;
}

export interface DatasetYaml {
  readonly default?: string;
  readonly file?: string;
  readonly columns?: Readonly<Record<string, ColumnType>>;
}

let validate: Validate | undefined;

/** Checks a parsed template.yaml against the published schema. */
export const validateTemplateYaml: Validate = (value) => {
  if (validate === undefined) {
    const compiled = compileSchema(schema);
    if ("faults" in compiled) throw new TypeError(`template.schema.json: ${JSON.stringify(compiled.faults)}`);
    validate = compiled.validate;
  }
  return validate(value);
};
