import { cp, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { isAbsolute, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { BroadsheetError } from "../../core/errors.ts";
import { assertName } from "../../core/names/name.ts";
import { projectRoot } from "../../program/project-root.ts";
import { checkOutFolder } from "../check-out.ts";
import { giveSchemas } from "../give-schemas.ts";

const scaffold = fileURLToPath(new URL("functions/local/scaffold/", projectRoot));

/**
 * `broadsheet new`: creates a folder with one of everything (a parameter, a dataset, queries, a chart, a table, key
 * figures, a footnote, a test) that renders as it is.
 *
 * @throws BroadsheetError `invalid-request` for a bad name, `conflict` if the folder exists
 */
export async function makeTemplate(
  name: string,
  options: { readonly in?: string; readonly json?: boolean },
): Promise<void> {
  assertName(name, "template");
  const parent = options.in ?? ((await isFolder("templates")) ? "templates" : ".");
  const folder = join(parent, name);
  checkOutFolder(parent, "--in");
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
  if (options.json === true)
    return void process.stdout.write(
      `${JSON.stringify({ name, folder: resolve(folder), schema: reference }, null, 2)}\n`,
    );
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
