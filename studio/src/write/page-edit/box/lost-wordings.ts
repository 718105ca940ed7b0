import type { ContentItem } from "../edits/edited-block.ts";
import { type BoxContent, chipCharacter } from "./box-content.ts";

/** Most characters of a wording. */
const most = 120;

/**
 * The wordings that a text had for other data, and has no more: those of the conditions that were deleted with words
 * around them.
 *
 * @param before the text when its box was opened
 * @param now what the box holds
 */
export function lostWordings({ text, chips, folds }: BoxContent, now: readonly ContentItem[]): readonly string[] {
  const kept = new Set(now.flatMap((item) => ("keep" in item ? [item.keep] : [])));
  const lost = new Set(chips.filter(({ keep }) => !kept.has(keep)).map(({ at }) => at));
  return folds
    .filter(({ hidden: [first], others }) => others > 0 && first !== undefined && lost.has(first.from))
    .flatMap(({ hidden }) => hidden)
    .flatMap(({ from, to }) => wordingIn(text.slice(from, to)));
}

/** The words of a stretch, without what chips print. */
function wordingIn(text: string): readonly string[] {
  const words = text.split(chipCharacter).map((part) => part.trim());
  const said = words.filter((part) => /\p{L}/u.test(part)).join(" … ");
  return said === "" ? [] : [said.length > most ? `${said.slice(0, most)}…` : said];
}
