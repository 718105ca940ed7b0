import { BroadsheetError } from "../../../errors.ts";
import { type Area, type Grid, nameArea } from "./grid.ts";

/** Most rows of a header; in a longer one a label was merged with what is below it. */
const mostRows = 20;

/**
 * Builds column names from merged header cells: "2023" over "Q1" and "Q2" gives "2023 Q1" and "2023 Q2".
 *
 * @param merges areas of merged cells, none of which overlap
 * @returns the number of header rows, and the names; undefined if the table's first row has no merged cells
 * @throws BroadsheetError `invalid-dataset`, `high-header`
 */
export function mergeHeader(
  grid: Grid,
  { top, left, bottom, right }: Area,
  merges: readonly Area[],
): { readonly rows: number; readonly names: readonly string[] } | undefined {
  const inHeader = merges.filter((merge) => merge.top === top && merge.left >= left && merge.right <= right);
  const across = inHeader.filter(
    (merge) => merge.right > merge.left && !(merge.left === left && merge.right === right),
  );
  if (across.length === 0) return undefined;
  const last = Math.min(
    bottom,
    inHeader.reduce((lowest, merge) => Math.max(lowest, merge.bottom), top + 1),
  );
  const rows = last - top + 1;
  if (rows > mostRows) {
    const high = inHeader.find((merge) => merge.bottom >= last)!;
    throw new BroadsheetError("invalid-dataset", {
      code: "high-header",
      message: `The merged cells ${nameArea(high)} in the first row of the table make a header of ${rows} rows`,
      seen: nameArea(high),
      allowed: `${mostRows} rows`,
      hint: "Divide these cells, or name the range of the table (`range`)",
    });
  }
  const texts: string[][] = Array.from({ length: rows }, (_, down) =>
    Array.from(
      { length: right - left + 1 },
      (_cell, across) =>
        grid
          .get(top + down)
          ?.get(left + across)
          ?.text.trim() ?? "",
    ),
  );
  for (const merge of merges) {
    if (merge.bottom < top || merge.top > last || merge.right < left || merge.left > right) continue;
    const text = grid.get(merge.top)?.get(merge.left)?.text.trim() ?? "";
    for (let row = Math.max(top, merge.top); row <= Math.min(last, merge.bottom); row++)
      texts[row - top]!.fill(text, Math.max(left, merge.left) - left, Math.min(right, merge.right) - left + 1);
  }
  const names = Array.from({ length: right - left + 1 }, (_, offset) => {
    const parts = texts.map((row) => row[offset]!);
    return parts.filter((part, index) => part !== "" && part !== parts[index - 1]).join(" ");
  });
  return { rows, names };
}
