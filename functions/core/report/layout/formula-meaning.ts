import type { Drawing } from "../../drawing.ts";

/** What a formula's structure element holds: its words, and their language where that is not the report's. */
export function formulaMeaning({ alt, lang }: Drawing): { readonly alt: string; readonly lang?: string } {
  return lang === undefined ? { alt } : { alt, lang };
}
