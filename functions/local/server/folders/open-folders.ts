import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { sha256 } from "../../../core/json/canonical-json.ts";
import { BroadsheetError } from "../../../core/errors.ts";
import { bytesLimit, filesLimit } from "../../../core/report/template/store/template-files.ts";
import type { FolderFile, TemplateFolders } from "../../../http/services.ts";
import { type KnownFiles, listFolder } from "./list-folder.ts";
import { resolveFile } from "./resolve-file.ts";
import { watchFolder } from "./watch-folder.ts";

export interface FoldersOptions {
  /** The folder of a template; undefined if it has none. */
  folderOf(template: string): string | undefined;
  /** Whether a folder belongs to the program, and is not to be edited. */
  isBundled(template: string, folder: string): boolean;
}

/**
 * Reads and writes the files of templates in the folders from which a local server publishes them. A change must name
 * the content that it replaces, so that it does not overwrite somebody else's change. It appears under its name
 * completely or not at all.
 */
export function openFolders({ folderOf, isBundled }: FoldersOptions): TemplateFolders {
  const known: KnownFiles = new Map();
  /** One change at a time: two that have seen the same content must not both succeed. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };

  const find = (template: string): string => {
    const folder = folderOf(template);
    if (folder !== undefined) return folder;
    throw new BroadsheetError("not-found", {
      code: "no-folder",
      message: `the server publishes no folder as "${template}"`,
      seen: template,
      hint: "serve --templates DIR names the folders",
    });
  };

  const findOwn = (template: string): string => {
    const folder = find(template);
    if (!isBundled(template, folder)) return folder;
    throw new BroadsheetError("conflict", {
      code: "bundled-template",
      message: `"${template}" comes with Broadsheet and is not edited in place`,
      seen: template,
      hint: "copy its folder, and serve the copy with --templates",
    });
  };

  return {
    isEditable: (template) => !isBundled(template, find(template)),
    list: (template) => listFolder(find(template), known),
    async read(template, path) {
      const { body, sha256: digest } = await present(find(template), path);
      if (body === undefined || digest === undefined) throw await unknownFile(find(template), template, path);
      return { body, sha256: digest };
    },
    write: (template, path, body, accepts) =>
      inTurn(async () => {
        const folder = findOwn(template);
        const { file, sha256: before } = await present(folder, path);
        if (!accepts(before)) return { changed: false, before };
        await assertRoom(folder, path, body, known);
        await writeWhole(file, body);
        return { changed: true, before, after: sha256(body) };
      }),
    remove: (template, path, accepts) =>
      inTurn(async () => {
        const folder = findOwn(template);
        const { file, sha256: before } = await present(folder, path);
        if (before === undefined) throw await unknownFile(folder, template, path);
        if (!accepts(before)) return { changed: false, before };
        await rm(file);
        await removeEmpty(folder, dirname(file));
        return { changed: true, before };
      }),
    watch: async (template, changed) => await watchFolder(find(template), changed),
  };
}

/** Writes a file that appears completely or not at all. */
async function writeWhole(file: string, body: Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  // Hidden, so that nobody takes it for a file of the template.
  const made = join(dirname(file), `.${basename(file)}.${randomUUID()}`);
  try {
    await writeFile(made, body, { flag: "wx" });
    await rename(made, file);
  } finally {
    await rm(made, { force: true });
  }
}

/** The place and the present content of a file. */
async function present(
  folder: string,
  path: string,
): Promise<{ readonly file: string; readonly body?: Uint8Array; readonly sha256?: string }> {
  const { file, exists } = await resolveFile(folder, path);
  if (!exists) return { file };
  const body = await readFile(file);
  return { file, body, sha256: sha256(body) };
}

async function unknownFile(folder: string, template: string, path: string): Promise<BroadsheetError> {
  const files = await listFolder(folder);
  return new BroadsheetError("not-found", {
    code: "unknown-file",
    message: `the folder of "${template}" has no file "${path}"`,
    seen: path,
    allowed: files.map((file) => file.path),
  });
}

/** @throws BroadsheetError `limit-exceeded` if the template would have too many files or bytes */
async function assertRoom(folder: string, path: string, body: Uint8Array, known: KnownFiles): Promise<void> {
  const others = (await listFolder(folder, known)).filter((file: FolderFile) => file.path !== path);
  const bytes = others.reduce((sum, file) => sum + file.bytes, body.byteLength);
  if (others.length + 1 > filesLimit) throw tooLarge(`${others.length + 1} files`, `at most ${filesLimit} files`);
  if (bytes > bytesLimit) throw tooLarge(`${bytes} bytes`, `at most ${bytesLimit} bytes`);
}

function tooLarge(seen: string, allowed: string): BroadsheetError {
  return new BroadsheetError("limit-exceeded", {
    code: "template-too-large",
    message: `the template would be too large: ${seen}`,
    seen,
    allowed,
  });
}

/** Removes folders inside a template that have become empty. */
async function removeEmpty(root: string, folder: string): Promise<void> {
  for (let at = folder; relative(root, at) !== "" && !relative(root, at).startsWith(".."); at = dirname(at)) {
    const removed = await rmdir(at).then(
      () => true,
      () => false,
    );
    if (!removed) return;
  }
}
