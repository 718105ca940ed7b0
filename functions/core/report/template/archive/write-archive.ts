import { packZip } from "../../../zip/pack-zip.ts";
import type { TemplateFiles } from "../template.ts";

/** Writes a template's files as a ZIP file, sorted by path. @param files at most 64 MiB */
export function writeArchive(files: TemplateFiles): Uint8Array {
  return packZip(
    [...files].sort(([a], [b]) => (a < b ? -1 : 1)),
    9,
  );
}
