import { crc32, inflateRawSync } from "node:zlib";
import { BroadsheetError } from "../../../errors.ts";
import { contentStart, readDirectoryLine } from "../../../zip/read-records.ts";
import { flags, methods, zip } from "../../../zip/zip-format.ts";

/** Most parts of a customer's file, and most bytes of one that is read. */
const [mostParts, mostBytes] = [2_000, 8_000_000];

/** An office file that somebody else's program wrote. */
export interface CustomerFile {
  /** The content of a part; undefined if there is none. */
  part(path: string): Uint8Array | undefined;
}

/**
 * Opens an office file of a customer. Many programs write them, so that only what is read is judged: a part must have
 * the size and the checksum that the directory states, and at most 8 MB.
 *
 * @param name its path in the template, for messages
 * @throws BroadsheetError `invalid-template`, `broken-office-file`, here and where a part is read
 */
export function openCustomerFile(name: string, file: Uint8Array): CustomerFile {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const end = bytes.lastIndexOf("PK\u0005\u0006", undefined, "latin1");
  if (bytes.toString("latin1", 0, 4) !== "PK\u0003\u0004" || end < 0 || end + zip.end.length > bytes.length)
    throw brokenFile(name, "it is no ZIP file, or cut off");
  const count = bytes.readUInt16LE(end + 10);
  if (count > mostParts) throw brokenFile(name, `it has ${count} parts; at most ${mostParts} are read`);
  const parts = new Map<string, () => Uint8Array>();
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    const line = readDirectoryLine(bytes, at, end);
    if (line === undefined) throw brokenFile(name, "its directory is damaged");
    const path = line.name.toString("utf8");
    parts.set(path, () => {
      const start = contentStart(bytes, line.offset);
      const known = line.method === methods.stored || line.method === methods.deflated;
      if (start === undefined || !known || (line.flags & flags.encrypted) !== 0)
        throw brokenFile(name, `${path} cannot be read`);
      const packed = bytes.subarray(start, start + line.packed);
      const body = line.method === methods.stored ? packed : unpack(name, path, packed);
      if (body.length !== line.size || crc32(body) !== line.crc) throw brokenFile(name, `${path} is damaged`);
      return body;
    });
    at = line.next;
  }
  return { part: (path) => parts.get(path)?.() };
}

function unpack(name: string, path: string, packed: Uint8Array): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: mostBytes });
  } catch {
    throw brokenFile(name, `${path} cannot be unpacked, or has more than ${mostBytes} bytes`);
  }
}

/** What is wrong with a customer's file. @param name its path in the template */
export function brokenFile(name: string, fault: string): BroadsheetError {
  return new BroadsheetError("invalid-template", {
    code: "broken-office-file",
    message: `${name} cannot be used: ${fault}`,
    where: { file: name },
    allowed: "a file as Word or PowerPoint saves it, without a password",
    hint: "open it in its program and save it again",
  });
}
