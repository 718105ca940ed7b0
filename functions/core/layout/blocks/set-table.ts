import type { DataTable } from "../../document/document.ts";
import type { Area, LayoutContext } from "../layout-context.ts";
import { measureTable, type SetRow } from "../table/measure-table.ts";
import { setCell, type ColumnPlaces } from "../table/set-cells.ts";
import { setCaption, setSource } from "./set-caption.ts";
import { rowPadding, setRows } from "../table/set-rows.ts";
import { baselineOf, lineSlices, setText } from "../text/set-text.ts";
import { moveBox, slice, type FlowBox, type Material, type Slice, type Strip } from "../slice.ts";
import { stackHeight } from "../stack-slices.ts";
import { turnArea, turnContext } from "../pages/turn-page.ts";

/** Tables up to this share of a page stay in one piece. */
const keptShare = 0.5;

/**
 * A table: caption, a header row that is repeated on every page, rows, source and note. A short
 * table stays on one page; a longer one breaks between rows, never after its first or before its
 * last, nor inside a span, nor inside a row, unless that is taller than half a page.
 */
export function setTable(outer: LayoutContext, table: DataTable, around: Area): Material[] {
  const element = outer.structure.add("Table", around.parent);
  const { head, body, places, style, turned } = measureTable(outer, table, around, element);
  const upright = turned ? turnContext(outer) : outer;
  const context = places.cut ? { ...upright, breaksTold: true } : upright;
  const area = turned ? turnArea(context, around) : around;
  const { theme, locale } = context;
  const caption = setCaption(context, table, locale.words.table, area, element);
  const headSlice = head === undefined ? undefined : headerRow(context, head, places);
  const resume = headSlice === undefined ? undefined : repeated(context, table, headSlice, area);
  const slices = [...caption, ...(headSlice === undefined ? [] : [headSlice])];
  for (const row of setRows(context, body, places, style, area, resume)) slices.push(row);
  slices.push(...setSource(context, table, area));
  const half = theme.leading / 2;
  const height = stackHeight(slices);
  const last = slices.length - 1;
  slices[last] = { ...slices[last]!, after: theme.leading * 1.5 + Math.ceil(height / half) * half - height };
  if (turned) return [{ kind: "turn", landscape: true }, { kind: "slices", slices }, { kind: "turn", landscape: false }];
  return [height <= context.textHeight * keptShare ? { kind: "float", slices } : { kind: "slices", slices }];
}

function headerRow(context: LayoutContext, head: SetRow, places: ColumnPlaces): Slice {
  const { theme, styles } = context;
  const style = styles.tableHead;
  const cells = head.cells.map((cell) => setCell(context, cell, places, 0, 0));
  const most = Math.max(1, ...cells.map((lines) => lines.length));
  const height = most * style.leading + rowPadding + 4;
  const baseline = 4 + baselineOf(context, style);
  const left = places.left[0]!;
  const right = places.left.at(-1)! + places.width.at(-1)!;
  const boxes: FlowBox[] = cells.flatMap((lines) =>
    lines.flatMap((line, at) => line.boxes.map((box) => moveBox(box, 0, baseline + (most - lines.length + at) * style.leading))),
  );
  boxes.push({ kind: "line", means: "layout", x1: left, x2: right, y1: height, y2: height, color: theme.ink, width: 0.75 });
  return slice({ height, boxes }, { keep: true, keepNext: true, notes: cells.flatMap((lines) => lines.flatMap(({ notes }) => notes)) });
}

/** The header row as it comes again at the top of a page: an artifact, under a line that says so. */
function repeated(context: LayoutContext, { number, label }: DataTable, head: Slice, area: Area): Strip {
  const { styles, locale } = context;
  const text = number === 0 ? locale.words.continued : `${locale.words.table}${locale.words.numberGap}${label ?? number} · ${locale.words.continued}`;
  const [line] = lineSlices(context, setText(context, [{ text, style: styles.source.run, means: "layout" }], { ...area, align: "left" }), styles.source);
  const down = line?.height ?? 0;
  const boxes = head.boxes.flatMap((box): FlowBox[] => {
    if (box.kind === "text" || box.kind === "page-reference") return [moveBox({ ...box, means: "layout" }, 0, down)];
    return box.kind === "line" || box.kind === "rectangle" ? [moveBox(box, 0, down)] : [];
  });
  return { height: down + head.height, boxes: [...(line?.boxes ?? []), ...boxes] };
}
