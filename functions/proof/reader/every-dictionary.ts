import type { PdfReader } from "./pdf-reader.ts";
import { isArray, isDictionary, PdfStream, type PdfDictionary, type PdfItem } from "./pdf-syntax.ts";

/**
 * Every dictionary of a file with the object that holds it: those of streams too, and those that stand inside of others. References are not followed,
 * so that each comes once.
 */
export function* everyDictionary(reader: PdfReader): Generator<{ readonly dictionary: PdfDictionary; readonly object: number }> {
  for (const object of reader.numbers) {
    const waiting: (PdfItem | undefined)[] = [reader.object(object)];
    while (waiting.length > 0) {
      const item = waiting.pop();
      const dictionary = item instanceof PdfStream ? item.dictionary : item;
      if (isArray(dictionary)) waiting.push(...dictionary);
      if (!isDictionary(dictionary)) continue;
      yield { dictionary, object };
      waiting.push(...dictionary.values());
    }
  }
}
