import type { TextColumns } from "../../document/document.ts";
import { fillColumns } from "../fill-columns.ts";
import { columnGap, textColumnWidth } from "../inner-width.ts";
import type { Area, LayoutContext } from "../layout-context.ts";
import { slice, type Material, type TextFlow } from "../slice.ts";
import { drawSlices, materialSlices } from "../stack-slices.ts";
import { blocksRunRightToLeft } from "../text/block-direction.ts";

/**
 * Text that fills columns one after the other, on each page; on its last page the columns have similar heights.
 * Right-to-left text begins in the rightmost column. In a box the columns stay in one piece.
 */
export function setTextColumns(context: LayoutContext, { count, children }: TextColumns, area: Area): Material[] {
  const { theme } = context;
  const gap = columnGap(theme);
  const width = textColumnWidth(count, area.width, gap);
  const turned = blocksRunRightToLeft(context, children);
  const left = turned ? area.left + area.width - width : area.left;
  const slices = materialSlices(context.setBlocks(context, children, { ...area, left, width, floats: false }));
  if (slices.length === 0) return [];
  const half = theme.leading / 2;
  const rule =
    theme.columns?.rule === true
      ? { x: turned ? left - gap / 2 : left + width + gap / 2, color: theme.rule }
      : undefined;
  const flow: TextFlow = {
    kind: "flow",
    slices,
    count,
    step: turned ? -(width + gap) : width + gap,
    before: Math.max(half, slices[0]!.before),
    after: Math.max(half, slices.at(-1)!.after),
    rule,
  };
  if (area.floats) return [flow];
  const { placed, taken, height } = fillColumns(flow, Infinity, true);
  return [
    {
      kind: "slices",
      slices: [
        slice(
          { height, boxes: drawSlices(placed) },
          { before: flow.before, after: flow.after, notes: [...new Set(taken.flatMap(({ notes }) => notes))] },
        ),
      ],
    },
  ];
}
