import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { shippedTemplates } from "../templates/lay-out-shipped.ts";

interface PageSheet {
  readonly template: string;
  readonly language: string;
  readonly name: string;
}

/** The shipped templates in each of their languages, as `page-pictures.ts` shows them. */
export const pageSheets: readonly PageSheet[] = shippedTemplates.flatMap((template) => {
  const file = join(import.meta.dirname, "../../templates", template, "template.yaml");
  const { languages } = parse(readFileSync(file, "utf8")) as { readonly languages: readonly string[] };
  return languages.map((language) => ({ template, language, name: `${template}-${language}` }));
});
