import { copyFile, cp, mkdir, readdir, readFile, realpath, stat, writeFile } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { BroadsheetError } from "../../core/errors.ts";
import { assertName } from "../../core/names/name.ts";
import { projectRoot } from "../../program/project-root.ts";

/** Folder of the files → their schema in `templates/`. */
const schemas = { ".": "template.schema.json", tests: "test.schema.json" } as const;

const scaffold = fileURLToPath(new URL("functions/local/scaffold/", projectRoot));

/**
 * `broadsheet new`: creates a folder with one of everything (a parameter, a dataset, queries, a chart, a table, key
 * figures, a footnote, a test) that renders as it is.
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
  await writeFile(settings, (await readFile(settings, "utf8")).replace("A first briefing", titleOf(name)));
  const reference = await giveSchemas(folder);
  const path = relative(".", folder);
  const shown = path.startsWith("..") || isAbsolute(path) ? path : `./${path}`;
  process.stderr.write(
    [
      `${shown} is ready. Next:`,
      `  broadsheet render ${shown} --out ${name}.pdf`,
      `  broadsheet check ${shown}`,
      `  broadsheet test ${shown}`,
      `  broadsheet serve --watch --templates ${parent}   and open http://127.0.0.1:8080/studio/write/${name}`,
      `Editors with the YAML language server complete and check template.yaml with ${reference}.`,
      "",
    ].join("\n"),
  );
}

/**
 * Provides the schemas of the YAML files offline: the project's own for a template inside the project, otherwise copies
 * beside template.yaml, hidden, so that they are not part of the template.
 *
 * @returns the path of template.yaml's schema, from the folder, `/`-separated
 */
async function giveSchemas(folder: string): Promise<string> {
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

/** Turns `monthly-sales` into `Monthly sales`. */
function titleOf(name: string): string {
  const words = name.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
