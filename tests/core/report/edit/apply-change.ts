import type { AnsweredChange } from "../../../../functions/core/report/edit/change.ts";

/** The files of a template after a change. */
export function applyChange(
  files: Readonly<Record<string, string>>,
  { patches, moved, added }: AnsweredChange,
): Record<string, string> {
  const places = new Map(moved.map(({ from, to }) => [from, to]));
  const changed = Object.entries(files).map(([path, text]) => {
    const after = patches
      .filter(({ file }) => file === path)
      .toSorted((a, b) => b.from - a.from)
      .reduce((whole, { from, to, text: put }) => whole.slice(0, from) + put + whole.slice(to), text);
    return [places.get(path) ?? path, after] as const;
  });
  return { ...Object.fromEntries(changed), ...added };
}
