import type { PlacedBlock, SourcePlace } from "./placed-block.ts";

/** How far outside a block a click still means it, points. */
const reach = 24;

/**
 * The source of the content at a point of a page: the smallest block there, or else the nearest within reach. In a
 * block of several lines, the line at that height, since most print as they are written.
 *
 * @param x points from the page's left
 * @param y points from its top
 */
export function findSource(
  blocks: readonly PlacedBlock[],
  page: number,
  x: number,
  y: number,
): SourcePlace | undefined {
  const found = findPlaced(blocks, page, x, y);
  if (found === undefined) return undefined;
  const { file, line, endLine, height } = found;
  const part = Math.min(Math.max((y - found.y) / Math.max(height, 1), 0), 0.999);
  const isText = found.type !== "figure" && found.type !== "table" && found.type !== "chart";
  return { file, line: isText ? line + Math.floor(part * (endLine - line + 1)) : line };
}

/** The smallest block at a point of a page, or else the nearest within reach. */
export function findPlaced(
  blocks: readonly PlacedBlock[],
  page: number,
  x: number,
  y: number,
): PlacedBlock | undefined {
  return blocks
    .filter((block) => block.page === page)
    .map((block) => ({ block, distance: distanceTo(block, x, y), area: block.width * block.height }))
    .filter(({ distance }) => distance <= reach)
    .sort((a, b) => a.distance - b.distance || a.area - b.area)[0]?.block;
}

/** The block that a line of a file prints: that of the fewest lines around it, the first on paper. */
export function findBlock(blocks: readonly PlacedBlock[], { file, line }: SourcePlace): PlacedBlock | undefined {
  return blocks
    .filter((block) => block.file === file && block.line <= line && line <= block.endLine)
    .sort((a, b) => a.endLine - a.line - (b.endLine - b.line) || b.line - a.line || a.page - b.page || a.y - b.y)[0];
}

/** Whether two previews print a block of one type from the same place of a file on the same page. */
export function isSamePlace(block: PlacedBlock, { file, line, column, type, page }: PlacedBlock): boolean {
  return (
    block.file === file && block.line === line && block.column === column && block.type === type && block.page === page
  );
}

function distanceTo({ x: left, y: top, width, height }: PlacedBlock, x: number, y: number): number {
  const across = Math.max(left - x, 0, x - left - width);
  const down = Math.max(top - y, 0, y - top - height);
  return Math.hypot(across, down);
}
