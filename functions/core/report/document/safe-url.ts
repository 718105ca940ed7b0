/** Schemes that a link may have: those a reader expects in a text, and none that runs code. */
export const linkSchemes = ["https:", "http:", "mailto:"] as const;

/** Control characters, spaces and signs of direction: browsers skip them, or show something else than they open. */
// eslint-disable-next-line no-control-regex -- control characters are the target
const hidden = /[\u0000-\u0020\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

/**
 * Whether a link may lead to an address: a complete http, https or mailto address that every reader understands alike.
 * There are no control characters in it, no backslashes (browsers take them for slashes), and no name before an `@`,
 * which makes another host look like the one that is meant.
 */
export function isSafeUrl(url: string): boolean {
  if (hidden.test(url) || url.includes("\\") || !URL.canParse(url)) return false;
  if (/^mailto:[^/]/i.test(url)) return true;
  const host = /^https?:\/\/([^/?#]+)/i.exec(url)?.[1];
  return host !== undefined && !host.includes("@");
}
