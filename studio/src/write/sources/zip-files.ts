import { unzipSync, zipSync } from "fflate";

/** A folder as a ZIP file: the same files give the same bytes. */
export function zipFiles(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const ordered = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(ordered), { level: 6, mtime: new Date(1980, 0, 1) });
}

/** The files of a ZIP file, by path. */
export function unzipFiles(archive: Uint8Array): Map<string, Uint8Array> {
  return new Map(Object.entries(unzipSync(archive)).filter(([path]) => !path.endsWith("/")));
}
