import { constants, crc32, inflateRawSync } from "node:zlib";
import { archiveFault } from "./archive-fault.ts";
import type { ArchiveEntry } from "./read-directory.ts";
import { flags, methods, zip } from "../../../zip/zip-format.ts";

/** Most bytes per compressed byte, for entries beyond a mebibyte: text reaches fifty, a bomb a thousand. */
const ratioLimit = 250;
const ratioFrom = 1024 * 1024;

/**
 * Reads an entry's content, whose local header must say the same as the directory.
 *
 * @param end offset at which the entry must end: the next entry, or the directory
 * @throws BroadsheetError `invalid-template`
 */
export function readContent(file: Buffer, entry: ArchiveEntry, end: number): Uint8Array {
  const { path, packed, size, crc } = entry;
  if (size > ratioFrom && size > packed * ratioLimit)
    throw archiveFault("archive-bomb", `"${path}" expands ${Math.floor(size / Math.max(1, packed))} times`, {
      path,
      seen: size,
      allowed: `${ratioLimit} times its compressed size`,
    });
  const start = checkLocal(file, entry);
  const after = start + packed;
  if (after > end) throw archiveFault("archive-overlap", `"${path}" overlaps what follows it`, { path });
  if (after + describedBytes(file, entry, after, end) !== end)
    throw archiveFault("archive-hidden-data", `bytes that belong to no entry follow "${path}"`, {
      path,
      seen: end - after,
    });
  const content = expand(file.subarray(start, after), entry);
  if (crc32(content) !== crc)
    throw archiveFault("archive-broken", `"${path}" is damaged: its checksum is wrong`, {
      path,
      seen: crc32(content),
      allowed: crc,
    });
  if (content.length !== size)
    throw archiveFault("archive-broken", `"${path}" is damaged: its size is wrong`, {
      path,
      seen: content.length,
      allowed: size,
    });
  return content;
}

/** @returns the offset of the content */
function checkLocal(file: Buffer, entry: ArchiveEntry): number {
  const { path, offset } = entry;
  const { signature, length } = zip.local;
  if (offset + length > file.length || file.readUInt32LE(offset) !== signature)
    throw archiveFault("archive-broken", `"${path}" is not where the directory says`, { path, seen: offset });
  const nameLength = file.readUInt16LE(offset + 26);
  const name = file.subarray(offset + length, offset + length + nameLength);
  const later = (entry.flags & flags.descriptor) !== 0;
  const members = {
    flags: file.readUInt16LE(offset + 6),
    method: file.readUInt16LE(offset + 8),
    crc: file.readUInt32LE(offset + 14),
    packed: file.readUInt32LE(offset + 18),
    size: file.readUInt32LE(offset + 22),
  };
  for (const [member, seen] of Object.entries(members) as [keyof typeof members, number][]) {
    // With a descriptor the local header may leave these to it.
    if (
      seen === entry[member] ||
      (later && seen === 0 && (member === "crc" || member === "packed" || member === "size"))
    )
      continue;
    throw archiveFault("archive-headers-disagree", `the two headers of "${path}" disagree about its ${member}`, {
      path,
      seen,
      allowed: entry[member],
    });
  }
  if (Buffer.compare(name, entry.name) !== 0)
    throw archiveFault("archive-headers-disagree", `the two headers of "${path}" disagree about its name`, {
      path,
      seen: name.toString("utf8"),
    });
  return offset + length + nameLength + file.readUInt16LE(offset + 28);
}

/** Length of the data descriptor (4.3.9), whose signature is optional. */
function describedBytes(file: Buffer, entry: ArchiveEntry, at: number, end: number): number {
  if ((entry.flags & flags.descriptor) === 0) return 0;
  const { signature, length } = zip.descriptor;
  const skip = end - at === length + 4 && file.readUInt32LE(at) === signature ? 4 : 0;
  if (end - at !== length + skip) return 0;
  const members = {
    crc: file.readUInt32LE(at + skip),
    packed: file.readUInt32LE(at + skip + 4),
    size: file.readUInt32LE(at + skip + 8),
  };
  for (const [member, seen] of Object.entries(members) as [keyof typeof members, number][])
    if (seen !== entry[member])
      throw archiveFault(
        "archive-headers-disagree",
        `the descriptor of "${entry.path}" disagrees about its ${member}`,
        { path: entry.path, seen, allowed: entry[member] },
      );
  return length + skip;
}

/** Expands to at most the declared size, and only if the compressed data are used up. */
function expand(data: Buffer, { path, method, size }: ArchiveEntry): Uint8Array {
  if (method === methods.stored) return data;
  try {
    // Node's types do not know the answer of `info`.
    const { buffer, engine } = inflateRawSync(data, {
      maxOutputLength: Math.max(1, size),
      finishFlush: constants.Z_FINISH,
      info: true,
    }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    if (engine.bytesWritten === data.length) return buffer;
  } catch (cause) {
    throw Object.assign(
      archiveFault("archive-broken", `"${path}" is damaged, or larger than it says`, { path, allowed: size }),
      { cause },
    );
  }
  throw archiveFault("archive-hidden-data", `further bytes follow the compressed data of "${path}"`, { path });
}
