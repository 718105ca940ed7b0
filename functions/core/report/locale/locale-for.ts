import { BroadsheetError } from "../../errors.ts";
import { hintNearMatch } from "../../near-match.ts";
import { languages } from "./languages.ts";
import type { Locale } from "./locale.ts";

/**
 * The pinned locale of a language, by its key in `languages.ts`: `en`, `zh-Hant`.
 *
 * @throws BroadsheetError `invalid-request` naming the supported languages
 */
export function localeFor(language: string): Locale {
  const locale = Object.hasOwn(languages, language) ? languages[language] : undefined;
  if (locale !== undefined) return locale;
  const allowed = Object.keys(languages);
  throw new BroadsheetError("invalid-request", {
    code: "unknown-language",
    message: `Broadsheet does not support the language "${language}"`,
    seen: language,
    allowed,
    ...hintNearMatch(language, allowed),
  });
}
