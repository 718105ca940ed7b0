import type { Block } from "../document/document.ts";
import type { SourceRange, Trace } from "../document/trace.ts";
import type { Box, Layout } from "../layout/page.ts";
import type { PlacedBlock } from "./preview.ts";

/** Left, top, right and bottom, points. */
type Extent = readonly [number, number, number, number];

/** How far letters reach above and below the baseline, in sizes. */
const ascent = 0.78;
const descent = 0.24;

/**
 * The places of blocks: each with its lines in the template and its extent on a page. A block that a page cuts has two.
 * Decoration counts for nothing.
 */
export function placeBlocks({ pages }: Layout, { sources, elements }: Trace): PlacedBlock[] {
  const printed = timesPrinted(sources, elements);
  return pages.flatMap(({ boxes }, index) => {
    const found = new Map<Block, Extent>();
    for (const box of boxes) {
      const extent = extentOf(box);
      const block =
        extent === undefined || !("means" in box) || typeof box.means !== "number"
          ? undefined
          : elements.get(box.means);
      if (extent === undefined || block === undefined) continue;
      const before = found.get(block);
      found.set(
        block,
        before === undefined
          ? extent
          : [
              Math.min(before[0], extent[0]),
              Math.min(before[1], extent[1]),
              Math.max(before[2], extent[2]),
              Math.max(before[3], extent[3]),
            ],
      );
    }
    return [...found].flatMap(([block, [left, top, right, bottom]]): PlacedBlock[] => {
      const source = sources.get(block);
      if (source === undefined) return [];
      const { file, line, column, endLine } = source;
      const times = printed.get(placeOf(source))!;
      return [
        {
          type: block.type,
          file,
          line,
          column,
          endLine,
          page: index + 1,
          x: round(left),
          y: round(top),
          width: round(right - left),
          height: round(bottom - top),
          ...(times > 1 && { times }),
        },
      ];
    });
  });
}

/** How many printed blocks are from each place. */
function timesPrinted(sources: Trace["sources"], elements: Trace["elements"]): Map<string, number> {
  const times = new Map<string, number>();
  for (const block of new Set(elements.values())) {
    const source = sources.get(block);
    if (source !== undefined) times.set(placeOf(source), (times.get(placeOf(source)) ?? 0) + 1);
  }
  return times;
}

function placeOf({ file, line, column }: SourceRange): string {
  return `${line}:${column} ${file}`;
}

function extentOf(box: Box): Extent | undefined {
  switch (box.kind) {
    case "text": {
      if (box.runs.length === 0 || box.turn !== undefined) return undefined;
      const size = Math.max(...box.runs.map((run) => run.size));
      return [
        Math.min(...box.runs.map(({ x }) => x)),
        box.y - ascent * size,
        Math.max(...box.runs.map(({ x, width }) => x + width)),
        box.y + descent * size,
      ];
    }
    case "line":
      return [Math.min(box.x1, box.x2), Math.min(box.y1, box.y2), Math.max(box.x1, box.x2), Math.max(box.y1, box.y2)];
    case "path":
    case "chart":
      return [box.x, box.y, box.x + box.width, box.y + box.height];
    default:
      return undefined;
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
