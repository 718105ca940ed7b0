import { everyDictionary } from "../reader/every-dictionary.ts";
import type { PdfDictionary } from "../reader/pdf-syntax.ts";
import type { Inspection } from "./inspection.ts";

/** The rules for embedded files (ISO 19005-3, 6.8; ISO 14289-1, 7.11; ISO 19005-4, 6.9; ISO 14289-2, 8.14). */
export function checkAttachments({ reader, findings }: Inspection): void {
  /**
   * File specifications named as associated files. Each dictionary is read only once, so they can be compared by
   * identity.
   */
  const associated = new Set<PdfDictionary>();
  const specifications: { readonly object: number; readonly dictionary: PdfDictionary }[] = [];
  for (const { dictionary, object } of everyDictionary(reader)) {
    for (const file of reader.list(dictionary.get("AF"))) associated.add(reader.dictionary(file));
    if (reader.dictionary(dictionary.get("EF")).size > 0) specifications.push({ object, dictionary });
  }
  if (!reader.dictionary(reader.catalog.get("Names")).has("EmbeddedFiles")) findings.add("no-embedded-file");
  for (const { object, dictionary } of specifications) {
    const [f, uf] = [reader.text(dictionary.get("F")) ?? "", reader.text(dictionary.get("UF")) ?? ""];
    const place = [uf, f].find((name) => name !== "") ?? `object ${object}`;
    if (!dictionary.has("Desc")) findings.add("file-without-description", place);
    if (f === "" || uf === "") findings.add("file-without-name", place);
    if (reader.name(dictionary.get("AFRelationship")) === undefined) findings.add("file-without-relationship", place);
    if (!associated.has(dictionary)) findings.add("file-not-associated", place);
    const files = reader.dictionary(dictionary.get("EF"));
    const stream = reader.stream(files.get("F") ?? files.get("UF"));
    if (stream === undefined || !/^[\w.+-]+\/[\w.+-]+$/.test(reader.name(stream.dictionary.get("Subtype")) ?? ""))
      findings.add("file-without-type", place);
  }
}
