import { crc32, deflateRawSync } from "node:zlib";
import type { TemplateFiles } from "../template.ts";
import { flags, methods, zip } from "./zip-format.ts";

/** 1980-01-01, the first day that ZIP knows: the same files give the same archive. */
const date = (1 << 5) | 1;
/** Version of the format needed for folders and deflate, and the host: Unix. */
const needed = 20;
const madeBy = (3 << 8) | needed;
const regularFile = 0o100644 << 16;

/** Writes a template's files as a ZIP file, sorted by path. @param files at most 64 MiB */
export function writeArchive(files: TemplateFiles): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, body] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const name = Buffer.from(path, "utf8");
    const deflated = deflateRawSync(body, { level: 9 });
    const [method, data] = deflated.length < body.length ? [methods.deflated, deflated] : [methods.stored, body];
    const common = Buffer.alloc(26);
    for (const [at, value] of [
      [0, needed],
      [2, flags.utf8],
      [4, method],
      [8, date],
      [22, name.length],
    ] as const)
      common.writeUInt16LE(value, at);
    for (const [at, value] of [
      [10, crc32(body)],
      [14, data.length],
      [18, body.length],
    ] as const)
      common.writeUInt32LE(value, at);
    parts.push(signature(zip.local.signature), common, name, Buffer.from(data));
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(regularFile >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    directory.push(signature(zip.central.signature), Buffer.from([madeBy & 0xff, madeBy >> 8]), common, tail, name);
    offset += zip.local.length + name.length + data.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(zip.end.length);
  end.writeUInt32LE(zip.end.signature, 0);
  end.writeUInt16LE(files.size, 8);
  end.writeUInt16LE(files.size, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listed, end]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
