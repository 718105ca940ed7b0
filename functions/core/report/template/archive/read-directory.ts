import { archiveFault } from "./archive-fault.ts";
import { readDirectoryLine } from "../../../zip/read-records.ts";
import { flags, methods, zip } from "../../../zip/zip-format.ts";

/** An entry as the central directory describes it. */
export interface ArchiveEntry {
  /** Segments separated by `/`; a folder's ends with one. */
  readonly path: string;
  /** The path's bytes, which the local header must repeat. */
  readonly name: Uint8Array;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  /** Compressed size, bytes. */
  readonly packed: number;
  /** Size, bytes. */
  readonly size: number;
  /** Offset of the local header. */
  readonly offset: number;
}

export interface ArchiveDirectory {
  readonly entries: readonly ArchiveEntry[];
  /** Offset of the directory: the end of the last entry. */
  readonly start: number;
}

/** Most entries, folders included. */
const entriesLimit = 2000;

const knownFlags = flags.effort | flags.descriptor | flags.utf8;
/** The upper half of the external attributes is a Unix mode (4.4.15); these are its file types. */
const unixTypes = { mask: 0o170000, file: 0o100000, folder: 0o040000, link: 0o120000 } as const;
/** A reparse point of Windows: a link or a mount. */
const reparsePoint = 0x400;
const hosts = { unix: 3, macos: 19 } as const;

/**
 * Reads the central directory of a ZIP file, which must end exactly at the file's end and begin where it says.
 *
 * @throws BroadsheetError `invalid-template`
 */
export function readDirectory(file: Buffer): ArchiveDirectory {
  const end = findEnd(file);
  const [disk, startDisk, here, total] = [4, 6, 8, 10].map((at) => file.readUInt16LE(end + at)) as [
    number,
    number,
    number,
    number,
  ];
  const [length, start] = [file.readUInt32LE(end + 12), file.readUInt32LE(end + 16)];
  if (total === 0xffff || length === 0xffffffff || start === 0xffffffff || hasZip64(file, end))
    throw archiveFault("archive-zip64", "the archive is in the ZIP64 format, which a template never needs");
  if (disk !== 0 || startDisk !== 0 || here !== total)
    throw archiveFault("archive-split", "the archive is one part of several");
  if (start + length !== end)
    throw archiveFault("archive-broken", "the archive's directory is not where its end says", {
      seen: start + length,
      allowed: end,
    });
  if (total > entriesLimit)
    throw archiveFault("archive-too-many-entries", `the archive has ${total} entries`, {
      seen: total,
      allowed: entriesLimit,
    });
  const entries: ArchiveEntry[] = [];
  let at = start;
  for (let index = 0; index < total; index += 1) {
    const { entry, next } = readEntry(file, at, end);
    entries.push(entry);
    at = next;
  }
  if (at !== end)
    throw archiveFault("archive-broken", "the archive's directory has more than its entries", {
      seen: end - at,
      allowed: 0,
    });
  return { entries, start };
}

/**
 * The record at the end of the file (4.3.16): its comment must be all that follows, so that there is only one reading.
 */
function findEnd(file: Buffer): number {
  const { signature, length } = zip.end;
  const least = Math.max(0, file.length - length - 0xffff);
  for (let at = file.length - length; at >= least; at -= 1) {
    if (file.readUInt32LE(at) === signature && at + length + file.readUInt16LE(at + 20) === file.length) return at;
  }
  throw archiveFault("not-an-archive", "the body is not a ZIP file, or it was cut off", {
    allowed: "a ZIP file of the template's folder",
  });
}

function hasZip64(file: Buffer, end: number): boolean {
  const at = end - zip.zip64Locator.length;
  return at >= 0 && file.readUInt32LE(at) === zip.zip64Locator.signature;
}

function readEntry(file: Buffer, at: number, end: number): { readonly entry: ArchiveEntry; readonly next: number } {
  const line = readDirectoryLine(file, at, end);
  if (line === undefined) throw archiveFault("archive-broken", "the archive's directory is damaged", { seen: at });
  const { name, crc, packed, size, offset } = line;
  const path = decodeName(name);
  const entry: ArchiveEntry = { path, name, flags: line.flags, method: line.method, crc, packed, size, offset };
  const { flags: given } = entry;
  if ((given & (flags.encrypted | flags.strongEncryption | flags.maskedHeaders)) !== 0)
    throw archiveFault("archive-encrypted", `"${path}" is encrypted`, {
      path,
      hint: "make the archive without a password",
    });
  if ((given & ~knownFlags) !== 0)
    throw archiveFault("archive-unsupported", `"${path}" uses a feature of ZIP that a template never needs`, {
      path,
      seen: `flags 0x${given.toString(16)}`,
    });
  if (entry.method !== methods.stored && entry.method !== methods.deflated)
    throw archiveFault("archive-unsupported", `"${path}" is compressed by method ${entry.method}`, {
      path,
      seen: entry.method,
      allowed: "0 (stored) or 8 (deflate)",
    });
  if ([entry.packed, entry.size, entry.offset].includes(0xffffffff))
    throw archiveFault("archive-zip64", `"${path}" is in the ZIP64 format, which a template never needs`, { path });
  if (line.disk !== 0) throw archiveFault("archive-split", "the archive is one part of several", { path });
  checkKind(entry, line.host, line.attributes);
  return { entry, next: line.next };
}

/** Only files and folders: a link could point anywhere. */
function checkKind({ path, size, packed }: ArchiveEntry, host: number, attributes: number): void {
  const type = (attributes >>> 16) & unixTypes.mask;
  const unix = host === hosts.unix || host === hosts.macos;
  const link = (unix && type === unixTypes.link) || (!unix && (attributes & reparsePoint) !== 0);
  if (link)
    throw archiveFault("archive-link", `"${path}" is a link`, {
      path,
      allowed: "files and folders",
      hint: "zip the file that it points to",
    });
  if (unix && type !== 0 && type !== unixTypes.file && type !== unixTypes.folder)
    throw archiveFault("archive-special-file", `"${path}" is neither a file nor a folder`, {
      path,
      seen: `mode ${(attributes >>> 16).toString(8)}`,
    });
  const folder = path.endsWith("/");
  if (unix && type !== 0 && folder !== (type === unixTypes.folder))
    throw archiveFault("archive-broken", `"${path}" is a folder by its name or by its mode, but not by both`, { path });
  if (folder && (size !== 0 || packed !== 0))
    throw archiveFault("archive-broken", `the folder "${path}" has content`, { path, seen: size, allowed: 0 });
}

/** Names are UTF-8, whatever their flag says: a name in another encoding is nearly never valid UTF-8. */
function decodeName(name: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(name);
  } catch (cause) {
    throw Object.assign(
      archiveFault("archive-name", "a file's name is not UTF-8", {
        seen: Buffer.from(name).toString("latin1"),
        hint: "rename it with letters of ASCII",
      }),
      { cause },
    );
  }
}
