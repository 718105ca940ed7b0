import { isNumeric } from "../../../decimal.ts";
import type { CellHeat } from "../../document/document.ts";
import type { Value } from "../../query/table.ts";
import { FormatError } from "../formats/format-error.ts";

/**
 * The scale of a heat map: from the least value to the largest, or, if values lie on both sides of zero, as far to
 * either side as the value furthest from it. If all are equal, there is nothing to show.
 *
 * @param name of the column, for the message
 * @throws FormatError if a value is not a number
 */
export function heatScale(values: readonly Value[], name: string): (value: Value) => CellHeat | undefined {
  let least = Infinity;
  let most = -Infinity;
  for (const value of values) {
    if (value === null) continue;
    if (!isNumeric(value))
      throw new FormatError(`a heat map needs numbers, and "${name}" holds ${JSON.stringify(value)}`);
    // Coloured by the nearest double.
    least = Math.min(least, Number(value));
    most = Math.max(most, Number(value));
  }
  const diverging = least < 0 && most > 0;
  const [from, to] = diverging ? [-Math.max(-least, most), Math.max(-least, most)] : [least, most];
  return (value) =>
    value === null || from >= to
      ? undefined
      : { share: Math.round(((Number(value) - from) / (to - from)) * 1e4) / 1e4, diverging };
}
