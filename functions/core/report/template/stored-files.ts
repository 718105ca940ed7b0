import type { Template, TemplateFiles } from "./template.ts";

/** The files of a template's version, as they were pushed; without those that its theme only lends it. */
export function storedFiles({ files, stored }: Pick<Template, "files" | "stored">): TemplateFiles {
  return stored ?? files;
}
