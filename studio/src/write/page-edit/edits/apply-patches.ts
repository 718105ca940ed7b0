/** A change of one stretch of a file. */
export interface Patch {
  readonly file: string;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A text with the patches of its file applied. */
export function applyPatches(file: string, text: string, patches: readonly Patch[]): string {
  return patches
    .filter((patch) => patch.file === file)
    .toSorted((a, b) => b.from - a.from)
    .reduce((whole, { from, to, text: put }) => whole.slice(0, from) + put + whole.slice(to), text);
}
