import type { Composition } from "./composition.ts";
import type { Block } from "../document/document.ts";
import { inlineText } from "./inline-text.ts";

/**
 * Warns of a report without a word (`empty-report`), and of a table of contents or list without entries
 * (`empty-contents`).
 *
 * @param file the file of the report's text
 */
export function warnOfEmptiness(
  { warn, contents, counts, levels }: Composition,
  body: readonly Block[],
  file: string,
): void {
  if (body.every((block) => block.type === "heading" && inlineText(block.children).trim() === "")) {
    warn({
      code: "empty-report",
      message: `${file}: the report has no text: its pages are blank`,
      where: { file },
      hint: "write something: # A title, and a paragraph",
    });
  }
  for (const { of, depth, where } of contents) {
    const last = Math.max(2, depth);
    const entries =
      of === "figures"
        ? counts.figures
        : of === "tables"
          ? counts.tables
          : [...levels].filter((level) => level > 1 && level <= last).length;
    if (entries > 0) continue;
    const listed =
      of === "figures"
        ? "figure with a number"
        : of === "tables"
          ? "table with a number"
          : `heading of level 2${last > 2 ? ` to ${last}` : ""} (##)`;
    warn({
      code: "empty-contents",
      message: `${where.file}:${where.line}: toc prints nothing: the report has no ${listed}`,
      where,
    });
  }
}
