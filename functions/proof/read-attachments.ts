import { PdfReader } from "./reader/pdf-reader.ts";
import { isDictionary } from "./reader/pdf-syntax.ts";

/** Reads the files attached to a PDF: name → content, sorted by name. */
export function readAttachments(reader: PdfReader): ReadonlyMap<string, Uint8Array> {
  const files: [string, Uint8Array][] = [];
  for (const number of reader.numbers) {
    const item = reader.object(number);
    if (!isDictionary(item) || !item.has("EF")) continue;
    const name = reader.text(item.get("UF")) ?? reader.text(item.get("F"));
    const content = reader.dictionary(item.get("EF"));
    const stream = reader.stream(content.get("F") ?? content.get("UF"));
    if (name !== undefined && stream !== undefined) files.push([name, reader.decode(stream)]);
  }
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}
