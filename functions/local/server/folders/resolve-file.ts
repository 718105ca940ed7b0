import { lstat, realpath } from "node:fs/promises";
import { join } from "node:path";
import { BroadsheetError } from "../../../core/errors.ts";
import { checkPaths } from "../../../core/report/template/archive/check-paths.ts";
import { templateFiles } from "../../../core/report/template/store/template-files.ts";

/**
 * The path on disk of a template's file. Nothing on the way is a link, so no name leads out of the folder.
 *
 * @param folder of the template
 * @param path inside it, as a request gives it
 * @returns the real path, and whether there is such a file
 * @throws BroadsheetError `invalid-request` for a path that no template may have, `conflict` for a link or folder on
 *   the way, `not-found` if the template's folder is gone
 */
export async function resolveFile(
  folder: string,
  path: string,
): Promise<{ readonly file: string; readonly exists: boolean }> {
  assertPath(path);
  const root = await realpath(folder).catch(() => undefined);
  if (root === undefined)
    throw new BroadsheetError("not-found", {
      code: "folder-unreadable",
      message: `the folder ${folder} cannot be read`,
      seen: folder,
    });
  if ((await lstat(folder)).isSymbolicLink()) throw linked(folder);
  const segments = path.split("/");
  for (const [index] of segments.entries()) {
    const part = join(root, ...segments.slice(0, index + 1));
    const found = await lstat(part).catch(() => undefined);
    if (found === undefined) return { file: join(root, ...segments), exists: false };
    if (found.isSymbolicLink()) throw linked(segments.slice(0, index + 1).join("/"));
    const last = index === segments.length - 1;
    if (last ? !found.isFile() : !found.isDirectory())
      throw new BroadsheetError("conflict", {
        code: "not-a-file",
        message: `"${segments.slice(0, index + 1).join("/")}" is ${last ? "a folder" : "a file"}`,
        seen: path,
      });
  }
  return { file: join(root, ...segments), exists: true };
}

/** @throws BroadsheetError `invalid-request` */
function assertPath(path: string): void {
  try {
    checkPaths([path]);
    if (!path.endsWith("/") && templateFiles(new Map([[path, new Uint8Array()]])).size === 1) return;
  } catch (error) {
    if (!(error instanceof BroadsheetError)) throw error;
    throw new BroadsheetError("invalid-request", error.problems, { cause: error });
  }
  throw new BroadsheetError("invalid-request", {
    code: "invalid-path",
    message: `"${path.slice(0, 200)}" is not the path of a template's file: hidden files, backups and folders of packages are left out`,
    seen: path.slice(0, 200),
  });
}

function linked(path: string): BroadsheetError {
  return new BroadsheetError("conflict", {
    code: "link-refused",
    message: `"${path}" is a link, which may lead anywhere; it is neither read nor written here`,
    seen: path,
    hint: "put the file itself there",
  });
}
