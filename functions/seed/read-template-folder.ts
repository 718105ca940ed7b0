import { type Dirent, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { BroadsheetError } from "../core/errors.ts";
import { themeRoots } from "../core/report/template/theme/theme-roots.ts";
import type { TemplateFiles } from "../core/report/template/template.ts";

/** Largest template, bytes. A larger folder is probably a home folder given by mistake. */
const sizeLimit = 64 * 1024 * 1024;
const fileLimit = 1000;

/**
 * Reads a template's folder from disk. Hidden files and folders, editors' backups (`x~`) and
 * `node_modules` are left out: they are not part of the template and would change its version.
 * Files are read one after the other: for small files on a local disk, Node's threads would take longer.
 *
 * @returns path inside the folder (`/`-separated) → content, sorted by path
 * @throws BroadsheetError `not-found` without a `template.yaml`, `limit-exceeded` beyond 64 MiB or 1000 files
 */
export function readTemplateFolder(folder: string): TemplateFiles {
  const paths = filesBelow(folder, "").sort();
  if (paths.includes("template.yaml")) return readFiles(folder, "template", paths);
  throw new BroadsheetError("not-found", {
    code: "not-a-template",
    message: `${folder} is not a template: it has no template.yaml`,
    where: { pointer: "/template" },
    seen: folder,
    hint: "`broadsheet new NAME` creates one, `broadsheet templates` lists the shipped ones",
  });
}

/**
 * Reads a theme's folder in the same way.
 *
 * @throws BroadsheetError `not-found` without a `theme.yaml` or `brand.yml`, `limit-exceeded`
 */
export function readThemeFolder(folder: string): TemplateFiles {
  const paths = filesBelow(folder, "").sort();
  if (themeRoots.some((root) => paths.includes(root))) return readFiles(folder, "theme", paths);
  throw new BroadsheetError("not-found", {
    code: "not-a-theme",
    message: `${folder} is not a theme: it has neither theme.yaml nor brand.yml`,
    seen: folder,
  });
}

function readFiles(folder: string, what: string, paths: readonly string[]): TemplateFiles {
  if (paths.length > fileLimit) throw tooLarge(folder, what, `${paths.length} files`, `at most ${fileLimit} files`);
  const bytes = paths.reduce((sum, path) => sum + statSync(join(folder, path)).size, 0);
  if (bytes > sizeLimit) throw tooLarge(folder, what, `${bytes} bytes`, `at most ${sizeLimit} bytes`);
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path))]));
}

/** @param below path inside the folder, empty or ending in a slash */
function filesBelow(folder: string, below: string): string[] {
  const kept = entriesOf(join(folder, below)).filter(
    ({ name }) => !name.startsWith(".") && !name.endsWith("~") && name !== "node_modules",
  );
  return kept.flatMap((entry) => {
    if (entry.isDirectory()) return filesBelow(folder, `${below}${entry.name}/`);
    return entry.isFile() ? [below + entry.name] : [];
  });
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (cause) {
    throw new BroadsheetError(
      "not-found",
      {
        code: "folder-unreadable",
        message: `the folder ${folder} cannot be read`,
        where: { pointer: "/template" },
        seen: folder,
      },
      { cause },
    );
  }
}

function tooLarge(folder: string, what: string, seen: string, allowed: string): BroadsheetError {
  return new BroadsheetError("limit-exceeded", {
    code: "template-too-large",
    message: `${folder} is too large for a ${what}: ${seen}`,
    where: { pointer: "/template" },
    seen,
    allowed,
  });
}
