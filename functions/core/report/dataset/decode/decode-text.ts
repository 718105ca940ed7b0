import { isUtf8 } from "node:buffer";
import { BroadsheetError, type Warning } from "../../../errors.ts";
import type { Bytes } from "../../../ports.ts";
import { piecesOf } from "../pieces-of.ts";
import type { DatasetReading } from "../../template/dataset-reading.ts";
import type { MendedRuleName } from "../mended-rules.ts";
import { decodeFatally, guessEncoding } from "./guess-encoding.ts";

/** Zeros that tell UTF-16 from a text with a stray one: every delimiter, digit and line end has one. */
const leastZeros = 4;

/** Bytes decoded at a time. */
const chunk = 1024 * 1024;

export interface DecodedText {
  /** The text in UTF-8; the original bytes if they were UTF-8 already. */
  readonly text: Uint8Array;
  /** Label of the original encoding, if it was not UTF-8. */
  readonly encoding?: string;
  readonly warnings: readonly Warning[];
  readonly mended: readonly MendedRuleName[];
}

/**
 * Decodes a text file to UTF-8. UTF-8, UTF-16 and ISO-2022-JP are recognised by their form. Any other encoding is used
 * if it was named, or, with a warning, if the language of the text makes it certain.
 *
 * @throws BroadsheetError `invalid-dataset`: `unknown-encoding` with the candidates, `wrong-encoding` if the bytes are
 *   not in the named encoding, `unsupported-encoding` for an unknown label
 */
export function decodeText(body: Uint8Array, { encoding: said }: DatasetReading): DecodedText {
  if (said !== undefined) return decodeAs(body, normalize(said));
  const marked = unicodeForm(body.subarray(0, formBytes), body.length);
  if (marked !== undefined) return decodeAs(body, marked);
  if (isUtf8(body)) {
    const escaped = decodeEscapes(body);
    if (escaped !== undefined) return escaped;
    return { text: body, warnings: body.length > 0 ? lossWarnings(body) : [], mended: [] };
  }
  const { certain, overruled, guesses } = guessEncoding(body);
  const text = certain === undefined ? undefined : transcode(body, certain);
  if (certain !== undefined && text !== undefined) {
    const line = decodeFatally(lineBytes(body, firstInvalid(body)), certain) ?? "";
    return {
      text,
      encoding: certain,
      warnings: [told(certain, line)],
      mended: overruled === undefined ? [] : ["windows-punctuation"],
    };
  }
  throw unknownEncoding(
    body,
    guesses.map(({ encoding }) => encoding),
  );
}

function told(encoding: string, line: string): Warning {
  const example = /\p{L}{0,20}[^\p{ASCII}]+\p{L}{0,20}/u.exec(line)?.[0].slice(0, 40) ?? "";
  return {
    code: "dataset-warning",
    message: `The text is not UTF-8; it was read as ${encoding}, which gives "${example}"`,
    seen: encoding,
    hint: "if that is wrong, name the encoding when you send the file (`encoding`)",
  };
}

/**
 * Decodes ISO-2022-JP, which writes Japanese in ASCII bytes between escapes (RFC 1468).
 *
 * @returns undefined if the text has no such escape, or the bytes between them are no characters
 * @throws BroadsheetError `invalid-dataset`, `unsupported-encoding`, for the Korean encoding of that kind
 */
function decodeEscapes(body: Uint8Array): DecodedText | undefined {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const at = bytes.indexOf("\u001b$");
  if (at === -1) return undefined;
  if (bytes.toString("latin1", at + 2, at + 4) === ")C") {
    throw new BroadsheetError("invalid-dataset", {
      code: "unsupported-encoding",
      message: "The file is encoded in ISO-2022-KR",
      seen: "ISO-2022-KR",
      hint: "Save it as UTF-8",
    });
  }
  const text = transcode(body, "iso-2022-jp");
  if (text === undefined) return undefined;
  return {
    text,
    encoding: "iso-2022-jp",
    warnings: [told("iso-2022-jp", decodeFatally(lineBytes(body, at), "iso-2022-jp") ?? "")],
    mended: ["iso-2022-jp"],
  };
}

export function normalize(label: string): string {
  try {
    const { encoding } = new TextDecoder(label);
    return encoding;
  } catch {
    throw new BroadsheetError("invalid-dataset", {
      code: "unsupported-encoding",
      message: `"${label}" is not a known encoding`,
      seen: label,
      allowed:
        "a label of the Encoding Standard: utf-8, utf-16le, windows-1252, iso-8859-15, shift_jis, big5, gb18030, ...",
    });
  }
}

function decodeAs(body: Uint8Array, encoding: string): DecodedText {
  if (encoding === "utf-8" && isUtf8(body)) return { text: body, warnings: lossWarnings(body), mended: [] };
  const text = transcode(body, encoding);
  if (text !== undefined) return { text, encoding, warnings: [], mended: [] };
  const line = encoding === "utf-8" ? { where: { line: lineAt(body, firstInvalid(body)) } } : {};
  throw new BroadsheetError("invalid-dataset", {
    code: "wrong-encoding",
    message: `The text is not in ${encoding}`,
    ...line,
    seen: encoding,
  });
}

/** Bytes of a text that tell its Unicode encoding. */
export const formBytes = 4096;

