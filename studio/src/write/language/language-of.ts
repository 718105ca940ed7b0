import { json } from "@codemirror/lang-json";
import { liquid } from "@codemirror/lang-liquid";
import { sql } from "@codemirror/lang-sql";
import { yaml } from "@codemirror/lang-yaml";
import type { LanguageSupport } from "@codemirror/language";
import { kindOf } from "../files/kind-of.ts";
import { duckdbDialect } from "./duckdb-dialect.ts";
import { reportLanguage } from "./report-language.ts";

/** The language of a template's file; none for plain text. Charts hold Liquid inside their JSON. */
export function languageOf(path: string): LanguageSupport | undefined {
  switch (kindOf(path)) {
    case "text":
      return reportLanguage();
    case "query":
      return sql({ dialect: duckdbDialect });
    case "yaml":
      return yaml();
    case "chart":
      return liquid({ base: json() });
    case "json":
      return json();
    default:
      return undefined;
  }
}
