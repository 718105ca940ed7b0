import type { Warning } from "../../errors.ts";

/**
 * Gives names to columns that have none, as pandas' and R's index, and finds those to leave out: without name and without values.
 *
 * @param names as in the header
 * @param isEmpty whether a column has no value
 * @returns for each column its name; undefined for one that is left out
 */
export function nameColumns(names: readonly string[], isEmpty: (column: number) => boolean, line: number): { readonly names: readonly (string | undefined)[]; readonly warnings: readonly Warning[] } {
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
    warnings.push({ code: "dataset-warning", message: `Column ${column + 1} has no name in the header and is called "${made}"`, where: { line, name: made } });
    return made;
  });
  if (dropped.length > 0) {
    const which = dropped.length === 1 ? `Column ${dropped[0]} has` : `Columns ${dropped.join(", ")} have`;
    warnings.push({ code: "dataset-warning", message: `${which} neither name nor values and ${dropped.length === 1 ? "was" : "were"} left out`, where: { line } });
  }
  return { names: named, warnings };
}
