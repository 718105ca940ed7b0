import type { Block } from "../../document/document.ts";
import { walkBlocks } from "../../document/walk-blocks.ts";
import type { LayoutContext } from "../layout-context.ts";
import { runsRightToLeft } from "./bidi-levels.ts";
import { plainText } from "../../document/plain-text.ts";
import { readsFromRight } from "./reads-from-right.ts";

/** Whether blocks run from right to left, as their first text does; their labels and bars are then on the right. */
export function blocksRunRightToLeft({ locale }: Pick<LayoutContext, "locale">, blocks: readonly Block[]): boolean {
  return runsRightToLeft(firstText(blocks) ?? "", readsFromRight(locale));
}

function firstText(blocks: readonly Block[]): string | undefined {
  for (const block of walkBlocks(blocks)) {
    const [first] = block.type === "definitions" ? block.items : [];
    const text =
      block.type === "paragraph" || block.type === "heading"
        ? plainText(block.children)
        : plainText(first?.terms[0] ?? []);
    if (text.trim() !== "") return text;
  }
  return undefined;
}
