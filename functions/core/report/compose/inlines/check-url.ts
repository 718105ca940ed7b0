import type { Composition } from "../composition.ts";

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
