import type { Inline } from "./document.ts";

/** The words of inline content, without its footnote marks and pages. */
export function plainText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (inline.type === "text" || inline.type === "code") return inline.text;
      if (inline.type === "formula") return inline.tex;
      if (inline.type === "break") return " ";
      return inline.type === "footnote" || inline.type === "page-reference" ? "" : plainText(inline.children);
    })
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}
