import { branchesAt, printsNothing, type ShownTexts } from "./box/shown-chips.ts";
import type { InnerText } from "./edits/edited-block.ts";

/** What a box of a text within a block is called among those of the block. */
export function innerName({ line, column }: Pick<InnerText, "line" | "column">): string {
  return `text ${line}:${column}`;
}

/** Whether a text is printed, as far as that is known of the conditions around it. */
export function isPrinted({ under, content }: InnerText, shown: ShownTexts): boolean {
  if (shown.choices.size === 0) return true;
  if (content.every((item) => printsNothing(item, shown))) return false;
  return under.every((condition) => branchesAt(condition, shown)?.includes(condition.branch) === true);
}

/** Whether a text begins a figure: with its value, which is bold. */
export function beginsFigure({ content }: InnerText): boolean {
  return content.find(({ kind }) => kind !== "tag")?.bold === true;
}
