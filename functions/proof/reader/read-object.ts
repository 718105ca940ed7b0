import { PdfLexer, PdfSyntaxError } from "./pdf-lexer.ts";
import { isDictionary, PdfKeyword, PdfStream, type PdfItem } from "./pdf-syntax.ts";

/**
 * Reads the indirect object at a byte of the file (ISO 32000-1, 7.3.10).
 *
 * @param resolve follows a reference, such as a stream's Length
 * @throws PdfSyntaxError if there is none
 */
export function readObjectAt(
  bytes: Uint8Array,
  offset: number,
  resolve: (item: PdfItem | undefined) => PdfItem | undefined,
): { readonly number: number; readonly item: PdfItem } {
  const lexer = new PdfLexer(bytes, offset);
  const number = lexer.next();
  const generation = lexer.next();
  const keyword = lexer.next();
  if (
    typeof number !== "number" ||
    typeof generation !== "number" ||
    !(keyword instanceof PdfKeyword) ||
    keyword.word !== "obj"
  ) {
    throw new PdfSyntaxError(`there is no object at byte ${offset}`);
  }
  const item = lexer.value();
  if (!isDictionary(item)) return { number, item };
  const after = lexer.position;
  const next = lexer.next();
  if (!(next instanceof PdfKeyword) || next.word !== "stream") return { number, item };
  let start = bytes.indexOf(0x6d, after + bytes.subarray(after, lexer.position).lastIndexOf(0x73) + 5) + 1;
  if (bytes[start] === 13) start++;
  if (bytes[start] === 10) start++;
  const length = resolve(item.get("Length"));
  if (typeof length === "number" && length >= 0 && endsAt(bytes, start + length)) {
    return { number, item: new PdfStream(item, bytes.subarray(start, start + length), true) };
  }
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf("endstream", start);
  if (end < 0) throw new PdfSyntaxError(`the stream ${number} has no end`);
  const lineEnd = bytes[end - 1] === 10 ? (bytes[end - 2] === 13 ? 2 : 1) : bytes[end - 1] === 13 ? 1 : 0;
  return { number, item: new PdfStream(item, bytes.subarray(start, end - lineEnd), false) };
}

/** Whether `endstream` follows, after at most one end of line. */
function endsAt(bytes: Uint8Array, at: number): boolean {
  let from = at;
  if (bytes[from] === 13) from++;
  if (bytes[from] === 10) from++;
  return Buffer.from(bytes.subarray(from, from + 9)).toString("latin1") === "endstream";
}
