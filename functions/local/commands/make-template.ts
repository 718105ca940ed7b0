import { cp, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { isAbsolute, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { BroadsheetError } from "../../core/errors.ts";
import { assertName } from "../../core/name.ts";
import { projectRoot } from "../project-root.ts";

const scaffold = fileURLToPath(new URL("functions/local/scaffold/", projectRoot));

/**
 * `broadsheet new`: a folder with one of everything (a parameter, a dataset, queries, a chart, a
 * table, key figures, a footnote) that renders as it is.
 *
 * @throws BroadsheetError `invalid-request` for a bad name, `conflict` when the folder exists
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
        message: cause.code === "EEXIST" ? `${folder} exists already` : `${folder} cannot be made: ${cause.message}`,
        seen: folder,
        hint: "choose another name, or another place with --in",
      },
      { cause },
    );
  });
  await cp(scaffold, folder, { recursive: true });
  const settings = join(folder, "template.yaml");
  const text = await readFile(settings, "utf8");
  await writeFile(settings, text.replace("A first briefing", titleOf(name)));
  const path = relative(".", folder);
  const shown = path.startsWith("..") || isAbsolute(path) ? path : `./${path}`;
  process.stderr.write(
    [
      `${shown} is ready. Next:`,
      `  npx broadsheet render ${shown} --out ${name}.pdf`,
      `  npx broadsheet check ${shown}`,
      `  npx broadsheet serve --watch --templates ${parent}   and open http://127.0.0.1:8080/preview/${name}`,
      "",
    ].join("\n"),
  );
}

/** `monthly-sales` → `Monthly sales`. */
function titleOf(name: string): string {
  const words = name.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then((found) => found.isDirectory(), () => false);
}
