import { crc32 } from "node:zlib";

/** A text of a PNG file. */
export interface PngText {
  /** 1 to 79 characters of Latin-1 (PNG 3rd edition, 11.3.3.1). */
  readonly keyword: string;
  readonly text: string;
}

/** Where the first chunk begins: after the signature. */
const first = 8;
/** Length, type and checksum of a chunk. */
const around = 12;

/**
 * Adds texts to a PNG file, behind its header, as international text that is not compressed (`iTXt`, PNG 3rd edition,
 * 11.3.3.4).
 *
 * @param language BCP 47 tag of the texts
 */
export function addPngTexts(png: Uint8Array, language: string, texts: readonly PngText[]): Uint8Array {
  const body = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  const head = first + around + body.readUInt32BE(first);
  const chunks = texts.map(({ keyword, text }) =>
    chunkOf(
      "iTXt",
      Buffer.concat([
        Buffer.from(`${keyword}\0`, "latin1"),
        Buffer.from([0, 0]),
        Buffer.from(`${language}\0`, "latin1"),
        Buffer.from(`\0${text}`, "utf8"),
      ]),
    ),
  );
  return Buffer.concat([body.subarray(0, head), ...chunks, body.subarray(head)]);
}

function chunkOf(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const chunk = Buffer.alloc(named.length + 8);
  chunk.writeUInt32BE(data.length);
  named.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(named), named.length + 4);
  return chunk;
}
