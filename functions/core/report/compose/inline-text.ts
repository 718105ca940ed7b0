import type { Inline } from "../document/document.ts";

/** The characters of inline content, for outlines and ids. Footnote marks are left out. */
export function inlineText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline): string => {
      switch (inline.type) {
        case "text":
        case "code":
          return inline.text;
        case "break":
          return " ";
        case "formula":
          return inline.tex;
        case "footnote":
        case "page-reference":
          return "";
        default:
          return inlineText(inline.children);
      }
    })
    .join("");
}
