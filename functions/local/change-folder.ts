import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { BroadsheetError } from "../core/errors.ts";
import { changeTemplate } from "../core/report/edit/change-template.ts";
import type { AnsweredChange, Change } from "../core/report/edit/change.ts";
import { readTemplateFolder } from "../seed/read-template-folder.ts";

/** Files that hold text which names something: no data, no images. */
const textFiles =
  /^(?:template\.yaml|[^/]+\.(?:md|liquid|txt)|(?:partials|queries|charts|messages|tests)\/.+\.(?:md|liquid|txt|sql|json|ya?ml))$/;

/**
 * Changes the files of a template's folder. Each file is whole at any moment.
 *
 * @returns what was changed
 * @throws BroadsheetError as `changeTemplate` and `readTemplateFolder`; nothing is written then
 */
export async function changeFolder(folder: string, change: Change): Promise<AnsweredChange> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const files = Object.fromEntries(
    [...readTemplateFolder(folder)]
      .filter(([path]) => textFiles.test(path))
      .map(([path, bytes]) => [path, decoder.decode(bytes)]),
  );
  const changed = await changeTemplate({ files, change });
  const { patches, moved, added } = changed;
  for (const path of new Set(patches.map(({ file }) => file))) {
    const text = patches
      .filter(({ file }) => file === path)
      .toSorted((a, b) => b.from - a.from)
      .reduce((whole, { from, to, text: put }) => whole.slice(0, from) + put + whole.slice(to), files[path]!);
    put(join(folder, path), text);
  }
  for (const { from, to } of moved) renameSync(join(folder, from), join(folder, to));
  for (const [path, text] of Object.entries(added)) put(join(folder, path), text);
  return changed;
}

function put(path: string, text: string): void {
  const part = `${path}.${process.pid}.part`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(part, text);
    renameSync(part, path);
  } catch (cause) {
    rmSync(part, { force: true });
    throw new BroadsheetError(
      "invalid-request",
      { code: "cannot-write", message: `${path} cannot be written: ${(cause as Error).message}`, seen: path },
      { cause },
    );
  }
}
