import type { GlyphGroup } from "../../fonts/text-layer.ts";
import { textSyntax } from "./pdf-value.ts";

/** The operator that says how a group of glyphs is read; absent: as its glyphs are. `EMC` ends it. */
export function openingOf({ says, reversed }: GlyphGroup): string | undefined {
  if (says !== undefined) return `/Span <</ActualText ${textSyntax(says)}>> BDC`;
  return reversed === true ? "/ReversedChars BMC" : undefined;
}
