import { isUtf8 } from "node:buffer";
import { BroadsheetError } from "../../errors.ts";

/** First bytes of the files that are sent by mistake, and what to do with them. */
const signatures: readonly { bytes: readonly number[]; what: string; hint: string }[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46], what: "a PDF", hint: "Send the table itself as CSV, JSON or Parquet" },
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: "a ZIP archive or an Excel workbook (xlsx)", hint: "Unpack it, or save the sheet as CSV UTF-8" },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: "an old Excel workbook (xls)", hint: "Save the sheet as CSV UTF-8" },
  { bytes: [0x1f, 0x8b], what: "a gzip archive", hint: "Unpack it first" },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], what: "a Zstandard archive", hint: "Unpack it first" },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: "a PNG image", hint: "Send the table itself as CSV, JSON or Parquet" },
  { bytes: [0xff, 0xd8, 0xff], what: "a JPEG image", hint: "Send the table itself as CSV, JSON or Parquet" },
  { bytes: [0x50, 0x41, 0x52, 0x31], what: "a Parquet file", hint: "Send it as Parquet: the format is application/vnd.apache.parquet" },
];

/**
 * Refuses a body that is not UTF-8 text, naming what it looks like. `what` is the format it was sent as.
 *
 * @throws BroadsheetError `invalid-dataset`: `empty-dataset`, `binary-file`, `not-utf-8`
 */
export function refuseBinary(body: Uint8Array, what: string): void {
  if (body.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d))) {
    throw new BroadsheetError("invalid-dataset", { code: "empty-dataset", message: "The file is empty", seen: `${body.length} bytes` });
  }
  const signature = signatures.find(({ bytes }) => bytes.every((byte, at) => body[at] === byte));
  if (signature !== undefined) {
    throw new BroadsheetError("invalid-dataset", { code: "binary-file", message: `The file is ${signature.what}, not ${what}`, seen: signature.what, hint: signature.hint });
  }
  const [first = 0, second = 0] = body;
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (marked || (body.length > 3 && (first === 0) !== (second === 0) && (body[2] === 0) === (first === 0) && (body[3] === 0) === (second === 0))) {
    throw new BroadsheetError("invalid-dataset", { code: "not-utf-8", message: "The file is encoded in UTF-16; UTF-8 is needed", seen: "UTF-16", allowed: "UTF-8", hint: "Save it as UTF-8 (in Excel: CSV UTF-8)" });
  }
  const zero = body.indexOf(0);
  if (zero !== -1) {
    throw new BroadsheetError("invalid-dataset", { code: "binary-file", message: `The file is binary, not ${what}: it holds a NUL byte`, where: { line: lineAt(body, zero) }, seen: "0x00" });
  }
  if (!isUtf8(body)) {
    const at = firstInvalid(body);
    const seen = [...body.subarray(at, at + 4)].map((byte) => `0x${byte.toString(16).padStart(2, "0")}`).join(" ");
    throw new BroadsheetError("invalid-dataset", {
      code: "not-utf-8",
      message: `Line ${lineAt(body, at)} is not UTF-8 text`,
      where: { line: lineAt(body, at) },
      seen,
      allowed: "UTF-8",
      hint: "The file may be in another encoding (GB18030, Windows-1252): save it as UTF-8, or send Parquet as Parquet",
    });
  }
}

function lineAt(body: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = 0; at < offset; at++) if (body[at] === 0x0a || (body[at] === 0x0d && body[at + 1] !== 0x0a)) line++;
  return line;
}

/** Offset of the first byte that no valid UTF-8 text can have there: validity of beginnings is monotonic, so it is bisected. */
function firstInvalid(body: Uint8Array): number {
  let valid = 0;
  let invalid = body.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (beginningIsValid(body, middle)) valid = middle;
    else invalid = middle;
  }
  // `valid` bytes are a beginning of valid text; step back over a sequence that was cut off.
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
