import { blocksOf } from "../../document/blocks-of.ts";
import type { Inline } from "../../document/document.ts";
import { plainText } from "../../document/plain-text.ts";
import type { RenditionDifference } from "./compare-rendition.ts";
import type { StatedParts } from "./stating.ts";
import type { TextBlock } from "./text-block.ts";

/**
 * Whether a card says only what its report says, and in its order: the title, and of the other lines any, but none
 * that the report has not.
 *
 * @param blocks the card's, read back by code that shares nothing with its writer
 * @returns the lines that are not the report's
 */
export function compareCard(
  parts: Pick<StatedParts, "document" | "charts">,
  blocks: readonly TextBlock[],
): RenditionDifference[] {
  const { title, lines } = sayable(parts);
  const [first, ...others] = blocks;
  const differences: RenditionDifference[] = [];
  if (first?.kind !== "title" || first.text !== title)
    differences.push({ line: 0, report: { kind: "title", text: title }, ...(first && { rendition: first }) });
  let next = 0;
  for (const [index, block] of others.entries()) {
    const found = block.kind === "line" ? lines.indexOf(block.text, next) : -1;
    if (found < 0) differences.push({ line: index + 1, rendition: block });
    else next = found + 1;
  }
  return differences;
}

/** Every line that a card may show, in the order in which cards show them. */
function sayable({ document, charts }: Pick<StatedParts, "document" | "charts">): {
  readonly title: string;
  readonly lines: readonly string[];
} {
  const body: string[] = [];
  const foot: string[] = [document.header.left];
  let headline = "";
  for (const block of blocksOf(document)) {
    if (block.type === "heading" && block.level === 1) headline ||= plainText(block.children);
    if (block.type === "paragraph" && block.role !== undefined)
      say(block.role === "dateline" ? foot : body, block.children);
    if (block.type === "key-figures")
      for (const { value, label, change, note } of block.items) say(body, value, label, change?.children ?? [], note);
    if (block.type === "figure") {
      say(body, block.title, block.deck);
      body.push(settled(charts.get(block.id)?.alt ?? ""));
    }
  }
  return { title: headline || document.title, lines: [...body, ...[...foot, document.watermark ?? ""].map(settled)] };
}

function say(to: string[], ...inlines: readonly (readonly Inline[])[]): void {
  to.push(...inlines.map(plainText));
}

function settled(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
