import { BroadsheetError } from "../../../errors.ts";
import { type Area, nameArea } from "./grid.ts";

/**
 * Refuses merged cells that overlap: no spreadsheet program shows such a sheet, and a cell would have two values.
 *
 * @param sheet name of the sheet, for the message
 * @throws BroadsheetError `invalid-dataset`, `overlapping-merges`
 */
export function checkMerges(merges: readonly Area[], sheet: string): void {
  const sorted = merges.toSorted((a, b) => a.top - b.top || a.left - b.left);
  /** Those that reach to or below the present row, by their first column; none of them overlap. */
  let open: Area[] = [];
  for (let at = 0; at < sorted.length;) {
    const { top } = sorted[at]!;
    open = open.filter(({ bottom }) => bottom >= top);
    const begun = at;
    while (at < sorted.length && sorted[at]!.top === top) at++;
    open = mergeByColumn(open, sorted.slice(begun, at));
    for (const [index, area] of open.entries()) {
      const before = open[index - 1];
      if (before === undefined || before.right < area.left) continue;
      const [one, other] = [before, area].map(nameArea) as [string, string];
      throw new BroadsheetError("invalid-dataset", {
        code: "overlapping-merges",
        message: `The merged cells ${one} and ${other} of the sheet "${sheet}" overlap`,
        where: { name: sheet },
        seen: [one, other],
        hint: "Open the workbook in a spreadsheet program, divide these cells, and save it",
      });
    }
  }
}

/** Joins two lists that are in the order of their first columns. */
function mergeByColumn(some: readonly Area[], others: readonly Area[]): Area[] {
  const merged: Area[] = [];
  let at = 0;
  for (const area of some) {
    while (at < others.length && others[at]!.left < area.left) merged.push(others[at++]!);
    merged.push(area);
  }
  merged.push(...others.slice(at));
  return merged;
}
