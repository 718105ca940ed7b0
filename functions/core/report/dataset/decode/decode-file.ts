import { isUtf8 } from "node:buffer";
import { BroadsheetError } from "../../../errors.ts";
import type { Bytes, ScratchFile, ScratchWriter } from "../../../ports.ts";
import type { DatasetReading } from "../../template/dataset-reading.ts";
import type { DatasetLimits } from "../dataset-limits.ts";
import { piecesOf } from "../pieces-of.ts";
import { type DecodedText, decodeText, formBytes, normalize, unicodeForm, warnOfLoss } from "./decode-text.ts";
import { isBlank, markLength } from "./refuse-other.ts";

export interface DecodedFile extends Omit<DecodedText, "text"> {
  /** The text in UTF-8; the file itself if it was that already. */
  readonly text: ScratchFile;
  readonly look: Look;
}

/** What a text holds, found in one reading. */
export interface Look {
  readonly isUtf8: boolean;
  /** Whether it is nothing but white space. */
  readonly isBlank: boolean;
  /** Offset of the first zero, of the first escape of ISO-2022, and of the first U+FFFD; -1 for none. */
  readonly zero: number;
  readonly escape: number;
  readonly lost: number;
}

/**
 * Decodes a text that is too long for the memory to UTF-8, as `decodeText` does. To guess an encoding the whole text is
 * looked at, so a file beyond `limits.whole` must be in UTF-8 or UTF-16, or its encoding must be said.
 *
 * @param create begins the file of the decoded text
 * @throws BroadsheetError as `decodeText`
 */
export function decodeFile(
  file: ScratchFile,
  reading: DatasetReading,
  { whole }: Pick<DatasetLimits, "whole">,
  create: () => ScratchWriter,
): DecodedFile {
  const look = lookThrough(file);
  const { encoding: said } = reading;
  const form = said === undefined ? unicodeForm(file.subarray(0, formBytes), file.length) : normalize(said);
  const isPlain = look.isUtf8 && (form === undefined ? look.escape === -1 : form === "utf-8");
  if (isPlain) return { text: file, warnings: file.length > 0 ? warnOfLoss(file, look.lost) : [], mended: [], look };
  const text = form === undefined ? undefined : transcodeFile(file, form, create);
  if (text !== undefined) return { text, encoding: form!, warnings: [], mended: [], look: lookThrough(text) };
  if (file.length > whole) throw unclearEncoding(form, whole);
  const { text: decoded, ...found } = decodeText(file.subarray(0), reading);
  const writer = create();
  writer.write(decoded);
  const written = writer.end();
  return { ...found, text: written, look: lookThrough(written) };
}

function unclearEncoding(said: string | undefined, whole: number): BroadsheetError {
  if (said !== undefined)
    return new BroadsheetError("invalid-dataset", {
      code: "wrong-encoding",
      message: `The text is not in ${said}`,
      seen: said,
    });
  return new BroadsheetError("invalid-dataset", {
    code: "unknown-encoding",
    message: `The text is not UTF-8, and no encoding is guessed for more than ${whole} bytes`,
    allowed: "UTF-8, UTF-16",
    hint: "Name the encoding when you send the file (`encoding`), or save it as UTF-8",
  });
}

/** @returns undefined if the bytes are not in this encoding */
function transcodeFile(file: ScratchFile, encoding: string, create: () => ScratchWriter): ScratchFile | undefined {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const encoder = new TextEncoder();
  const writer = create();
  const isIn = (decode: () => string): boolean => {
    let text: string;
    try {
      text = decode();
    } catch {
      return false;
    }
    writer.write(encoder.encode(text));
    return true;
  };
  for (const piece of piecesOf(file)) {
    if (isIn(() => decoder.decode(piece, { stream: true }))) continue;
    writer.end();
    return undefined;
  }
  const ended = isIn(() => decoder.decode());
  const text = writer.end();
  return ended ? text : undefined;
}

const lossSign = Buffer.from("\ufffd");
const escapeSign = Buffer.from("\u001b$");

/** Looks for all that decides how a text is read. */
export function lookThrough(file: Bytes): Look {
  let [valid, blank, zero, escape, lost] = [true, true, -1, -1, -1];
  /** The end of the piece before: a character or a sign may go on in the next. */
  let rest: Uint8Array = new Uint8Array(0);
  let at = 0;
  const start = markLength(file);
  for (const piece of piecesOf(file)) {
    const bytes = Buffer.concat([rest, piece]);
    const from = at - rest.length;
    at += piece.length;
    const found = (sign: Buffer | number): number => {
      const index = bytes.indexOf(sign);
      return index === -1 ? -1 : from + index;
    };
    if (zero === -1) zero = found(0);
    if (escape === -1) escape = found(escapeSign);
    if (lost === -1) lost = found(lossSign);
    blank &&= isBlank(bytes.subarray(Math.max(0, start - from)));
    const end = at === file.length ? bytes.length : lastWhole(bytes);
    valid &&= isUtf8(bytes.subarray(0, end));
    rest = bytes.subarray(end);
  }
  return { isUtf8: valid, isBlank: blank, zero, escape, lost };
}

/** Offset after the last character of UTF-8, or its signs, that is surely whole. */
function lastWhole(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > 0 && bytes.length - end < 3 && (bytes[end - 1]! & 0xc0) === 0x80) end--;
  // The lead byte goes with what follows it, and an escape with its sign.
  const isLead = end > 0 && (bytes[end - 1]! >= 0xc0 || bytes[end - 1] === 0x1b);
  return isLead ? end - 1 : end === bytes.length ? end : bytes.length;
}
