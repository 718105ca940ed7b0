import { existsSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { BroadsheetError } from "../core/errors.ts";
import { isName } from "../core/names/name.ts";
import type { ThemeShelf } from "../core/report/template/shared/take-theme.ts";
import { templateFiles } from "../core/report/template/store/template-files.ts";
import { templateVersion } from "../core/report/template/store/template-version.ts";
import { themeRoots } from "../core/report/template/theme/theme-roots.ts";
import type { TemplateFiles } from "../core/report/template/template.ts";
import { readThemeFolder } from "./read-template-folder.ts";

/**
 * The shared themes of a template's folder: the folders of `themes/` beside it, then beside the folder around it, so
 * that `templates/report` finds `templates/themes/house` and `themes/house`.
 *
 * @param themes the folder of themes to use instead
 * @throws BroadsheetError `not-found` if that does not exist
 */
export function themesOfFolder(folder: string, themes?: string): ThemeShelf {
  if (themes !== undefined && !isFolder(themes))
    throw new BroadsheetError("not-found", {
      code: "folder-unreadable",
      message: `there is no folder ${themes}`,
      where: { name: "--themes" },
      seen: themes,
    });
  const parents = themeFoldersOf(folder, themes);
  return {
    async find({ name, version }) {
      for (const parent of parents) {
        const found = join(parent, name);
        if (!isThemeFolder(found)) continue;
        const files = filesOf(found);
        if (version === "current" || templateVersion(files).startsWith(version)) return files;
      }
      return undefined;
    },
    async list() {
      return parents.flatMap((parent) =>
        readdirSync(parent)
          .filter((name) => isName(name) && isThemeFolder(join(parent, name)))
          .sort()
          .map((name) => `${name}@${templateVersion(filesOf(join(parent, name))).slice(0, 12)}`),
      );
    },
  };
}

/**
 * The folders in which a template's folder finds shared themes, nearest first.
 *
 * @param themes the folder of themes to use instead
 */
export function themeFoldersOf(folder: string, themes?: string): readonly string[] {
  if (themes !== undefined) return [resolve(themes)];
  return [resolve(folder, "../themes"), resolve(folder, "../../themes")].filter(isFolder);
}

/** Looks on one shelf, then on another. */
export function eitherShelf(first: ThemeShelf, second: ThemeShelf): ThemeShelf {
  return {
    find: async (reference) => (await first.find(reference)) ?? (await second.find(reference)),
    list: async () => [...new Set([...(await first.list()), ...(await second.list())])],
  };
}

function filesOf(folder: string): TemplateFiles {
  return templateFiles(readThemeFolder(folder));
}

function isThemeFolder(folder: string): boolean {
  return themeRoots.some((file) => existsSync(join(folder, file)));
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
