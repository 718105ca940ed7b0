import { bytesLimit, filesLimit, templateFiles } from "../store/template-files.ts";
import type { TemplateFiles } from "../template.ts";
import { archiveFault } from "./archive-fault.ts";
import { checkPaths } from "./check-paths.ts";
import { readContent } from "./read-content.ts";
import { type ArchiveEntry, readDirectory } from "./read-directory.ts";

/**
 * Reads a template's files from a ZIP file. It is hostile until proved: every byte of it must belong to an entry or to
 * the directory, so that no other program could see other files in it, and nothing is expanded before its declared
 * sizes are within the limits. A single folder around everything, which file managers add, is taken off.
 *
 * @param roots files that a folder with the archive's content has
 * @throws BroadsheetError `invalid-template` with the entry concerned, `limit-exceeded` for too many files or bytes
 */
export function readArchive(body: Uint8Array, roots: readonly string[] = ["template.yaml"]): TemplateFiles {
  const file = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const { entries, start } = readDirectory(file);
  checkPaths(entries.map(({ path }) => path));
  checkSizes(entries);
  const files = new Map<string, Uint8Array>();
  const inOrder = entries.toSorted((a, b) => a.offset - b.offset);
  if (inOrder[0] !== undefined && inOrder[0].offset !== 0)
    throw archiveFault("archive-hidden-data", "bytes that belong to no entry precede the first file", {
      seen: inOrder[0].offset,
      allowed: 0,
    });
  if (inOrder.length === 0 && start !== 0)
    throw archiveFault("archive-hidden-data", "the archive has data, but no entries");
  for (const [index, entry] of inOrder.entries()) {
    const content = readContent(file, entry, inOrder[index + 1]?.offset ?? start);
    if (!entry.path.endsWith("/")) files.set(entry.path, content);
  }
  return templateFiles(withoutWrapper(templateFiles(files), roots));
}

function checkSizes(entries: readonly ArchiveEntry[]): void {
  const files = entries.filter(({ path }) => !path.endsWith("/"));
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  // Junk of file managers counts here too: it is expanded like everything else.
  if (files.length > filesLimit)
    throw archiveFault("archive-too-many-entries", `the archive has ${files.length} files`, {
      seen: files.length,
      allowed: filesLimit,
    });
  if (bytes > bytesLimit)
    throw archiveFault("archive-too-large", `the archive's files have ${bytes} bytes`, {
      seen: bytes,
      allowed: bytesLimit,
    });
}

/** `my-report/template.yaml`, `my-report/…` → `template.yaml`, `…` */
function withoutWrapper(files: TemplateFiles, roots: readonly string[]): TemplateFiles {
  if (roots.some((root) => files.has(root))) return files;
  const folders = new Set([...files.keys()].map((path) => path.slice(0, path.indexOf("/") + 1)));
  const [folder = ""] = folders;
  if (folders.size !== 1 || folder === "" || !roots.some((root) => files.has(`${folder}${root}`))) return files;
  return new Map([...files].map(([path, body]) => [path.slice(folder.length), body]));
}
