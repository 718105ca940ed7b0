/** A closed line through its corners, in columns and rows. */
type Loop = readonly (readonly [x: number, y: number])[];

/**
 * The outlines of the dark modules of a matrix, to be filled by the nonzero rule. If drawn square by square, PDF
 * readers would show hairlines between neighbours.
 *
 * @param modules row by row, 1 for dark
 * @param width length of a row
 */
export function matrixOutline(modules: readonly number[], width: number): Loop[] {
  const height = modules.length / width;
  const dark = (x: number, y: number): boolean =>
    x >= 0 && x < width && y >= 0 && y < height && modules[y * width + x] === 1;
  /** Edges between dark and light, with the dark on their right: from a corner to the next ones. */
  const edges = new Map<number, number[]>();
  const corner = (x: number, y: number): number => y * (width + 1) + x;
  const edge = (from: number, to: number): void => void edges.set(from, [...(edges.get(from) ?? []), to]);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!dark(x, y)) continue;
      if (!dark(x, y - 1)) edge(corner(x, y), corner(x + 1, y));
      if (!dark(x + 1, y)) edge(corner(x + 1, y), corner(x + 1, y + 1));
      if (!dark(x, y + 1)) edge(corner(x + 1, y + 1), corner(x, y + 1));
      if (!dark(x - 1, y)) edge(corner(x, y + 1), corner(x, y));
    }
  }
  const loops: Loop[] = [];
  for (const [start, targets] of edges) {
    while (targets.length > 0) {
      const loop: (readonly [number, number])[] = [];
      let at = start;
      let step = 0;
      do {
        const next = edges.get(at)!.pop()!;
        // A point is a corner if the direction changes there.
        if (next - at !== step) loop.push([at % (width + 1), Math.floor(at / (width + 1))]);
        step = next - at;
        at = next;
      } while (at !== start);
      loops.push(loop);
    }
  }
  return loops;
}
