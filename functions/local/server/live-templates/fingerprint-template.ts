import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { themeNamedIn } from "../../../core/report/template/theme/theme-reference.ts";
import { themeFoldersOf } from "../../../seed/theme-folders.ts";
import { fingerprintFolder } from "./fingerprint-folder.ts";

/**
 * The same as `fingerprintFolder`, of a template's folder and of those that its shared theme may be in.
 *
 * @param themes as for `themeFoldersOf`
 */
export async function fingerprintTemplate(folder: string, themes?: string): Promise<string> {
  const own = await fingerprintFolder(folder);
  const yaml = await readFile(join(folder, "template.yaml")).catch(() => undefined);
  const theme = yaml && themeNamedIn(new Map([["template.yaml", new Uint8Array(yaml)]]));
  if (theme === undefined) return own;
  const parents = themeFoldersOf(folder, themes);
  const prints = await Promise.all(parents.map((parent) => fingerprintFolder(join(parent, theme.name))));
  return [own, ...prints].join("\n\n");
}
