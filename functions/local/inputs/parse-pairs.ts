import { BroadsheetError } from "../../core/errors.ts";

/**
 * Parses repeatable options of the form `key=value`.
 *
 * @param option the option's name, for the error
 * @param form the expected form, e.g. `alias=file`
 * @throws BroadsheetError `invalid-request` for a word without a key, or a key given twice
 */
export function parsePairs(words: readonly string[], option: string, form: string): Record<string, string> {
  const entries = words.map((word) => {
    const at = word.indexOf("=");
    if (at > 0) return [word.slice(0, at), word.slice(at + 1)] as const;
    throw new BroadsheetError("invalid-request", {
      code: "invalid-option",
      message: `${option} takes ${form}, not "${word}"`,
      seen: word,
      allowed: form,
    });
  });
  const repeated = entries.find(([key], index) => entries.findIndex(([other]) => other === key) !== index);
  if (repeated !== undefined) {
    throw new BroadsheetError("invalid-request", {
      code: "invalid-option",
      message: `${option} ${repeated[0]} is given twice`,
      seen: repeated[0],
    });
  }
  return Object.fromEntries(entries);
}
