import type { EncodedField } from "../spec/encoded-fields.ts";
import { exactValue } from "../exact-values.ts";
import type { SceneItem } from "../scene/scene.ts";
import { linearScale, type LinearScale, type Placed } from "./linear-scale.ts";
import { wordsOf } from "./read-frame.ts";
import { cannotProve } from "./unproven.ts";

/** A field whose values are where its marks are drawn. */
export interface ProvenField {
  readonly field: EncodedField;
  readonly scale: LinearScale;
}

/**
 * Finds the field that marks show in a direction: the one whose values a linear scale puts where the marks are drawn.
 *
 * @param ends where each item's value is drawn
 * @param fixed other values whose places are known: zero at the foot of bars
 * @throws Unproven if there is none
 */
export function provenField(
  use: "x" | "y",
  fields: readonly EncodedField[],
  ends: readonly { readonly item: SceneItem; readonly at: number }[],
  ticks: readonly Placed[],
  fixed: readonly Placed[] = [],
): ProvenField {
  for (const field of fields) {
    if (!field.uses.includes(use) || !(field.measure || field.date)) continue;
    const placed = ends.map(({ item, at }) => ({ value: numberOf(item, field), at }));
    if (placed.some(({ value }) => !Number.isFinite(value))) continue;
    const scale = linearScale([...placed, ...fixed], ticks);
    if (scale !== undefined) return { field, scale };
  }
  return cannotProve("no field is where its marks are drawn, on a linear scale");
}

/** A field's value as a number; days in milliseconds. */
export function numberOf({ datum }: SceneItem, { name }: EncodedField): number {
  const value = datum?.[name];
  return value instanceof Date ? value.getTime() : typeof value === "number" ? value : Number.NaN;
}

/** A field's value with all its digits. */
export function exactOf(item: SceneItem, field: EncodedField): number | string {
  return exactValue(item.datum ?? {}, field.name, numberOf(item, field));
}

/**
 * Names a series: by the words at one of its points, by a field that is the same at all points and part of a label, by
 * its own field, or by the field of its values.
 *
 * @param labels the texts at its points
 */
export function nameSeries(
  items: readonly SceneItem[],
  labels: readonly SceneItem[],
  series: EncodedField | undefined,
  value: EncodedField,
): string {
  const texts = labels.map(({ text }) => wordsOf(text).join(" "));
  const words = texts.filter((text) => !/\d/.test(text));
  if (words.length === 1) return words[0]!;
  const [first] = items;
  const same = Object.entries(first?.datum ?? {}).flatMap(([key, own]) =>
    typeof own === "string" && own.length > 1 && items.every(({ datum }) => datum?.[key] === own) ? [own] : [],
  );
  const named = same.filter((own) => texts.some((text) => text.includes(own))).toSorted((a, b) => b.length - a.length);
  if (named[0] !== undefined) return named[0];
  const own = series === undefined ? undefined : first?.datum?.[series.name];
  return own === undefined || own === null ? (value.title ?? value.name) : String(own);
}
