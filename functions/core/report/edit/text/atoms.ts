import { lineOf } from "../source/find-block.ts";
import type { ChipKind, ContentItem, DescribedItem, TextStyle } from "../edit.ts";

/** What is kept as it is written. */
export interface Chip {
  readonly kind: ChipKind;
  /** As it is written, also as a piece of Markdown. */
  readonly source: string;
}

/** A character of a text, or a chip, with how it is set. */
export interface Atom {
  /** The character; undefined for a chip. */
  readonly char?: string | undefined;
  /** Its number among the block's chips. */
  readonly keep?: number | undefined;
  readonly style: TextStyle;
  /** Offsets in the text as written; absent for what is new, or where they are not known. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Number of the piece of the block that holds it: a stretch of plain words, or something that is set otherwise. */
  readonly piece?: number | undefined;
}

/** Whether a character's weight and slant cannot be seen. */
function isBlank(char: string | undefined): boolean {
  return char !== undefined && /^\s$/.test(char);
}

/** An atom in words that are the same only for atoms that are printed alike. */
export function keyOf({ char, keep, style }: Atom): string {
  const { bold, italic, strike, link } = style;
  const seen = isBlank(char) ? [strike, link] : [strike, link, bold, italic];
  return JSON.stringify([char ?? keep, seen.map((each) => each || 0)]);
}

/** The atoms of a content that a client sends: line ends and tabs are spaces, and none stand at its ends. */
export function atomsOf(content: readonly ContentItem[]): Atom[] {
  const atoms = content.flatMap((item): Atom[] => {
    const style = styleOf(item);
    if (!("text" in item)) return [{ keep: item.keep, style }];
    return [...item.text.replace(/\s*[\n\r\t\u2028\u2029]\s*/g, " ")].map((char) => ({ char, style }));
  });
  return trimmed(atoms);
}

/** Atoms without blanks at the ends. */
export function trimmed(atoms: readonly Atom[]): Atom[] {
  const first = atoms.findIndex(({ char }) => !isBlank(char));
  return first < 0 ? [] : atoms.slice(first, atoms.findLastIndex(({ char }) => !isBlank(char)) + 1);
}

/** A style with only what is on. */
export function styleOf({ bold, italic, strike, link }: TextStyle): TextStyle {
  return {
    ...(bold === true && { bold }),
    ...(italic === true && { italic }),
    ...(strike === true && { strike }),
    ...(link !== undefined && link !== "" && { link }),
  };
}

/** Atoms as an editor gets them: words of one style together. @param source the text of their file */
export function describeAtoms(atoms: readonly Atom[], chips: readonly Chip[], source: string): DescribedItem[] {
  const items: DescribedItem[] = [];
  let last = "";
  for (const { char, keep, style, from } of atoms) {
    const key = JSON.stringify(style);
    const before = items.at(-1);
    if (char === undefined) items.push({ keep: keep!, ...style, ...chips[keep!]!, ...placeAt(source, from) });
    else if (before !== undefined && "text" in before && last === key)
      items[items.length - 1] = { ...before, text: before.text + char };
    else items.push({ text: char, ...style });
    last = key;
  }
  return items;
}

/** Line and column, both from 1, of an offset, if it is known. */
function placeAt(source: string, offset: number | undefined): { readonly line?: number; readonly column?: number } {
  if (offset === undefined) return {};
  return { line: lineOf(source, offset), column: offset - (source.lastIndexOf("\n", offset - 1) + 1) + 1 };
}
