import type { PdfReader } from "../../reader/pdf-reader.ts";
import {
  isArray,
  isDictionary,
  PdfName,
  PdfReference,
  PdfStream,
  PdfString,
  type PdfItem,
} from "../../reader/pdf-syntax.ts";

/** Whether two values are equal, following references. */
export function sameItem(reader: PdfReader, one: PdfItem | undefined, other: PdfItem | undefined, depth = 0): boolean {
  if (one instanceof PdfReference && other instanceof PdfReference && one.number === other.number) return true;
  const [a, b] = [reader.resolve(one), reader.resolve(other)];
  if (a === b) return true;
  if (depth > 20) return false;
  if (a instanceof PdfName) return b instanceof PdfName && a.name === b.name;
  if (a instanceof PdfString) return b instanceof PdfString && a.bytes === b.bytes;
  if (isArray(a))
    return isArray(b) && a.length === b.length && a.every((item, index) => sameItem(reader, item, b[index], depth + 1));
  if (a instanceof PdfStream)
    return (
      b instanceof PdfStream &&
      Buffer.compare(reader.decode(a), reader.decode(b)) === 0 &&
      sameItem(reader, a.dictionary, b.dictionary, depth + 1)
    );
  if (!isDictionary(a) || !isDictionary(b)) return false;
  const keys = [...a.keys()].filter((key) => !packing.has(key));
  return (
    keys.length === [...b.keys()].filter((key) => !packing.has(key)).length &&
    keys.every((key) => sameItem(reader, a.get(key), b.get(key), depth + 1))
  );
}

/** How a stream is compressed does not affect its content. */
const packing: ReadonlySet<string> = new Set(["Length", "Filter", "DecodeParms"]);
