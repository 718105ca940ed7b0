import type { Edit, EditedBlock } from "./edits/edited-block.ts";

/** The columns that a table prints: those that it lists, or all of its query but some. */
export function shownColumns(
  { columns, allBut }: Pick<EditedBlock, "columns" | "allBut">,
  ofQuery: readonly string[],
): NonNullable<EditedBlock["columns"]> | undefined {
  if (columns !== undefined || allBut === undefined) return columns;
  const shown = ofQuery.filter((name) => !allBut.includes(name));
  return shown.length === 0 ? undefined : shown.map((column) => ({ column, rules: [] }));
}

/** An edit of a table that has it list its columns first, if it lists none. */
export function listing({ allBut }: Pick<EditedBlock, "allBut">, ofQuery: readonly string[], edit: Edit): Edit {
  return edit.do === "column" && allBut !== undefined ? { ...edit, columns: ofQuery } : edit;
}
