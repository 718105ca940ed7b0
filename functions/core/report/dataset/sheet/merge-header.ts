import type { Area, Grid, GridCell } from "./grid.ts";

/**
 * Builds column names from merged header cells: "2023" over "Q1" and "Q2" gives "2023 Q1" and "2023 Q2".
 *
 * @param merges areas of merged cells
 * @returns the number of header rows, and the names; undefined if the table's first row has no merged cells
 */
export function mergeHeader(
  grid: Grid,
  { top, left, bottom, right }: Area,
  merges: readonly Area[],
): { readonly rows: number; readonly names: readonly string[] } | undefined {
  const across = merges.filter(
    (merge) =>
      merge.top === top &&
      merge.left >= left &&
      merge.right <= right &&
      merge.right > merge.left &&
      !(merge.left === left && merge.right === right),
  );
  if (across.length === 0) return undefined;
  const down = merges
    .filter((merge) => merge.top === top && merge.left >= left && merge.right <= right)
    .map((merge) => merge.bottom);
  const last = Math.min(bottom, Math.max(top + 1, ...down));
  const at = (row: number, column: number): GridCell | undefined => {
    const merge = merges.find(
      (area) => row >= area.top && row <= area.bottom && column >= area.left && column <= area.right,
    );
    return merge === undefined ? grid.get(row)?.get(column) : grid.get(merge.top)?.get(merge.left);
  };
  const names = Array.from({ length: right - left + 1 }, (_, offset) => {
    const parts = Array.from(
      { length: last - top + 1 },
      (_row, index) => at(top + index, left + offset)?.text.trim() ?? "",
    );
    return parts.filter((part, index) => part !== "" && part !== parts[index - 1]).join(" ");
  });
  return { rows: last - top + 1, names };
}
