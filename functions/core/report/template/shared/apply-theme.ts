import { BroadsheetError } from "../../../errors.ts";
import type { ObjectStore } from "../../../ports.ts";
import { openTemplate } from "../open-template.ts";
import { storedFiles } from "../stored-files.ts";
import { placeOfBase } from "../theme/place-of-base.ts";
import type { TakenTheme, TemplateFiles } from "../template.ts";
import { openTheme } from "./open-theme.ts";
import { withTheme } from "./take-theme.ts";

/** Fewest digits of a version that are written to a template. */
const digits = 12;

/**
 * The files of a template's current version with the current version of the theme that it takes. If template.yaml names
 * a version of the theme, it names the new one.
 *
 * @throws BroadsheetError `not-found` for an unknown template or theme; `conflict` if the template takes no such theme
 */
export async function applyTheme(store: ObjectStore, theme: string, template: string): Promise<TemplateFiles> {
  const [opened, { version, files }] = await Promise.all([
    openTemplate(store, { name: template }),
    openTheme(store, { name: theme }),
  ]);
  const { taken } = opened;
  if (taken?.name !== theme)
    throw new BroadsheetError("conflict", {
      code: "theme-not-used",
      message: `the current version of "${template}" does not take the theme "${theme}"`,
      where: { pointer: "/template" },
      seen: taken === undefined ? null : `${taken.name}@${taken.version}`,
      hint: `GET /themes/${theme}/uses lists the templates that do`,
    });
  return withTheme(naming(storedFiles(opened), taken, version), theme, files);
}

/** The files, whose template.yaml names this version if it named one. */
function naming(files: TemplateFiles, { name, version: before }: TakenTheme, version: string): TemplateFiles {
  const yaml = files.get("template.yaml");
  if (yaml === undefined || before === "current" || version.startsWith(before)) return files;
  const lines = new TextDecoder().decode(yaml).split("\n");
  const first = (placeOfBase(files).line ?? 1) - 1;
  const line = lines.findIndex((text, index) => index >= first && text.includes(`${name}@${before}`));
  const after = `${name}@${version.slice(0, Math.max(digits, before.length))}`;
  const changed = lines.map((text, index) => (index === line ? text.replace(`${name}@${before}`, after) : text));
  return new Map(files).set("template.yaml", new TextEncoder().encode(changed.join("\n")));
}
