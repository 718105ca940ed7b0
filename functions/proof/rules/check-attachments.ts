import { isDictionary, PdfReference, type PdfDictionary } from "../reader/pdf-syntax.ts";
import type { Inspection } from "./inspection.ts";

/** The rules for embedded files (ISO 19005-3, 6.8; ISO 14289-1, 7.11). */
export function checkAttachments({ reader, findings }: Inspection): void {
  const associated = new Set<number>();
  const specifications: { readonly number: number; readonly dictionary: PdfDictionary }[] = [];
  for (const number of reader.numbers) {
    const item = reader.object(number);
    const dictionary = reader.dictionary(item);
    for (const file of reader.list(dictionary.get("AF"))) if (file instanceof PdfReference) associated.add(file.number);
    if (isDictionary(item) && item.has("EF") && reader.dictionary(item.get("EF")).size > 0) specifications.push({ number, dictionary: item });
  }
  for (const { number, dictionary } of specifications) {
    const place = reader.text(dictionary.get("UF")) ?? reader.text(dictionary.get("F")) ?? `object ${number}`;
    if (!dictionary.has("F") || !dictionary.has("UF")) findings.add("file-without-name", place);
    if (reader.name(dictionary.get("AFRelationship")) === undefined) findings.add("file-without-relationship", place);
    if (!associated.has(number)) findings.add("file-not-associated", place);
    const files = reader.dictionary(dictionary.get("EF"));
    const stream = reader.stream(files.get("F") ?? files.get("UF"));
    if (stream === undefined || !/^[\w.+-]+\/[\w.+-]+$/.test(reader.name(stream.dictionary.get("Subtype")) ?? "")) findings.add("file-without-type", place);
  }
}
