import type { Composition } from "../composition.ts";

/** Schemes that a link may have: those a reader expects in a text, and none that runs code. */
export const linkSchemes = ["https:", "http:", "mailto:"] as const;

/** A link's address with its values inserted, each encoded unless it begins the address. */
export function linkUrl(composition: Composition, url: string): string {
  return composition
    .splitValues(url)
    .map((piece, index) => {
      if ("text" in piece) return piece.text;
      const value = String(piece.value ?? "");
      return index === 0 ? value : encodeURIComponent(value);
    })
    .join("");
}

/** Whether an address is absolute, of an allowed scheme, and without control characters, which browsers skip. */
export function isSafeUrl(url: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are the target
  if (/[\u0000-\u0020\u007f]/.test(url)) return false;
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(url)?.[0].toLowerCase();
  return scheme !== undefined && (linkSchemes as readonly string[]).includes(scheme);
}
