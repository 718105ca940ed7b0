import { BroadsheetError } from "../../core/errors.ts";
import { hintNearMatch } from "../../core/near-match.ts";

const forms = ["webhook=NAME", "mail=ADDRESS[,ADDRESS]", "attach=ADDRESS[,ADDRESS]", "copy=FOLDER", "an entry as JSON"];
const keys = ["webhook", "mail", "attach", "copy"];

/**
 * Parses the words of `--deliver` into entries of a `deliver` list, which the API checks: `attach` is a letter with the
 * PDF, and JSON is an entry as it stands.
 *
 * @param renditions forms that go with every letter and copy of these words: `--renditions`, separated by commas
 * @param dataChanges whether every letter of these words says what changed in the data: `--data-changes`
 * @throws BroadsheetError `invalid-request` for a word of another form, for renditions that go nowhere, and changes
 *   that no letter says
 */
export function parseDeliverWords(
  words: readonly string[],
  renditions?: string,
  dataChanges = false,
): readonly unknown[] {
  const forms = renditions === undefined ? undefined : { renditions: renditions.split(",").map((form) => form.trim()) };
  if (forms !== undefined && !words.some((word) => /^(?:mail|attach|copy)=/.test(word)))
    throw new BroadsheetError("invalid-request", {
      code: "invalid-option",
      message: "--renditions go with letters and copies: --deliver names none",
      seen: renditions,
      hint: "add --deliver mail=ADDRESS, attach=ADDRESS or copy=FOLDER; an entry as JSON has its own renditions",
    });
  if (dataChanges && !words.some((word) => /^(?:mail|attach)=/.test(word)))
    throw new BroadsheetError("invalid-request", {
      code: "invalid-option",
      message: "--data-changes are said in letters: --deliver names none",
      seen: words,
      hint: "add --deliver mail=ADDRESS or attach=ADDRESS; an entry as JSON has its own dataChanges",
    });
  return words.map((word) => {
    if (word.startsWith("{")) return parseEntry(word);
    const at = word.indexOf("=");
    const [key, value] = [word.slice(0, Math.max(at, 0)), word.slice(at + 1)];
    if (at < 1 || value === "" || !keys.includes(key)) throw badWord(word, key);
    if (key === "webhook") return { webhook: value };
    if (key === "copy") return { copy: { to: value, ...forms } };
    return {
      mail: {
        to: value.split(",").map((address) => address.trim()),
        ...(key === "attach" && { attach: true }),
        ...forms,
        ...(dataChanges && { dataChanges }),
      },
    };
  });
}

function parseEntry(word: string): unknown {
  try {
    return JSON.parse(word) as unknown;
  } catch (error) {
    throw new BroadsheetError("invalid-request", {
      code: "invalid-option",
      message: `--deliver is not JSON: ${(error as Error).message}`,
      seen: word.slice(0, 200),
      allowed: forms,
    });
  }
}

function badWord(word: string, key: string): BroadsheetError {
  return new BroadsheetError("invalid-request", {
    code: "invalid-option",
    message: `--deliver takes ${forms.slice(0, -1).join(", ")} or ${forms.at(-1)}, not "${word}"`,
    seen: word,
    allowed: forms,
    ...hintNearMatch(key, keys),
  });
}
