import { crc32, deflateRawSync } from "node:zlib";

/** An entry with whatever is wrong about it. */
export interface ZipEntry {
  readonly path: string | Uint8Array;
  /** Content; compressed if `method` is 8. */
  readonly body?: string;
  /** The bytes that are stored, instead of those of `body`. */
  readonly raw?: Uint8Array;
  /** The content of `raw`, for its checksum. */
  readonly content?: string;
  readonly method?: number;
  readonly flags?: number;
  readonly crc?: number;
  readonly packed?: number;
  readonly size?: number;
  readonly mode?: number;
  readonly host?: number;
  readonly attributes?: number;
  /** What the local header says otherwise. */
  readonly local?: {
    readonly path?: string;
    readonly size?: number;
    readonly method?: number;
    readonly flags?: number;
  };
  readonly localExtra?: Uint8Array;
  readonly descriptor?: { readonly signed: boolean; readonly size?: number };
  /** Bytes behind it. */
  readonly after?: string;
}

export interface ZipEnd {
  readonly before?: string;
  readonly comment?: string;
  readonly locator?: boolean;
  readonly end?: { readonly total?: number; readonly here?: number; readonly disk?: number };
}

/** Writes a ZIP file as a hostile or careless program would. */
export function makeZip(
  entries: readonly ZipEntry[],
  { before = "", comment = "", locator = false, end = {} }: ZipEnd = {},
): Buffer {
  const parts: Buffer[] = [Buffer.from(before)];
  const directory: Buffer[] = [];
  let offset = before.length;
  for (const entry of entries) {
    const { method = 0, localExtra = new Uint8Array(), descriptor, local = {} } = entry;
    const name = Buffer.from(entry.path as string);
    const content = Buffer.from(entry.content ?? entry.body ?? "");
    const data = Buffer.from(entry.raw ?? (method === 8 ? deflateRawSync(content) : content));
    const flags = (entry.flags ?? 0) | (descriptor === undefined ? 0 : 8);
    const says = {
      crc: entry.crc ?? crc32(content),
      packed: entry.packed ?? data.length,
      size: entry.size ?? content.length,
    };
    const localName = local.path === undefined ? name : Buffer.from(local.path);
    const inLocal = descriptor === undefined ? says : { crc: 0, packed: 0, size: 0 };
    const header = Buffer.concat([
      u32(0x04034b50),
      u16(20),
      u16(local.flags ?? flags),
      u16(local.method ?? method),
      u16(0),
      u16(33),
      u32(inLocal.crc),
      u32(inLocal.packed),
      u32(local.size ?? inLocal.size),
      u16(localName.length),
      u16(localExtra.length),
      localName,
      Buffer.from(localExtra),
    ]);
    const behind =
      descriptor === undefined
        ? []
        : [
            ...(descriptor.signed ? [u32(0x08074b50)] : []),
            u32(says.crc),
            u32(says.packed),
            u32(descriptor.size ?? says.size),
          ];
    const written = Buffer.concat([header, data, ...behind, Buffer.from(entry.after ?? "")]);
    const attributes = entry.attributes ?? (entry.mode ?? 0) * 0x10000;
    directory.push(
      u32(0x02014b50),
      Buffer.from([20, entry.host ?? 3]),
      u16(20),
      u16(flags),
      u16(method),
      u16(0),
      u16(33),
      u32(says.crc),
      u32(says.packed),
      u32(says.size),
      u16(name.length),
      u16(0),
      u16(0),
      u16(0),
      u16(0),
      u32(attributes),
      u32(offset),
      name,
    );
    parts.push(written);
    offset += written.length;
  }
  const listed = Buffer.concat(directory);
  const { total = entries.length, here = entries.length, disk = 0 } = end;
  // A locator that counts as part of the directory, so that nothing but itself gives it away.
  const tail = locator ? Buffer.concat([u32(0x07064b50), Buffer.alloc(16)]) : Buffer.alloc(0);
  return Buffer.concat([
    ...parts,
    listed,
    tail,
    u32(0x06054b50),
    u16(disk),
    u16(0),
    u16(here),
    u16(total),
    u32(listed.length + tail.length),
    u32(offset),
    u16(comment.length),
    Buffer.from(comment),
  ]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}
