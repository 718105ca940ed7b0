import { crc32, deflateRawSync } from "node:zlib";
import { methods } from "./zip-format.ts";
import { directoryLine, dosDate, endRecords, localHeader } from "./zip-records.ts";

/** The first day that ZIP knows: the same files give the same bytes. */
const day = dosDate("1980-01-01");
/** Version of the format that knows folders and deflate. */
const needed = 20;

/**
 * Writes a ZIP file of files in the order given.
 *
 * @param files path and content of each, less than 4 GiB together
 * @param level zlib's compression level
 */
export function packZip(files: readonly (readonly [string, Uint8Array])[], level = 6): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [path, body] of files) {
    const name = Buffer.from(path, "utf8");
    const deflated = deflateRawSync(body, { level });
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
  return Buffer.concat([...parts, listed, endRecords(files.length, listed.length, offset, needed)]);
}
