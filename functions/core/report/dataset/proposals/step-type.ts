import type { DatasetColumn, Notation } from "../dataset.ts";
import type { NumberSample, WrittenType } from "../recipe/recipe.ts";

/** Numbers as a recipe tells by example how they are written. */
const samples: readonly (readonly [decimal: "." | ",", group: string, sample: NumberSample])[] = [
  [".", ",", "1,234.56"],
  [",", ".", "1.234,56"],
  [",", " ", "1 234,56"],
  [".", " ", "1 234.56"],
  [".", "'", "1'234.56"],
];

/**
 * The type of a column as a step of a recipe gives it; undefined if no step can.
 *
 * @param column one whose type is not text
 */
export function stepType({ type, databaseType, notation }: DatasetColumn): WrittenType | undefined {
  // No step gives whole numbers of more than 64 bits.
  if (type === "text" || databaseType === "HUGEINT") return undefined;
  const plain = type === "number" && databaseType?.startsWith("DECIMAL") === true ? "decimal" : type;
  return notation === undefined ? plain : written(plain, notation);
}

function written(plain: WrittenType & string, notation: Notation): WrittenType | undefined {
  if (notation.kind !== "number") return { [notation.kind]: notation.formats };
  const sample = samples.find(([decimal, group]) => decimal === notation.decimal && notation.group.includes(group));
  return sample === undefined ? undefined : { [plain]: sample[2] };
}
