import { diffLines } from "diff";

/** A line of both texts side by side; one side is absent where only the other has the line. */
export interface ComparedLine {
  readonly before?: string;
  readonly after?: string;
}

/** Lines shown around a difference. */
const around = 2;

/** The lines in which two texts differ, side by side, with a few around them. */
export function compareLines(before: string, after: string): ComparedLine[] {
  const rows: (ComparedLine & { readonly same: boolean })[] = [];
  const parts = diffLines(before, after);
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index]!;
    const lines = linesOf(part.value);
    if (!part.added && !part.removed) {
      rows.push(...lines.map((line) => ({ before: line, after: line, same: true })));
      continue;
    }
    const next = parts[index + 1];
    const isPair = part.removed && next?.added === true;
    const [gone, come] = part.removed ? [lines, isPair ? linesOf(next.value) : []] : [[], lines];
    if (isPair) index += 1;
    for (let row = 0; row < Math.max(gone.length, come.length); row += 1)
      rows.push({
        ...(gone[row] === undefined ? {} : { before: gone[row]! }),
        ...(come[row] === undefined ? {} : { after: come[row]! }),
        same: false,
      });
  }
  const near = new Set(
    rows.flatMap(({ same }, index) =>
      same ? [] : Array.from({ length: 2 * around + 1 }, (_, step) => index - around + step),
    ),
  );
  return rows.filter((_, index) => near.has(index)).map(({ same: _same, ...row }) => row);
}

function linesOf(text: string): string[] {
  return text.replace(/\n$/, "").split("\n");
}
