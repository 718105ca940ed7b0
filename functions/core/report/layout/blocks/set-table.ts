import type { DataTable, Inline } from "../../document/document.ts";
import { floatMaterial } from "../float-material.ts";
import type { Area, LayoutContext } from "../layout-context.ts";
import { printedLabel } from "../printed-label.ts";
import { fitTable } from "../table/fit-table.ts";
import type { MeasuredPart } from "../table/measure-table.ts";
import type { SetRow } from "../table/flatten-rows.ts";
import { columnEnds, setCell, type ColumnPlaces } from "../table/set-cells.ts";
import { setCaption, setSource } from "./set-caption.ts";
import { setTableNotes } from "../table/table-notes.ts";
import { rowPadding, type RowStyle } from "../table/lined-rows.ts";
import { setRows } from "../table/set-rows.ts";
import { flattenInlines } from "../text/flatten-inlines.ts";
import { baselineOf, lineSlices, setText } from "../text/set-text.ts";
import { moveBox, slice, type FlowBox, type Material, type Slice, type Strip } from "../slice.ts";
import { stackHeight, stackSlices } from "../stack-slices.ts";
import { turnArea, turnContext } from "../pages/turn-page.ts";

/** Tables up to this share of a page stay in one piece. */
const keptShare = 0.5;

/**
 * A table: caption, a header row repeated on every page, rows, source and note. A short
 * table stays on one page; a longer one breaks between rows, never after its first or before its
 * last, nor inside a span, nor inside a row, unless that is taller than half a page. A table too wide for any page is
 * set in parts, each a Table of its own with the headings of its rows.
 */
export function setTable(outer: LayoutContext, table: DataTable, around: Area): Material[] {
  const { parts, style, turned } = fitTable(outer, table, around);
  const context = turned ? turnContext(outer) : outer;
  const area = turned ? turnArea(context, around) : around;
  const { leading } = context.theme;
  const most = context.textHeight * keptShare;
  const set = parts.map((part, index) => setPart(context, table, part, style, area, [index, parts.length]));
  const slices = set.flatMap((part) =>
    parts.length > 1 && stackHeight(part) <= most
      ? part.map((each, at) => (at === 0 ? each : { ...each, keep: true }))
      : part,
  );
  const height = stackHeight(slices);
  const last = slices.length - 1;
  slices[last] = { ...slices[last]!, after: leading };
  if (turned)
    return [
      { kind: "turn", landscape: true },
      { kind: "slices", slices },
      { kind: "turn", landscape: false },
    ];
  return [parts.length === 1 && height <= most ? floatMaterial(context, table, slices) : { kind: "slices", slices }];
}

/** One of a table's parts; its notes and source are under the last one. @param at its index, and the number of parts */
function setPart(
  context: LayoutContext,
  table: DataTable,
  { element, head, body, places }: MeasuredPart,
  style: RowStyle,
  area: Area,
  at: readonly [index: number, count: number],
): Slice[] {
  const { locale } = context;
  const [note, legend] = partNote(table);
  const caption =
    at[0] === 0
      ? setCaption(context, table, locale.words.table, area, element, legend)
      : continuedCaption(context, table, area, element, at);
  const headSlice = head.length === 0 ? undefined : headerRows(context, head, places);
  const resume = headSlice === undefined ? undefined : repeated(context, table, headSlice, area, legend);
  const below =
    at[0] < at[1] - 1 ? [] : [...setTableNotes(context, table, area), ...setSource(context, { ...table, note }, area)];
  const slices = [...caption, ...(headSlice === undefined ? [] : [headSlice])];
  for (const row of setRows(context, body, places, style, resume, {
    before: stackHeight(caption),
    after: stackHeight(below),
  }))
    slices.push(row);
  slices.push(...below);
  return slices;
}

/** The caption of a later part: "Table 3 · continued (2/3)". */
function continuedCaption(
  context: LayoutContext,
  table: DataTable,
  area: Area,
  element: number,
  [index, count]: readonly [number, number],
): Slice[] {
  const { structure, styles, theme } = context;
  const means = structure.add("P", structure.add("Caption", element));
  const spans = [
    { text: `${continuedLabel(context, table)} (${index + 1}/${count})`, style: styles.source.run, means },
  ];
  const lines = lineSlices(
    context,
    setText(context, spans, { left: area.left, width: area.width, align: "left" }),
    styles.source,
    { together: true, before: theme.leading },
  );
  return lines.map((line): Slice => ({ ...line, keepNext: true }));
}

