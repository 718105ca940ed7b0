import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { BroadsheetError } from "../core/errors.ts";
import type { TemplateFiles } from "../core/template/template.ts";

/** Largest template, bytes; a folder beyond it is more likely a home folder given by mistake. */
const sizeLimit = 64 * 1024 * 1024;
const fileLimit = 1000;

/**
 * Reads a template's folder from disk. Hidden files and folders, editors' backups (`x~`) and
 * `node_modules` are left out: they are not part of the template and would change its version.
 *
 * @returns path inside the folder (`/`-separated) → content, sorted by path
 * @throws BroadsheetError `not-found` without a `template.yaml`, `limit-exceeded` past 64 MiB or
 *   1000 files
 */
export async function readTemplateFolder(folder: string): Promise<TemplateFiles> {
  const paths = (await filesBelow(folder)).map((file) => relative(folder, file).split(sep).join("/")).sort();
  if (!paths.includes("template.yaml")) {
    throw new BroadsheetError("not-found", {
      code: "not-a-template",
      message: `${folder} is not a template: it has no template.yaml`,
      where: { pointer: "/template" },
      seen: folder,
      hint: "`broadsheet new NAME` makes one, `broadsheet templates` lists those there are",
    });
  }
  if (paths.length > fileLimit) throw tooLarge(folder, `${paths.length} files`, `at most ${fileLimit} files`);
  const sizes = await Promise.all(paths.map(async (path) => (await stat(join(folder, path))).size));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  if (bytes > sizeLimit) throw tooLarge(folder, `${bytes} bytes`, `at most ${sizeLimit} bytes`);
  return new Map(await Promise.all(paths.map(async (path) => [path, await readFile(join(folder, path))] as const)));
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
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
  });
  const kept = entries.filter(({ name }) => !name.startsWith(".") && !name.endsWith("~") && name !== "node_modules");
  const nested = await Promise.all(
    kept.map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path);
      return entry.isFile() ? [path] : [];
    }),
  );
  return nested.flat();
}

function tooLarge(folder: string, seen: string, allowed: string): BroadsheetError {
  return new BroadsheetError("limit-exceeded", {
    code: "template-too-large",
    message: `${folder} is too large for a template: ${seen}`,
    where: { pointer: "/template" },
    seen,
    allowed,
  });
}
