import { crc32 } from "node:zlib";
import { notOurs } from "../xlsx/read-package.ts";

/** Every PNG file begins with these bytes (PNG 3rd edition, 5.2). */
const signature = Buffer.from("89504e470d0a1a0a", "hex");

/** A PNG file's size in pixels, and its international texts by their keywords. */
export interface ReadPng {
  readonly width: number;
  readonly height: number;
  readonly texts: ReadonlyMap<string, string>;
}

/** Whether a file begins as a PNG. */
export function isPng(file: Uint8Array): boolean {
  return signature.equals(file.subarray(0, signature.length));
}

/**
 * Reads the size of a PNG file and its texts that are not compressed (`iTXt`), chunk by chunk, each with its checksum.
 *
 * @throws BroadsheetError `invalid-request` if a chunk is damaged, or the picture has no header or end
 */
export function readPngTexts(file: Uint8Array): ReadPng {
  const body = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const texts = new Map<string, string>();
  let size: { readonly width: number; readonly height: number } | undefined;
  for (let at = signature.length; at + 12 <= body.length;) {
    const length = body.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > body.length) break;
    const type = body.toString("latin1", at + 4, at + 8);
    const data = body.subarray(at + 8, end - 4);
    if (crc32(body.subarray(at + 4, end - 4)) !== body.readUInt32BE(end - 4))
      throw notOurs(`its chunk ${JSON.stringify(type)} has another checksum`);
    if (type === "IHDR" && length === 13) size = { width: data.readUInt32BE(0), height: data.readUInt32BE(4) };
    if (type === "iTXt") addText(texts, data);
    if (type === "IEND" && size !== undefined) return { ...size, texts };
    at = end;
  }
  throw notOurs("it is no whole picture");
}

function addText(texts: Map<string, string>, data: Buffer): void {
  const keyword = data.indexOf(0);
  const language = data.indexOf(0, keyword + 3);
  const translated = data.indexOf(0, language + 1);
  if (keyword < 1 || language < 0 || translated < 0 || data[keyword + 1] !== 0)
    throw notOurs("a text of it is damaged");
  const name = data.toString("latin1", 0, keyword);
  if (texts.has(name)) throw notOurs(`it has two texts ${JSON.stringify(name)}`);
  texts.set(name, data.toString("utf8", translated + 1));
}
