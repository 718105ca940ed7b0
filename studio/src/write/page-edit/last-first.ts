import type { Edit } from "./edits/edited-block.ts";

/** An edit, and the place of the text within the block that it is of; absent: it is of the block itself. */
export interface PlacedEdit {
  readonly edit: Edit;
  readonly at?: { readonly line: number; readonly column: number } | undefined;
}

/**
 * Edits in an order in which none moves the place of another: those of texts within a block first, the last of them at
 * the beginning, then those of the block. A text that is deleted is not changed before.
 */
export function lastFirst(edits: readonly Edit[]): readonly PlacedEdit[] {
  const placed = edits.map((edit): PlacedEdit => {
    if (!("at" in edit) || edit.at === undefined) return { edit };
    const { at, ...own } = edit;
    return { edit: own, at };
  });
  const deleted = placed.flatMap(({ edit, at }) => (edit.do === "delete" && at !== undefined ? [at] : []));
  const isGone = ({ edit, at }: PlacedEdit): boolean =>
    edit.do === "text" && deleted.some(({ line, column }) => at?.line === line && at.column === column);
  const inner = placed.filter((each) => each.at !== undefined && !isGone(each));
  return [
    ...inner.toSorted((one, two) => two.at!.line - one.at!.line || two.at!.column - one.at!.column),
    ...placed.filter(({ at }) => at === undefined),
  ];
}
