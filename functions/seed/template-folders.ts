import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { BroadsheetError } from "../core/errors.ts";
import { isName } from "../core/names/name.ts";
import { projectRoot } from "../program/project-root.ts";

/** Folder of the shipped templates, and of those that `broadsheet new` creates beside them. */
export const shippedTemplates = fileURLToPath(new URL("templates/", projectRoot));

/** The shipped templates. Preparations for them ignore users' templates beside them, which may be faulty. */
export const shippedFolders: ReadonlyMap<string, string> = new Map(
  ["country-profile", "dataset-profile", "high-tech-industries", "monthly-business-review"].map((name) => [
    name,
    join(shippedTemplates, name),
  ]),
);

/**
 * Finds the template folders directly below `parents`; a later parent's folder replaces an earlier
 * one of the same name. A parent that is itself a template folder counts as that template.
 *
 * @returns template name → absolute folder, sorted by name
 * @throws BroadsheetError `not-found` if a parent does not exist
 */
export async function findTemplateFolders(parents: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const parent of parents.map((path) => resolve(path))) {
    if (isTemplateFolder(parent)) {
      found.set(basename(parent), parent);
      continue;
    }
    const names = await readdir(parent).catch((cause: unknown) => {
      throw new BroadsheetError(
        "not-found",
        { code: "folder-unreadable", message: `the folder ${parent} cannot be read`, seen: parent },
        { cause },
      );
    });
    for (const name of names) {
      if (isName(name) && isTemplateFolder(join(parent, name))) found.set(name, join(parent, name));
    }
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Finds the folder for a command's argument: the shipped template of that name, otherwise a path.
 *
 * @throws BroadsheetError `not-found` listing the shipped templates
 */
export async function locateTemplate(nameOrFolder: string): Promise<{ name: string; folder: string }> {
  const shipped = await findTemplateFolders([shippedTemplates]);
  const folder = shipped.get(nameOrFolder) ?? resolve(nameOrFolder);
  if (!existsSync(folder)) {
    throw new BroadsheetError("not-found", {
      code: "unknown-template",
      message: `there is no template "${nameOrFolder}", and no such folder`,
      where: { pointer: "/template" },
      seen: nameOrFolder,
      allowed: [...shipped.keys()],
    });
  }
  const name = basename(folder);
  if (!isName(name)) {
    throw new BroadsheetError("invalid-request", {
      code: "invalid-name",
      message: `the folder "${name}" cannot name a template: use lower-case letters, digits and hyphens`,
      where: { pointer: "/template" },
      seen: name,
      hint: "rename the folder",
    });
  }
  return { name, folder };
}

function isTemplateFolder(folder: string): boolean {
  return existsSync(join(folder, "template.yaml"));
}
