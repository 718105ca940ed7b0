import type { DescribedItem } from "../edits/edited-block.ts";

/** What a `{{ … }}` of the texts prints first, and where it is written: line and column from 1. */
export interface ShownValue {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
  /** Whether it is also printed as another text. */
  readonly varies?: boolean | undefined;
}

/** A condition of the texts that was decided, where it is written, and the branches that are printed, from 0. */
export interface ShownChoice {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** That of `else` is the last, also if it is unwritten. */
  readonly branches: readonly number[];
}

/** What is printed of the texts of a file, by where it is written. */
export interface ShownTexts {
  /** What the values print. */
  readonly values: ReadonlyMap<string, string>;
  /** Which branches of the conditions are printed. */
  readonly choices: ReadonlyMap<string, readonly number[]>;
}

/** Nothing is known of what is printed. */
export const nothingShown: ShownTexts = { values: new Map(), choices: new Map() };

/** What the texts of a file print; of a value that prints several texts, the first and an ellipsis. */
export function shownIn(
  file: string,
  { values, choices }: { readonly values: readonly ShownValue[]; readonly choices: readonly ShownChoice[] },
): ShownTexts {
  return {
    values: new Map(
      values
        .filter((value) => value.file === file)
        .map(({ line, column, text, varies }) => [placeOf(line, column), varies === true ? `${text} …` : text]),
    ),
    choices: new Map(
      choices
        .filter((choice) => choice.file === file)
        .map(({ line, column, branches }) => [placeOf(line, column), branches]),
    ),
  };
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
  const text = kind === "value" && line !== undefined ? shown.values.get(placeOf(line, column)) : undefined;
  return text === "" ? undefined : text;
}

/** Whether a value is known to print nothing. */
export function printsNothing({ kind, line, column }: DescribedItem, shown: ShownTexts): boolean {
  return kind === "value" && line !== undefined && shown.values.get(placeOf(line, column)) === "";
}

/** The branches of a condition that are printed; undefined if that is not known. */
export function chosenBy({ line, column }: DescribedItem, shown: ShownTexts): readonly number[] | undefined {
  return line === undefined ? undefined : shown.choices.get(placeOf(line, column));
}

/** The branches that are printed of a condition that begins at a place; undefined if none was decided there. */
export function branchesAt(
  { line, column }: { readonly line: number; readonly column: number },
  shown: ShownTexts,
): readonly number[] | undefined {
  return shown.choices.get(placeOf(line, column));
}

/** What the value prints that is written at a place; undefined if that is not known. */
export function valueAt(
  { line, column }: { readonly line: number; readonly column: number },
  shown: ShownTexts,
): string | undefined {
  return shown.values.get(placeOf(line, column));
}

function placeOf(line: number, column = 1): string {
  return `${line}:${column}`;
}
