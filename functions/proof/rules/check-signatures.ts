import { isDictionary, type PdfDictionary } from "../reader/pdf-syntax.ts";
import type { Inspection } from "./inspection.ts";

/**
 * The rule for digital signatures (ISO 19005-3, 6.4.3): the last one covers the whole file, earlier ones the file as it
 * was then.
 */
export function checkSignatures({ reader, findings }: Inspection): void {
  const { bytes } = reader;
  const ends: number[] = [];
  for (const number of reader.numbers) {
    const item = reader.object(number);
    if (!isDictionary(item) || !item.has("ByteRange")) continue;
    const end = signedTo(item);
    if (end === undefined) findings.add("signature", `object ${number}`);
    else ends.push(end);
  }
  if (ends.length > 0 && Math.max(...ends) !== bytes.length) findings.add("signature", `the last of ${ends.length}`);

  /**
   * Where the signed bytes end; `undefined` if they do not begin at 0, or leave out more than the signature's
   * hexadecimal string.
   */
  function signedTo(signature: PdfDictionary): number | undefined {
    const [start, length = 0, next = 0, rest = 0, ...more] = reader
      .list(signature.get("ByteRange"))
      .map((item) => reader.number(item) ?? -1);
    const gap = Buffer.from(bytes.subarray(Math.max(0, length), Math.max(0, next))).toString("latin1");
    return start === 0 && more.length === 0 && /^<[0-9a-f]+>$/i.test(gap) ? next + rest : undefined;
  }
}
