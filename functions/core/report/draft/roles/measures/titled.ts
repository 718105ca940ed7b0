import type { ColumnLook } from "../../look/look-at-columns.ts";
import { readAdds } from "../../names/measure-words.ts";

const read = ({ name, whole, high }: ColumnLook): ReturnType<typeof readAdds> =>
  readAdds(name, { whole, large: high >= 1e8 });

/** Words of a name, without the endings of plurals; those of two and three letters say little. */
const stemsOf = (name: string): readonly string[] =>
  name
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .map((word) => word.replace(/ies$/, "y").replace(/(?<=[^s])s$/, ""))
    .filter((word) => word.length >= 4);

/**
 * Whether the table is called after a column: `Prestige` of “prestige”. A rate does not lead where something adds up,
 * as the rate of the whole is none of its values.
 */
export function titled(context: string, looks: readonly ColumnLook[]): (look: ColumnLook) => boolean {
  const words = new Set(stemsOf(context));
  const hasSum = looks.some((look) => read(look).adds);
  const isRate = (look: ColumnLook): boolean => {
    const { adds, surely, isSupposed } = read(look);
    return hasSum && surely && !adds && isSupposed !== true;
  };
  return (look) => stemsOf(look.name).some((word) => words.has(word)) && !isRate(look);
}
