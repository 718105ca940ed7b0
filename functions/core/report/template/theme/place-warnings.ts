import type { Warning, Where } from "../../../errors.ts";
import type { TemplateFiles } from "../template.ts";
import { takenFolder, themeNamedIn } from "./theme-reference.ts";
import { themeRoots } from "./theme-roots.ts";

/**
 * Warnings of a theme, each where its colour is written: in template.yaml, in the file of the theme that it builds on,
 * or in the shared theme that the version has taken in. A colour that is written nowhere, since it was chosen to suit
 * the others, stays with the theme as a whole.
 *
 * @param files of the template's version, or of a theme
 */
export function placeThemeWarnings(warnings: readonly Warning[], files: TemplateFiles): Warning[] {
  if (warnings.length === 0) return [];
  const reference = themeNamedIn(files);
  const roots = themeRoots.map((root) => `${reference === undefined ? "" : takenFolder(reference.name)}${root}`);
  const others = [...files.keys()].filter(
    (path) => /(^|\/)(theme\.yaml|_?brand\.yml)$/.test(path) && !path.startsWith("themes/"),
  );
  const texts = [...new Set(["template.yaml", ...roots, ...others])].flatMap((file) => {
    const body = files.get(file);
    return body === undefined ? [] : [{ file, lines: new TextDecoder().decode(body).split("\n") }];
  });
  const whole = texts.find(({ file }) => roots.includes(file))?.file;
  return warnings.map((warning): Warning => {
    const where = placeOf(warning, texts) ?? (whole === undefined ? warning.where : { file: whole });
    return where === undefined ? warning : { ...warning, where };
  });
}

function placeOf(
  { seen }: Warning,
  texts: readonly { readonly file: string; readonly lines: readonly string[] }[],
): Where | undefined {
  const colors = JSON.stringify(seen ?? "").match(/#[0-9a-f]{6}/giu) ?? [];
  for (const color of colors)
    for (const { file, lines } of texts) {
      const at = lines.findIndex((line) => line.toLowerCase().includes(color.toLowerCase()));
      if (at >= 0) return { file, line: at + 1 };
    }
  return undefined;
}
