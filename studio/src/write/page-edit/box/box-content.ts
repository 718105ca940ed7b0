import type { ContentItem, DescribedItem, TextStyle } from "../edits/edited-block.ts";
import { findFolds, type Fold } from "./find-folds.ts";
import { chosenBy, type NameTag, nothingShown, printsNothing, shownBy, type ShownTexts } from "./shown-chips.ts";

/** Stands for a chip in the text of a box; U+FFFC, the object replacement character. */
export const chipCharacter = "\ufffc";

/** A chip's character is without its chip: what it stood for would be taken out of the template. */
export class LostChip extends Error {}

/** A stretch of the box's text that is set in a way. */
export interface StyledRange {
  readonly from: number;
  readonly to: number;
  readonly style: TextStyle;
}

/** A chip in the text of a box. */
interface BoxChip {
  readonly at: number;
  readonly keep: number;
  readonly source: string;
  /** What it prints, if that is known. */
  readonly shown?: string | undefined;
}

/** A content as a text box holds it. */
export interface BoxContent {
  readonly text: string;
  /** The chips, in the order of the text. */
  readonly chips: readonly BoxChip[];
  readonly ranges: readonly StyledRange[];
  /** The conditions of which it is known what they print. */
  readonly folds: readonly Fold[];
}

/**
 * A content for a text box.
 *
 * @param shown what is printed of it
 * @param nameTag what its conditions are called
 */
export function boxOf(
  items: readonly DescribedItem[],
  shown: ShownTexts = nothingShown,
  nameTag: NameTag = () => undefined,
): BoxContent {
  let text = "";
  const chips: BoxChip[] = [];
  const ranges: StyledRange[] = [];
  const silent: number[] = [];
  const tags: { readonly at: number; readonly source: string; readonly chosen: readonly number[] | undefined }[] = [];
  for (const item of items) {
    const { text: words, keep, source = "", bold, italic, strike, link } = item;
    const from = text.length;
    if (keep !== undefined) chips.push({ at: from, keep, source, shown: shownBy(item, shown, nameTag) });
    if (printsNothing(item, shown)) silent.push(from);
    if (item.kind === "tag") tags.push({ at: from, source, chosen: chosenBy(item, shown) });
    text += keep === undefined ? (words ?? "").replaceAll(chipCharacter, "") : chipCharacter;
    const style = styleOf({ bold, italic, strike, link });
    if (Object.keys(style).length > 0) ranges.push({ from, to: text.length, style });
  }
  return { text, chips, ranges, folds: findFolds(text, tags, silent) };
}

/**
 * The content of a text box.
 *
 * @param keepAt the chip at an offset
 * @param styleAt how the character at an offset is set
 * @throws LostChip
 */
export function contentOf(
  text: string,
  keepAt: (offset: number) => number | undefined,
  styleAt: (offset: number) => TextStyle,
): ContentItem[] {
  const items: ContentItem[] = [];
  let last = "";
  for (let at = 0; at < text.length; at++) {
    const style = styleOf(styleAt(at));
    const keep = text[at] === chipCharacter ? keepAt(at) : undefined;
    const key = JSON.stringify(style);
    const before = items.at(-1);
    if (keep !== undefined) items.push({ keep, ...style });
    else if (text[at] === chipCharacter) throw new LostChip();
    else if (before !== undefined && "text" in before && last === key)
      items[items.length - 1] = { ...before, text: before.text + text[at]! };
    else items.push({ text: text[at]!, ...style });
    last = key;
  }
  return items;
}

/** A style with only what is on. */
function styleOf({ bold, italic, strike, link }: TextStyle): TextStyle {
  return {
    ...(bold === true && { bold }),
    ...(italic === true && { italic }),
    ...(strike === true && { strike }),
    ...(link !== undefined && link !== "" && { link }),
  };
}
