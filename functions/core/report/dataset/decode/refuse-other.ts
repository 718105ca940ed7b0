import { BroadsheetError } from "../../../errors.ts";
import type { Bytes } from "../../../ports.ts";
import { lineAt } from "./decode-text.ts";

const asText = "Send the table itself as CSV, JSON, Parquet or XLSX";

/** First bytes of files that are often sent by mistake, and what to do instead. */
const signatures: readonly { bytes: readonly number[] | string; what: string; hint: string }[] = [
  { bytes: "%PDF", what: "a PDF", hint: asText },
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    what: "a ZIP archive or an Excel workbook",
    hint: "Send a workbook as XLSX; unpack another archive first",
  },
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    what: "an old Excel workbook (xls) or one with a password",
    hint: "Save it as XLSX without a password, or the sheet as CSV UTF-8",
  },
  { bytes: [0x1f, 0x8b], what: "a gzip archive", hint: "Unpack it first" },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], what: "a Zstandard archive", hint: "Unpack it first" },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], what: "an xz archive", hint: "Unpack it first, or pack it with gzip" },
  { bytes: "BZh", what: "a bzip2 archive", hint: "Unpack it first, or pack it with gzip" },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], what: "a 7-Zip archive", hint: "Unpack it first" },
  { bytes: "Rar!", what: "a RAR archive", hint: "Unpack it first" },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: "a PNG image", hint: asText },
  { bytes: [0xff, 0xd8, 0xff], what: "a JPEG image", hint: asText },
  { bytes: "PAR1", what: "a Parquet file", hint: "Send it as Parquet: the format is application/vnd.apache.parquet" },
  { bytes: "ARROW1", what: "an Arrow file", hint: "Save it as Parquet" },
  { bytes: "SQLite format 3", what: "an SQLite database", hint: "Export the table as CSV" },
  { bytes: "{\\rtf", what: "an RTF document", hint: asText },
  { bytes: "BEGIN:V", what: "a calendar or a card file", hint: asText },
];

const markup = /^\s*<(?:!doctype|!--|\?xml|html|head|body|table|div|svg|rss|feed|workbook)\b/i;

/**
 * Refuses content that is not a table as text, naming what it looks like.
 *
 * @param body the text in UTF-8
 * @param what the format that it was sent as
 * @throws BroadsheetError `invalid-dataset`: `empty-dataset`, `binary-file`, `not-csv`
 */
export function refuseOther(body: Uint8Array, what: string): void {
  const start = markLength(body);
  refuseText(body, what, { isBlank: isBlank(body.subarray(start)), zero: body.indexOf(0) });
}

/** Whether bytes are nothing but white space. */
export function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
}

/** Bytes of a byte order mark in UTF-8 with which a text begins. */
export function markLength(body: Bytes): number {
  const [first, second, third] = body.subarray(0, 3);
  return first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0;
}

/** Refuses a text as `refuseOther` does. @param found whether it is only white space, and the first zero, or -1 */
export function refuseText(
  body: Bytes,
  what: string,
  { isBlank: isEmpty, zero }: { readonly isBlank: boolean; readonly zero: number },
): void {
  const start = markLength(body);
  if (isEmpty) {
    throw new BroadsheetError("invalid-dataset", {
      code: "empty-dataset",
      message: "The file is empty",
      seen: `${body.length} bytes`,
    });
  }
  if (zero !== -1) {
    throw new BroadsheetError("invalid-dataset", {
      code: "binary-file",
      message: `The file is binary, not ${what}: it holds a NUL byte`,
      where: { line: lineAt(body, zero) },
      seen: "0x00",
    });
  }
  const head = new TextDecoder().decode(body.subarray(start, start + 1000)).trimStart();
  if (markup.test(head))
    throw other(
      what,
      /^\s*<\?xml/i.test(head) ? "XML" : "HTML",
      head,
      "You may have saved a web page instead of the file it links to: send the table itself",
    );
  if (what === "JSON" || what === "NDJSON") return;
  if (/^(?:\{\s*"(?:[^"\\]|\\.)*"\s*:|\[\s*(?:\{|\[|\]))/.test(head))
    throw other(
      what,
      "JSON",
      head,
      "Send it as JSON: the format is application/json, or application/x-ndjson with one object per line",
    );
}

/**
 * Refuses files of other formats, recognised by their first bytes.
 *
 * @throws BroadsheetError `invalid-dataset`, `binary-file`
 */
export function refuseSignature(body: Uint8Array, what: string): void {
  const signature = signatures.find(({ bytes }) =>
    [...(typeof bytes === "string" ? Buffer.from(bytes) : bytes)].every((byte, at) => body[at] === byte),
  );
  if (signature !== undefined)
    throw new BroadsheetError("invalid-dataset", {
      code: "binary-file",
      message: `The file is ${signature.what}, not ${what}`,
      seen: signature.what,
      hint: signature.hint,
    });
}

function other(what: string, kind: string, head: string, hint: string): BroadsheetError {
  return new BroadsheetError("invalid-dataset", {
    code: "other-format",
    message: `The file is ${kind}, not ${what}`,
    where: { line: 1 },
    seen: head.slice(0, 40),
    hint,
  });
}
