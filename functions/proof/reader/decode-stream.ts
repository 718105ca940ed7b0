import { constants, inflateSync } from "node:zlib";
import { decodeLzw } from "./decode-lzw.ts";
import { PdfSyntaxError } from "./pdf-lexer.ts";
import { isDictionary, PdfName, type PdfDictionary, type PdfItem, type PdfStream } from "./pdf-syntax.ts";

/** Largest decoded stream, bytes: a small file may expand endlessly. */
const largest = 512 * 1024 * 1024;

type Resolve = (item: PdfItem | undefined) => PdfItem | undefined;

/** The names of a stream's filters, in decoding order. */
export function filtersOf(dictionary: PdfDictionary, resolve: Resolve): readonly string[] {
  return list(resolve(dictionary.get("Filter") ?? dictionary.get("F"))).flatMap((item) => {
    const filter = resolve(item);
    return filter instanceof PdfName ? [filter.name] : [];
  });
}

/**
 * Decodes the content of a stream (ISO 32000-1, 7.4). Decoding stops at image filters, whose data is returned
 * unchanged.
 *
 * @throws PdfSyntaxError for data that a filter cannot decode
 */
export function decodeStream({ dictionary, raw }: PdfStream, resolve: Resolve): Uint8Array {
  const parameters = list(resolve(dictionary.get("DecodeParms") ?? dictionary.get("DP"))).map(resolve);
  let data = raw;
  for (const [index, filter] of filtersOf(dictionary, resolve).entries()) {
    const given = parameters[index];
    const decoded = decode(filter, data, isDictionary(given) ? given : new Map(), resolve);
    if (decoded === undefined) return data;
    data = decoded;
  }
  return data;
}

function decode(filter: string, data: Uint8Array, parameters: PdfDictionary, resolve: Resolve): Uint8Array | undefined {
  const number = (key: string, otherwise: number): number => {
    const value = resolve(parameters.get(key));
    return typeof value === "number" ? value : otherwise;
  };
  const layout = {
    predictor: number("Predictor", 1),
    colors: number("Colors", 1),
    bits: number("BitsPerComponent", 8),
    columns: number("Columns", 1),
  };
  switch (filter) {
    case "FlateDecode":
    case "Fl":
      return unpredict(inflate(data), layout);
    case "LZWDecode":
    case "LZW":
      return unpredict(decodeLzw(data, number("EarlyChange", 1), largest), layout);
    case "ASCIIHexDecode":
    case "AHx":
      return Buffer.from(
        Buffer.from(data)
          .toString("latin1")
          .replaceAll(/>[\s\S]*|\s/g, ""),
        "hex",
      );
    case "ASCII85Decode":
    case "A85":
      return decodeAscii85(data);
    case "RunLengthDecode":
    case "RL":
      return decodeRunLength(data);
    case "Crypt":
      return data;
    default:
      return undefined;
  }
}

function inflate(data: Uint8Array): Uint8Array {
  try {
    // A truncated stream still gives its beginning.
    return inflateSync(data, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: largest });
  } catch (cause) {
    throw new PdfSyntaxError("a compressed stream is damaged", { cause });
  }
}

interface Layout {
  readonly predictor: number;
  readonly colors: number;
  readonly bits: number;
  readonly columns: number;
}

/** Undoes a predictor (7.4.4.4): PNG's per row, or TIFF's for whole bytes. */
function unpredict(data: Uint8Array, { predictor, colors, bits, columns }: Layout): Uint8Array {
  if (predictor < 2) return data;
  const pixel = Math.max(1, Math.ceil((colors * bits) / 8));
  const width = Math.ceil((colors * bits * columns) / 8);
  if (predictor === 2) {
    const out = Uint8Array.from(data);
    if (bits === 8)
      for (let at = 0; at < out.length; at++) if (at % width >= pixel) out[at] = out[at]! + out[at - pixel]!;
    return out;
  }
  const rows = Math.ceil(data.length / (width + 1));
  const out = new Uint8Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const kind = data[row * (width + 1)];
    for (let column = 0; column < width; column++) {
      const at = row * width + column;
      const left = column >= pixel ? out[at - pixel]! : 0;
      const up = row > 0 ? out[at - width]! : 0;
      const corner = row > 0 && column >= pixel ? out[at - width - pixel]! : 0;
      const guess =
        kind === 1 ? left : kind === 2 ? up : kind === 3 ? (left + up) >> 1 : kind === 4 ? paeth(left, up, corner) : 0;
      out[at] = (data[row * (width + 1) + 1 + column] ?? 0) + guess;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

function decodeAscii85(data: Uint8Array): Uint8Array {
  const out: number[] = [];
  let group: number[] = [];
  const flush = (): void => {
    const missing = 5 - group.length;
    const value = [...group, ...Array.from({ length: missing }, () => 84)].reduce((sum, digit) => sum * 85 + digit, 0);
    for (let i = 0; i < 4 - missing; i++) out.push(Math.floor(value / 256 ** (3 - i)) & 0xff);
    group = [];
  };
  for (const byte of data) {
    if (byte === 0x7e) break;
    if (byte === 0x7a && group.length === 0) out.push(0, 0, 0, 0);
    else if (byte >= 0x21 && byte <= 0x75) group.push(byte - 0x21);
    if (group.length === 5) flush();
  }
  if (group.length > 1) flush();
  return Uint8Array.from(out);
}

function decodeRunLength(data: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < data.length;) {
    const length = data[at++]!;
    if (length === 128) break;
    parts.push(length < 128 ? data.subarray(at, at + length + 1) : new Uint8Array(257 - length).fill(data[at] ?? 0));
    at += length < 128 ? length + 1 : 1;
  }
  return Buffer.concat(parts);
}

function list(item: PdfItem | undefined): readonly PdfItem[] {
  return item === undefined || item === null ? [] : Array.isArray(item) ? (item as readonly PdfItem[]) : [item];
}
