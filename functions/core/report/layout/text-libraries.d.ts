/** Types for the text libraries that ship none. */

declare module "hyphen/*/index.js" {
  const patterns: { hyphenateSync(text: string, options?: { hyphenChar?: string; minWordLength?: number }): string };
  export default patterns;
}

declare module "bidi-js" {
  /** UAX #9. Levels are one per UTF-16 code unit. */
  export interface Bidi {
    getEmbeddingLevels(
      text: string,
      base?: "ltr" | "rtl",
    ): {
      readonly levels: Uint8Array;
      readonly paragraphs: readonly { readonly start: number; readonly end: number; readonly level: number }[];
    };
    getMirroredCharacter(character: string): string | null;
  }
  export default function bidiFactory(): Bidi;
}
