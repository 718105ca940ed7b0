import { BroadsheetError } from "../errors.ts";

/** Pattern for names of templates, datasets, queries and charts. */
export const namePattern = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** What that pattern allows, in words. */
export const nameWords = "lower-case letters, digits and hyphens, at most 63, not starting with a hyphen";

/** Whether `text` may name a stored template or dataset. */
export function isName(text: string): boolean {
  return namePattern.test(text);
}

/**
 * Returns `text` if it may name a stored thing.
 *
 * @param what the kind of thing, for the message: `template`, `dataset`
 * @throws BroadsheetError `invalid-request`
 */
export function assertName(text: string, what: string, pointer?: string): string {
  if (isName(text)) return text;
  throw new BroadsheetError("invalid-request", {
    code: "invalid-name",
    message: `"${text}" cannot be the name of a ${what}: use ${nameWords}`,
    where: pointer === undefined ? undefined : { pointer },
    seen: text,
    allowed: nameWords,
  });
}
