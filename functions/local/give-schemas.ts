import { copyFile, readdir, readFile, realpath, writeFile } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { projectRoot } from "../program/project-root.ts";

/** Folder of the files → their schema in `templates/`. */
const schemas = { ".": "template.schema.json", tests: "test.schema.json" } as const;

/**
 * Provides the schemas of a template's YAML files offline: the project's own for a template inside the project,
 * otherwise copies beside template.yaml, hidden, so that they are not part of the template.
 *
 * @returns the path of template.yaml's schema, from the folder, `/`-separated
 */
export async function giveSchemas(folder: string): Promise<string> {
  const [from, root] = await Promise.all([realpath(folder), realpath(fileURLToPath(projectRoot))]);
  const inside = relative(root, from);
  const own = !inside.startsWith("..") && !isAbsolute(inside);
  for (const [below, name] of Object.entries(schemas)) {
    if (!own) await copyFile(fileURLToPath(new URL(`templates/${name}`, projectRoot)), join(folder, `.${name}`));
    const schema = own ? join(root, "templates", name) : join(from, `.${name}`);
    const reference = relative(join(from, below), schema).split(sep).join("/");
    for (const file of (await readdir(join(folder, below))).filter((file) => file.endsWith(".yaml"))) {
      const path = join(folder, below, file);
      await writeFile(path, (await readFile(path, "utf8")).replace(/(\$schema=).*/, `$1${reference}`));
    }
  }
  return own
    ? relative(from, join(root, "templates", schemas["."]))
        .split(sep)
        .join("/")
    : `.${schemas["."]}`;
}
