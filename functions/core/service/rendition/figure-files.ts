import { crc32, inflateRawSync } from "node:zlib";
import { corruptObject, lostObject } from "../../errors.ts";
import type { ObjectStore } from "../../ports.ts";
import { contentStart, readDirectoryLine } from "../../zip/read-records.ts";
import { methods, zip } from "../../zip/zip-format.ts";

/** The forms of a single figure. */
export const figureForms = ["svg", "png"] as const;

/** A drawing, or a picture of 144 pixels an inch. */
export type FigureForm = (typeof figureForms)[number];

/** A figure or picture of a report, in one form. */
export interface FigureFile {
  /** Its id. */
  readonly figure: string;
  readonly form: FigureForm;
  /**
   * Reads it, and nothing else of the archive.
   *
   * @throws BroadsheetError `damaged` if it is lost, or has not the size and checksum that the archive states
   */
  read(): Promise<Uint8Array>;
}

/** The stored archive of a report's figures, as its outcome records it. */
export interface FigureArchive {
  readonly key: string;
  /** Its size. */
  readonly bytes: number;
}

/** Characters that part an address, or end a path. */
const parting = /[#%/?\\]/;

/**
 * The last part of a figure's address. API Gateway decodes a path before it is parted, so that characters which part it
 * are written by their numbers twice; `isNamed` knows the name however often it was decoded.
 */
export function figureSegment(figure: string, form: FigureForm): string {
  return encodeURIComponent(`${parting.test(figure) ? encodeURIComponent(figure) : figure}.${form}`);
}

/** Whether the last part of an address, decoded once or twice, is that of a file. */
export function isNamed({ figure, form }: Pick<FigureFile, "figure" | "form">, segment: string): boolean {
  return segment === `${figure}.${form}` || segment === `${encodeURIComponent(figure)}.${form}`;
}

/** Bytes that are read of the archive's end at first: its directory, unless it has some six hundred figures. */
const tail = 65_536;
/** Most bytes of a figure, packed or not. */
const mostBytes = 256_000_000;

/**
 * Lists the files of the archive of a report's figures, in its order, without reading their contents: a figure of a
 * large report costs no more than one of a small report.
 *
 * @throws BroadsheetError `damaged` if the archive is lost, or not as `writeFigures` makes it; `unavailable`
 */
export async function openFigureFiles(
  store: Pick<ObjectStore, "getRange">,
  { key, bytes }: FigureArchive,
): Promise<readonly FigureFile[]> {
  const directory = await readDirectory(store, { key, bytes });
  const files: FigureFile[] = [];
  for (let at = 0; at < directory.length;) {
    const line = readDirectoryLine(directory, at, directory.length);
    if (line === undefined) throw corruptObject(key, "its directory is damaged");
    at = line.next;
    const name = line.name.toString("utf8");
    if (name === "manifest.json") continue;
    const entry = { ...line, start: line.offset, end: line.offset + zip.local.length + line.name.length + line.packed };
    if (entry.end > bytes || line.packed > mostBytes || line.size > mostBytes)
      throw corruptObject(key, `${name} lies outside it`);
    files.push({ ...figureOf(name, key), read: () => readEntry(store, key, name, entry) });
  }
  return files;
}

/** Where an entry is, from its header to its end, and what it must be. */
interface Entry {
  readonly start: number;
  readonly end: number;
  readonly method: number;
  readonly size: number;
  readonly crc: number;
}

async function readDirectory(store: Pick<ObjectStore, "getRange">, { key, bytes }: FigureArchive): Promise<Buffer> {
  const from = Math.max(0, bytes - tail);
  const last = await readPart(store, key, from, bytes);
  const end = last.length - zip.end.length;
  if (end < 0 || last.readUInt32LE(end) !== zip.end.signature)
    throw corruptObject(key, "it does not end as a ZIP file");
  const start = last.readUInt32LE(end + 16);
  const length = last.readUInt32LE(end + 12);
  if (start + length !== from + end) throw corruptObject(key, "its directory is not where its end says");
  return start >= from ? last.subarray(start - from, end) : readPart(store, key, start, start + length);
}

async function readEntry(
  store: Pick<ObjectStore, "getRange">,
  key: string,
  name: string,
  { start, end, method, size, crc }: Entry,
): Promise<Uint8Array> {
  const part = await readPart(store, key, start, end);
  const from = contentStart(part, 0);
  // Its name is there a second time, which nothing else would miss.
  if (from === undefined || part.toString("utf8", zip.local.length, from) !== name)
    throw corruptObject(key, `${name} is not where its directory says`);
  const packed = part.subarray(from);
  const body = method === methods.stored ? packed : unpack(packed, size, key, name);
  if (body.length !== size || crc32(body) !== crc) throw corruptObject(key, `${name} has another checksum`);
  return body;
}

function unpack(packed: Uint8Array, size: number, key: string, name: string): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch (error) {
    throw corruptObject(key, `${name} cannot be unpacked`, error);
  }
}

async function readPart(
  store: Pick<ObjectStore, "getRange">,
  key: string,
  start: number,
  end: number,
): Promise<Buffer> {
  const part = await store.getRange(key, start, end);
  if (part === undefined) throw lostObject(key, "The archive of the figures");
  if (part.length !== end - start) throw corruptObject(key, "it is shorter than its outcome records");
  return Buffer.from(part.buffer, part.byteOffset, part.byteLength);
}

/** What the name of a file says, see `fileOf`. */
function figureOf(name: string, key: string): Pick<FigureFile, "figure" | "form"> {
  const form = figureForms.find((each) => name.endsWith(`.${each}`));
  try {
    if (form !== undefined) return { figure: decodeURIComponent(name.slice(0, -form.length - 1)), form };
  } catch {
    // The error below says it.
  }
  throw corruptObject(key, `it has ${name}`);
}
