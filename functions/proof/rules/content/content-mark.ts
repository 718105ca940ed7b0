import type { StructureElement } from "../structure/read-structure.ts";

/** A marked-content sequence (ISO 32000-1, 14.6), as far as the rules need it. */
export interface ContentMark {
  readonly artifact: boolean;
  /** Element of the structure tree to which the sequence belongs. */
  readonly element: StructureElement | undefined;
  readonly mcid: number | undefined;
  readonly lang: boolean;
  readonly actualText: boolean;
}

/** The mark of content that is read through something else. */
export const withinOthers: ContentMark = {
  artifact: true,
  element: undefined,
  mcid: undefined,
  lang: true,
  actualText: false,
};

/** Whether the language of text in this sequence is known or irrelevant. */
export function speaks({ artifact, lang, element }: ContentMark): boolean {
  if (artifact || lang) return true;
  for (let node = element; node !== undefined; node = node.parent) if (node.dictionary.has("Lang")) return true;
  return false;
}
