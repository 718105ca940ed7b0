import { copyFile, cp, mkdir, readFile, realpath, stat, writeFile } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { BroadsheetError } from "../../core/errors.ts";
import { assertName } from "../../core/name.ts";
import { projectRoot } from "../../program/project-root.ts";

const schema = fileURLToPath(new URL("templates/template.schema.json", projectRoot));

/** Copy of the schema beside a template outside the project. Hidden, so that it is not part of the template. */
const schemaCopy = ".template.schema.json";

const scaffold = fileURLToPath(new URL("functions/local/scaffold/", projectRoot));

/**
 * `broadsheet new`: creates a folder with one of everything (a parameter, a dataset, queries, a chart, a table, key
 * figures, a footnote) that renders as it is.
 *
 * @throws BroadsheetError `invalid-request` for a bad name, `conflict` if the folder exists
 */
export async function makeTemplate(name: string, options: { readonly in?: string }): Promise<void> {
  assertName(name, "template");
  const parent = options.in ?? ((await isFolder("templates")) ? "templates" : ".");
  const folder = join(parent, name);
  await mkdir(parent, { recursive: true });
  await mkdir(folder).catch((cause: NodeJS.ErrnoException) => {
    throw new BroadsheetError(
      cause.code === "EEXIST" ? "conflict" : "invalid-request",
      {
        code: "cannot-create",
        message: cause.code === "EEXIST" ? `${folder} already exists` : `${folder} cannot be created: ${cause.message}`,
        seen: folder,
        hint: "choose another name, or another place with --in",
      },
      { cause },
    );
  });
  await cp(scaffold, folder, { recursive: true });
  const settings = join(folder, "template.yaml");
  const text = await readFile(settings, "utf8");
  const reference = await giveSchema(folder);
  await writeFile(settings, text.replace(/(\$schema=).*/, `$1${reference}`).replace("A first briefing", titleOf(name)));
  const path = relative(".", folder);
  const shown = path.startsWith("..") || isAbsolute(path) ? path : `./${path}`;
  process.stderr.write(
    [
      `${shown} is ready. Next:`,
      `  npx broadsheet render ${shown} --out ${name}.pdf`,
      `  npx broadsheet check ${shown}`,
      `  npx broadsheet serve --watch --templates ${parent}   and open http://127.0.0.1:8080/studio/write/${name}`,
      `Editors with the YAML language server complete and check template.yaml with ${reference}.`,
      "",
    ].join("\n"),
  );
}

/**
 * Provides the schema of template.yaml offline: the project's own for a template inside the project, otherwise a copy
 * beside template.yaml.
 *
 * @returns the schema's path relative to the folder, `/`-separated
 */
async function giveSchema(folder: string): Promise<string> {
  const [from, root] = await Promise.all([realpath(folder), realpath(fileURLToPath(projectRoot))]);
  const inside = relative(root, from);
  if (!inside.startsWith("..") && !isAbsolute(inside)) return relative(from, join(root, "templates", "template.schema.json")).split(sep).join("/");
  await copyFile(schema, join(folder, schemaCopy));
  return schemaCopy;
}

/** Turns `monthly-sales` into `Monthly sales`. */
function titleOf(name: string): string {
  const words = name.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then((found) => found.isDirectory(), () => false);
}