/**
 * The Unicode encoding, recognised by a byte order mark or by the zero bytes of Latin text in UTF-16.
 *
 * @param body the text's first bytes
 * @param length how many it has
 */
export function unicodeForm(body: Uint8Array, length: number): string | undefined {
  const [first, second, third, fourth] = body;
  if (
    (first === 0xff && second === 0xfe && third === 0 && fourth === 0) ||
    (first === 0 && second === 0 && third === 0xfe && fourth === 0xff)
  ) {
    throw new BroadsheetError("invalid-dataset", {
      code: "unsupported-encoding",
      message: "The file is encoded in UTF-32",
      seen: "UTF-32",
      hint: "Save it as UTF-8",
    });
  }
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (length < 4 || length % 2 !== 0) return undefined;
  const sampled = body.length;
  const zeros = [0, 0];
  for (let at = 0; at < sampled; at++) if (body[at] === 0) zeros[at % 2]!++;
  if (zeros[0] === 0 && zeros[1]! > sampled / 4) return "utf-16le";
  if (zeros[1] === 0 && zeros[0]! > sampled / 4) return "utf-16be";
  // Text has no zeros, but that of other scripts has few in UTF-16.
  const forms =
    zeros[0]! + zeros[1]! < leastZeros
      ? []
      : ["utf-16le", "utf-16be"].filter((form) => isText(decodeFatally(body.subarray(0, sampled), form)));
  return forms.length === 1 ? forms[0] : undefined;
}

/** Whether a text has lines, and no control characters, unassigned ones or halves of pairs. */
function isText(text: string | undefined): boolean {
  return text !== undefined && text.includes("\n") && !/\p{C}/u.test(text.replaceAll(/[\t\r\n\p{Cf}]/gu, ""));
}

/** Warns of text that was damaged by wrong decoding before it was sent. */
function lossWarnings(body: Uint8Array): Warning[] {
  return warnOfLoss(body, Buffer.from(body.buffer, body.byteOffset, body.byteLength).indexOf("\ufffd"));
}

/** @param at offset of the first replacement character, or -1 */
export function warnOfLoss(body: Bytes, at: number): Warning[] {
  if (at === -1) return [];
  return [
    {
      code: "dataset-warning",
      message: "The text contains the replacement character U+FFFD: letters were lost when it was written",
      where: { line: lineAt(body, at) },
      seen: "\ufffd",
    },
  ];
}

function unknownEncoding(body: Uint8Array, guesses: readonly string[]): BroadsheetError {
  const at = firstInvalid(body);
  const line = lineAt(body, at);
  const bytes = [...body.subarray(at, at + 4)].map((byte) => `0x${byte.toString(16).padStart(2, "0")}`).join(" ");
  const reading = guesses
    .filter((guess) => guess !== "utf-8")
    .slice(0, 3)
    .map((encoding) => ({ encoding, text: decodeFatally(lineBytes(body, at), encoding)?.trim().slice(0, 80) }));
  return new BroadsheetError("invalid-dataset", {
    code: "unknown-encoding",
    message: `Line ${line} is not UTF-8 text${guesses[0] === "utf-8" ? ", other lines are" : guesses.length === 0 ? "" : `; the encoding may be ${guesses.slice(0, 3).join(" or ")}`}`,
    where: { line },
    seen: bytes,
    allowed: reading.length === 0 ? "UTF-8" : reading,
    hint: "Name the encoding when you send the file (`encoding`), or save it as UTF-8",
  });
}

function lineBytes(body: Uint8Array, at: number): Uint8Array {
  const end = body.indexOf(0x0a, at);
  return body.subarray(body.lastIndexOf(0x0a, at) + 1, end === -1 ? body.length : end);
}

/**
 * Transcodes to UTF-8 piece by piece: one string would need twice the bytes as well.
 *
 * @returns undefined if the bytes are not in this encoding
 */
function transcode(body: Uint8Array, encoding: string): Uint8Array | undefined {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  try {
    for (let at = 0; at < body.length; at += chunk)
      parts.push(encoder.encode(decoder.decode(body.subarray(at, at + chunk), { stream: at + chunk < body.length })));
    return Buffer.concat(parts);
  } catch {
    return undefined;
  }
}

/** 1-based line of an offset. */
export function lineAt(body: Bytes, offset: number): number {
  let line = 1;
  let before = 0;
  let at = 0;
  for (const piece of piecesOf(body)) {
    for (let index = 0; index < piece.length && at < offset; index++, at++) {
      const byte = piece[index]!;
      if (byte === 0x0d || (byte === 0x0a && before !== 0x0d)) line++;
      before = byte;
    }
    if (at === offset) break;
  }
  return line;
}

/** Offset of the first invalid byte, found by bisection: once a prefix is invalid, all longer ones are. */
function firstInvalid(body: Uint8Array): number {
  let valid = 0;
  let invalid = body.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (beginningIsValid(body, middle)) valid = middle;
    else invalid = middle;
  }
  // The first `valid` bytes are valid; step back over a sequence cut off at their end.
  while (valid > 0 && !isUtf8(body.subarray(0, valid))) valid--;
  return valid;
}

function beginningIsValid(body: Uint8Array, length: number): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(body.subarray(0, length), { stream: true });
    return true;
  } catch {
    return false;
  }
}
