import type { Warning } from "../../../errors.ts";
import type { Misfit } from "../dataset.ts";
import type { JsonKind } from "./json-reader.ts";

/** Warns of a column with nested values or with several kinds of value, which is text. */
export function tellMixture({
  name,
  kinds,
}: {
  readonly name: string;
  readonly kinds: ReadonlyMap<Exclude<JsonKind, "null">, Misfit>;
}): Warning[] {
  const nested = kinds.get("nested");
  if (nested !== undefined) {
    return [
      {
        code: "dataset-warning",
        message: `"${name}" holds nested values, first in row ${nested.row}; they are kept as JSON text`,
        where: { name, row: nested.row },
        seen: nested.value,
      },
    ];
  }
  if (kinds.size < 2) return [];
  const list = [...kinds].map(([kind, { row }]) => `${kind} (first in row ${row})`).join(", ");
  return [
    {
      code: "dataset-warning",
      message: `"${name}" mixes kinds of value and is text: ${list}`,
      where: { name },
      seen: [...kinds].map(([, { value }]) => value),
    },
  ];
}
