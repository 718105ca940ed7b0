import { slice, type Slice } from "../slice.ts";
import { stackSlices } from "../stack-slices.ts";

/** Stacks of slices next to each other as one slice. */
export function sideBySide(columns: readonly (readonly Slice[])[], rules: Pick<Slice, "before" | "after">): Slice {
  const stacks = columns.map((slices) => stackSlices(slices));
  return slice(
    { height: Math.max(0, ...stacks.map(({ height }) => height)), boxes: stacks.flatMap(({ boxes }) => boxes) },
    { ...rules, notes: [...new Set(stacks.flatMap(({ notes }) => notes))] },
  );
}
