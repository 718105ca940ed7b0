import type { DescribedItem } from "../edited-block.ts";

/** What a `{{ … }}` of the texts prints first, and where it is written: line and column from 1. */
export interface ShownValue {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
  /** Whether it is also printed as another text. */
  readonly varies?: boolean | undefined;
}

/** What the values of a file print, by where they are written. */
export type ShownTexts = ReadonlyMap<string, string>;

/** What the values of a file print; of one that prints several texts, the first and an ellipsis. */
export function shownIn(file: string, values: readonly ShownValue[]): ShownTexts {
  return new Map(
    values
      .filter((value) => value.file === file)
      .map(({ line, column, text, varies }) => [placeOf(line, column), varies === true ? `${text} …` : text]),
  );
}

/** What a tag is called; undefined for one that has no other name. */
export type NameTag = (tag: string) => string | undefined;

/** What a chip prints, and of a condition what it is called; undefined if that is not known, or nothing. */
export function shownBy(
  { kind, source = "", line, column }: DescribedItem,
  shown: ShownTexts,
  nameTag: NameTag,
): string | undefined {
  if (kind === "tag") return nameTag(source);
  const text = kind === "value" && line !== undefined ? shown.get(placeOf(line, column)) : undefined;
  return text === "" ? undefined : text;
}

function placeOf(line: number, column = 1): string {
  return `${line}:${column}`;
}