/** What the rest of a table is called: "Table 3 · continued". */
function continuedLabel(context: LayoutContext, table: DataTable): string {
  const { words } = context.locale;
  return [printedLabel(context, table, words.table), words.continued].filter(Boolean).join(" · ");
}

/**
 * The rows of headings as one strip: a heading over several rows is at their foot, one over several columns has a
 * hairline beneath.
 */
function headerRows(context: LayoutContext, head: readonly SetRow[], places: ColumnPlaces): Slice {
  const { theme, styles } = context;
  const { leading } = styles.tableHead;
  const set = head.map(({ cells }) => cells.map((cell) => setCell(context, cell, places, 0, 0)));
  const counts = head.map(({ cells }, row) =>
    cells.reduce((most, { rowSpan }, at) => (rowSpan === 1 ? Math.max(most, set[row]![at]!.length) : most), 1),
  );
  // A heading that spans rows may need more lines than they have; the first row then grows.
  head.forEach(({ cells }, row) =>
    cells.forEach(({ rowSpan }, at) => {
      const lines = counts.slice(row, row + rowSpan).reduce((sum, count) => sum + count, 0);
      counts[row]! += Math.max(0, set[row]![at]!.length - lines);
    }),
  );
  const heights = counts.map((count) => count * leading + (head.length > 1 ? rowPadding : 0));
  const feet = heights.map((_, row) => 4 + heights.slice(0, row + 1).reduce((sum, each) => sum + each, 0));
  const height = feet.at(-1)! + (head.length > 1 ? 0 : rowPadding);
  const inset = head.length > 1 ? rowPadding : 0;
  const baseline = baselineOf(context, styles.tableHead);
  const boxes: FlowBox[] = [];
  head.forEach(({ cells }, row) =>
    cells.forEach(({ column, colSpan, rowSpan }, at) => {
      const lines = set[row]![at]!;
      const foot = feet[Math.min(row + rowSpan, head.length) - 1]!;
      lines.forEach((line, index) =>
        boxes.push(
          ...line.boxes.map((box) => moveBox(box, 0, foot - inset - (lines.length - index) * leading + baseline)),
        ),
      );
      if (colSpan > 1 && row + rowSpan < head.length) {
        const [x1, x2] = columnEnds(places, column, colSpan);
        boxes.push({ kind: "line", means: "layout", x1, x2, y1: foot, y2: foot, color: theme.muted, width: 0.5 });
      }
    }),
  );
  boxes.push({
    kind: "line",
    means: "layout",
    x1: places.start,
    x2: places.right,
    y1: height,
    y2: height,
    color: theme.ink,
    width: 0.75,
  });
  return slice(
    { height, boxes },
    {
      keep: true,
      keepNext: true,
      notes: set.flatMap((row) => row.flatMap((lines) => lines.flatMap(({ notes }) => notes))),
    },
  );
}

/** The author's note, and what the marks of the table's rules mean, which stands above the table. */
function partNote({ note, legend = 0 }: DataTable): readonly [note: readonly Inline[], legend: readonly Inline[]] {
  // A space stands between the two.
  return legend === 0 ? [note, []] : [note.slice(0, -legend).slice(0, -1), note.slice(-legend)];
}

/**
 * The header row repeated at the top of a page: an artifact, below a line that marks the continuation and, in a table
 * with rules, the legend of their marks.
 */
function repeated(context: LayoutContext, table: DataTable, head: Slice, area: Area, legend: readonly Inline[]): Strip {
  const { styles } = context;
  const text = continuedLabel(context, table);
  const lines = [
    [{ text, style: styles.source.run, means: "layout" as const }],
    flattenInlines(context, legend, styles.source.run, "layout"),
  ].flatMap((spans) =>
    spans.length === 0 ? [] : lineSlices(context, setText(context, spans, { ...area, align: "left" }), styles.source),
  );
  const above = stackSlices(lines);
  const down = above.height;
  const boxes = head.boxes.flatMap((box): FlowBox[] => {
    if (box.kind === "text" || box.kind === "page-reference") return [moveBox({ ...box, means: "layout" }, 0, down)];
    return box.kind === "line" || box.kind === "rectangle" ? [moveBox(box, 0, down)] : [];
  });
  return { height: down + head.height, boxes: [...above.boxes, ...boxes] };
}
