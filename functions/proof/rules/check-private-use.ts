import { everyDictionary } from "../reader/every-dictionary.ts";
import { PdfString } from "../reader/pdf-syntax.ts";
import type { Inspection } from "./inspection.ts";

/** Characters whose meaning only a font knows. */
const privateUse = /[\ue000-\uf8ff\u{f0000}-\u{ffffd}\u{100000}-\u{10fffd}]/u;
/** Texts that stand for content, and others that people read. */
const alternatives = ["Alt", "ActualText"];
const others = ["Contents", "Desc", "E", "Title", "TU"];

export function hasPrivateUse(text: string): boolean {
  return privateUse.test(text);
}

/**
 * The rules for texts beside the content (ISO 14289-2, 8.4.3 and 8.6; ISO 19005-4, 6.2.10.8): no reader knows what
 * characters of the private use area mean.
 */
export function checkPrivateUse({ reader, findings }: Inspection): void {
  for (const { dictionary, object } of everyDictionary(reader)) {
    // The Contents of a signature are bytes.
    if (dictionary.has("ByteRange")) continue;
    const speaks = (keys: readonly string[]): boolean =>
      keys.some((key) => {
        const value = dictionary.get(key);
        return value instanceof PdfString && hasPrivateUse(reader.text(value) ?? "");
      });
    if (speaks(alternatives)) findings.add("private-use-alternative", `object ${object}`);
    if (speaks(others)) findings.add("private-use-string", `object ${object}`);
  }
}
