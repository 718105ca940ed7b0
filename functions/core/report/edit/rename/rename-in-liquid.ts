import { liquidNames, type LiquidName } from "../source/liquid-uses.ts";
import type { Patch } from "../edit.ts";
import { isLiquidText, isSpec, replaced, type Texts, unclear, unreadable, valuesOf } from "./uses.ts";

/** A text that Liquid reads: a whole file, or a value of one. */
export interface LiquidText {
  readonly file: string;
  /** Of the whole file. */
  readonly source: string;
  readonly text: string;
  /** Where it begins in the file, for messages. */
  readonly at: number;
  /** The offset in the file of one in the text; undefined if it is not known. */
  readonly offsetOf: (at: number) => number | undefined;
}

/** All texts of a template that Liquid reads. */
export function liquidTexts(texts: Texts): readonly LiquidText[] {
  return Object.entries(texts).flatMap(([file, source]): LiquidText[] => {
    if (isLiquidText(file)) return [{ file, source, text: source, at: 0, offsetOf: (at) => at }];
    if (!isSpec(file) && file !== "template.yaml") return [];
    if (!/\{[{%]/.test(source)) return [];
    return valuesOf(file, source)
      .filter(({ value, isKey }) => !isKey && /\{[{%]/.test(value))
      .map(({ value, at, offsets }) => ({ file, source, text: value, at, offsetOf: (index) => offsets?.[index] }));
  });
}

/**
 * The patches that give the queries of a template's Liquid another name.
 *
 * @throws BroadsheetError `conflict` where a text gives one of the two names to something else
 */
export function renameInLiquid(all: readonly LiquidText[], from: string, to: string): readonly Patch[] {
  const found = all.map((text) => [text, namesOf(text)] as const);
  for (const [text, names] of found)
    for (const { name, at, as } of names)
      if (as === "given" && (name === from || name === to))
        throw unclear(
          text.file,
          text.source,
          text.offsetOf(at) ?? text.at,
          name,
          `"${name}" is given a value of its own`,
        );
  return found.flatMap(([text, names]) =>
    names.filter(({ name, as }) => name === from && as === "value").map(({ at }) => patchIn(text, at, from, to)),
  );
}

/**
 * The patches that give a parameter another name in a template's Liquid.
 *
 * @throws BroadsheetError `conflict` where a text does not say which parameter it takes
 */
export function renameParameterInLiquid(all: readonly LiquidText[], from: string, to: string): readonly Patch[] {
  return all.flatMap((text) =>
    namesOf(text)
      .filter(({ name }) => name === "parameters")
      .flatMap(({ at, as, member }) => {
        if (as === "given" || member === undefined || member === null)
          throw unclear(
            text.file,
            text.source,
            text.offsetOf(at) ?? text.at,
            "parameters",
            "it does not say which of the parameters is meant",
          );
        return member.name === from ? [patchIn(text, member.at, from, to)] : [];
      }),
  );
}

function namesOf({ file, text }: LiquidText): readonly LiquidName[] {
  const names = liquidNames(text, file);
  if (names === undefined) throw unreadable(file);
  return names;
}

/** @throws BroadsheetError `conflict` for a text that is folded over several lines */
export function patchIn(text: LiquidText, at: number, from: string, to: string): Patch {
  const offset = text.offsetOf(at);
  if (offset !== undefined && text.source.startsWith(from, offset)) return replaced(text.file, offset, from, to);
  throw unclear(text.file, text.source, text.at, from, "the name stands in a text of several lines");
}
