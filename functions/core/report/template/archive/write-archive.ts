import { crc32, deflateRawSync } from "node:zlib";
import { methods } from "../../../zip/zip-format.ts";
import { directoryLine, dosDate, endRecords, localHeader } from "../../../zip/zip-records.ts";
import type { TemplateFiles } from "../template.ts";

/** The first day that ZIP knows: the same files give the same archive. */
const day = dosDate("1980-01-01");
/** Version of the format that knows folders and deflate. */
const needed = 20;

/** Writes a template's files as a ZIP file, sorted by path. @param files at most 64 MiB */
export function writeArchive(files: TemplateFiles): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [path, body] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const name = Buffer.from(path, "utf8");
    const deflated = deflateRawSync(body, { level: 9 });
    const smaller = deflated.length < body.length;
    const data = smaller ? deflated : body;
    const facts = {
      crc: crc32(body),
      packed: data.length,
      size: body.length,
      method: smaller ? methods.deflated : methods.stored,
      needed,
      day,
      nameLength: name.length,
    };
    const header = localHeader(facts);
    parts.push(header, name, data);
    directory.push(directoryLine(facts, offset), name);
    offset += header.length + name.length + data.length;
  }
  const listed = Buffer.concat(directory);
  return Buffer.concat([...parts, listed, endRecords(files.size, listed.length, offset, needed)]);
}
