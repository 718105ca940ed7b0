import type { Warning } from "../../../errors.ts";

/**
 * Names columns that have no name, such as the index of pandas and R, and drops those with neither name nor values.
 *
 * @param names the header's cells
 * @param isEmpty whether a column has no value
 * @returns each column's name; undefined for a dropped column
 */
export function nameColumns(
  names: readonly string[],
  isEmpty: (column: number) => boolean,
  line: number,
): { readonly names: readonly (string | undefined)[]; readonly warnings: readonly Warning[] } {
  const warnings: Warning[] = [];
  const taken = new Set(names.map((name) => name.toLowerCase()));
  const dropped: number[] = [];
  const named = names.map((name, column) => {
    if (name !== "") return name;
    if (isEmpty(column)) {
      dropped.push(column + 1);
      return undefined;
    }
    let made = `column_${column + 1}`;
    for (let again = 2; taken.has(made); again++) made = `column_${column + 1}_${again}`;
    taken.add(made);
    warnings.push({
      code: "dataset-warning",
      message: `Column ${column + 1} has no name in the header and is called "${made}"`,
      where: { line, name: made },
    });
    return made;
  });
  if (dropped.length > 0) {
    const which = dropped.length === 1 ? `Column ${dropped[0]} has` : `Columns ${dropped.join(", ")} have`;
    warnings.push({
      code: "dataset-warning",
      message: `${which} neither name nor values and ${dropped.length === 1 ? "was" : "were"} left out`,
      where: { line },
    });
  }
  return { names: named, warnings };
}
