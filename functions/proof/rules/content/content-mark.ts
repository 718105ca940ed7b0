import type { StructureElement } from "../structure/read-structure.ts";

/** A marked-content sequence (ISO 32000-1, 14.6), as far as the rules need it. */
export interface ContentMark {
  readonly artifact: boolean;
  /** Elements of the structure tree that the sequence belongs to. */
  readonly element: StructureElement | undefined;
  readonly mcid: number | undefined;
  readonly lang: boolean;
  readonly actualText: boolean;
}

/** What stands for the marks around content that is read through something else. */
export const withinOthers: ContentMark = { artifact: true, element: undefined, mcid: undefined, lang: true, actualText: false };

/** Whether the language of a text in this sequence is known, or does not matter. */
export function speaks({ artifact, lang, element }: ContentMark): boolean {
  if (artifact || lang) return true;
  for (let node = element; node !== undefined; node = node.parent) if (node.dictionary.has("Lang")) return true;
  return false;
}
