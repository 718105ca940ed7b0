import type { PdfReader } from "./pdf-reader.ts";
import { isArray, isDictionary, PdfStream, type PdfDictionary, type PdfItem } from "./pdf-syntax.ts";

/**
 * Yields every dictionary of a file with the object that contains it, including those of streams and nested ones.
 * References are not followed, so each dictionary occurs once.
 */
export function* everyDictionary(
  reader: PdfReader,
): Generator<{ readonly dictionary: PdfDictionary; readonly object: number }> {
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
