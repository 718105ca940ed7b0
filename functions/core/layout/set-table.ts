import type { DataTable, TableRow } from "../compose/document.ts";
import { flattenInlines } from "./flatten-inlines.ts";
import type { Area, LayoutContext } from "./layout-context.ts";
import type { Meaning } from "./page.ts";
import { placeColumns, setCell, type CellText, type ColumnPlaces } from "./set-cells.ts";
import { setCaption, setSource } from "./set-caption.ts";
import { baselineOf, lineSlices, setText } from "./set-text.ts";
import { moveBox, slice, type FlowBox, type Material, type Slice, type Strip } from "./slice.ts";
import { stackHeight } from "./stack-slices.ts";
import { styleVariant, type LineStyle, type RunStyle } from "./styles.ts";
import { tableGrid, type GridCell } from "./table-grid.ts";

/** Space above and below a row's text, points. */
const padding = 2.5;
/** Tables up to this share of a page stay in one piece. */
const keptShare = 0.5;

interface SetRow {
  readonly row: TableRow;
  readonly cells: readonly (CellText & GridCell)[];
  readonly element: Meaning;
}

/**
 * A table: caption, a header row that is repeated on every page, rows between hairlines, numbers
 * aligned on the decimal mark, source and note. A short table stays on one page; a longer one
 * breaks between rows, never after its first or before its last, nor inside a span, nor inside a
 * row, unless that is taller than half a page.
 */
export function setTable(context: LayoutContext, table: DataTable, area: Area): Material {
  const { theme, structure, locale } = context;
  const element = structure.add("Table", area.parent);
  const caption = setCaption(context, table, locale.words.table, area, element);
  const labelled = table.columns.some(({ label }) => label.length > 0);
  const { head, body, places, style } = measureTable(context, table, area, element, context.styles.cell, labelled);

  const headSlice = labelled ? headerRow(context, head as SetRow, places) : undefined;
  const resume = headSlice === undefined ? undefined : repeated(context, table, headSlice, area);
  const rows = bodyRows(context, body, places, style, area, resume);
  const source = setSource(context, table, area);
  const slices = [...caption, ...(headSlice === undefined ? [] : [headSlice]), ...rows, ...source];
  const half = theme.leading / 2;
  const height = stackHeight(slices);
  const last = slices.length - 1;
  slices[last] = { ...(slices[last] as Slice), after: theme.leading * 1.5 + Math.ceil(height / half) * half - height };
  return height <= context.textHeight * keptShare ? { kind: "float", slices } : { kind: "slices", slices };
}

interface Measured {
  readonly head: SetRow | undefined;
  readonly body: readonly SetRow[];
  readonly places: ColumnPlaces;
  readonly style: LineStyle;
}

/** Flattens all cells and places the columns; a table too wide is set in the smaller size, and if that is not enough its words are broken. */
function measureTable(context: LayoutContext, table: DataTable, area: Area, element: number, style: LineStyle, labelled: boolean): Measured {
  const { structure, styles } = context;
  const headElement = labelled ? structure.add("TR", structure.add("THead", element)) : element;
  const head = labelled ? flattenHead(context, table, headElement) : undefined;
  const bodyElement = structure.add("TBody", element);
  const grid = tableGrid(table.rows, table.columns.length);
  const body = table.rows.map((row, index) => flattenRow(context, table, row, grid[index] as GridCell[], structure.add("TR", bodyElement), style));
  const cells = (rows: readonly SetRow[]): CellText[] => [...(head?.cells ?? []), ...rows.flatMap((row) => row.cells)];
  const places = placeColumns(context, table, cells(body), area.left, area.width);
  if (!places.cut) return { head, body, places, style };
  const shrunk = new Map<RunStyle, RunStyle>();
  const smaller = body.map((row) => ({ ...row, cells: row.cells.map((cell) => ({ ...cell, spans: cell.spans.map((span) => ({ ...span, style: shrink(context, span.style, shrunk) })) })) }));
  const again = placeColumns(context, table, cells(smaller), area.left, area.width);
  context.warn({
    code: "overflow",
    message: `Table ${table.number} is too wide for its place: ${again.cut ? "words in it were broken" : "it was set smaller"}`,
    where: { name: table.id },
    hint: "Take out columns, shorten the longest words, or give the table more width.",
  });
  return { head, body: smaller, places: again, style: styles.cellSmall };
}

/** A cell's style in the caption's size. */
function shrink(context: LayoutContext, style: RunStyle, shrunk: Map<RunStyle, RunStyle>): RunStyle {
  let smaller = shrunk.get(style);
  if (smaller === undefined) {
    const factor = context.styles.cellSmall.run.text.size / context.styles.cell.run.text.size;
    shrunk.set(style, (smaller = { ...style, text: { ...style.text, size: style.text.size * factor } }));
  }
  return smaller;
}

function flattenHead(context: LayoutContext, table: DataTable, element: number): SetRow {
  const cells = table.columns.map((column, index) => {
    const means = context.structure.add("TH", element, { scope: "Column" });
    const align = column.align === "decimal" ? "right" : column.align;
    return { cell: { children: column.label }, column: index, colSpan: 1, rowSpan: 1, align, spans: flattenInlines(context, column.label, context.styles.tableHead.run, means) } as const;
  });
  return { row: { kind: "body", cells: [] }, cells, element };
}

function flattenRow(context: LayoutContext, table: DataTable, row: TableRow, grid: readonly GridCell[], element: number, style: LineStyle): SetRow {
  const { structure, variants } = context;
  const strong = styleVariant(variants, style.run, "strong");
  const cells = grid.map((place): CellText & GridCell => {
    const heading = place.cell.header === true || row.kind === "group";
    const spans = { ...(place.colSpan > 1 ? { colSpan: place.colSpan } : {}), ...(place.rowSpan > 1 ? { rowSpan: place.rowSpan } : {}) };
    const means = structure.add(heading ? "TH" : "TD", element, { ...(heading ? { scope: "Row" } : {}), ...spans });
    const bold = row.kind !== "body";
    const column = table.columns[place.column];
    const align = row.kind === "group" && place.column === 0 ? "left" : (column?.align ?? "left");
    return { ...place, align, spans: flattenInlines(context, place.cell.children, bold ? strong : style.run, means) };
  });
  return { row, cells, element };
}

function headerRow(context: LayoutContext, head: SetRow, places: ColumnPlaces): Slice {
  const { theme, styles } = context;
  const style = styles.tableHead;
  const cells = head.cells.map((cell) => setCell(context, cell, places));
  const most = Math.max(1, ...cells.map((lines) => lines.length));
  const height = most * style.leading + padding + 4;
  const baseline = 4 + baselineOf(context, style);
  const left = places.left[0] as number;
  const right = (places.left.at(-1) as number) + (places.width.at(-1) as number);
  const boxes: FlowBox[] = cells.flatMap((lines) =>
    lines.flatMap((line, at) => line.boxes.map((box) => moveBox(box, 0, baseline + (most - lines.length + at) * style.leading))),
  );
  boxes.push({ kind: "line", means: "layout", x1: left, x2: right, y1: height, y2: height, color: theme.ink, width: 0.75 });
  return slice({ height, boxes }, { keep: true, keepNext: true, notes: cells.flatMap((lines) => lines.flatMap(({ notes }) => notes)) });
}

/** The header row as it comes again at the top of a page: an artifact, under a line that says so. */
function repeated(context: LayoutContext, table: DataTable, head: Slice, area: Area): Strip {
  const { styles, locale } = context;
  const text = `${locale.words.table} ${table.number} · ${locale.words.continued}`;
  const [line] = lineSlices(context, setText(context, [{ text, style: styles.source.run, means: "layout" }], { ...area, align: "left" }), styles.source);
  const down = line?.height ?? 0;
  const boxes = head.boxes.flatMap((box): FlowBox[] => {
    if (box.kind === "text") return [moveBox({ ...box, means: "layout" }, 0, down)];
    return box.kind === "line" || box.kind === "rectangle" ? [moveBox(box, 0, down)] : [];
  });
  return { height: down + head.height, boxes: [...(line?.boxes ?? []), ...boxes] };
}

function bodyRows(context: LayoutContext, rows: readonly SetRow[], places: ColumnPlaces, style: LineStyle, area: Area, resume: Strip | undefined): Slice[] {
  const { theme } = context;
  const baseline = padding + baselineOf(context, style);
  const right = area.left + area.width;
  const set = rows.map(({ cells }) => cells.map((cell) => ({ ...cell, lines: setCell(context, cell, places) })));
  const lineCount = set.map((cells) => Math.max(1, ...cells.filter(({ rowSpan }) => rowSpan === 1).map(({ lines }) => lines.length)));
  // A cell over several rows that needs more lines than they have makes the last of them taller.
  set.forEach((cells, index) => {
    for (const { rowSpan, lines } of cells) {
      const spanned = lineCount.slice(index, index + rowSpan).reduce((sum, count) => sum + count, 0);
      if (rowSpan > 1 && lines.length > spanned) lineCount[index + rowSpan - 1] = (lineCount[index + rowSpan - 1] as number) + lines.length - spanned;
    }
  });
  const half = context.textHeight / 2;
  let spannedTo = 0;
  return set.flatMap((cells, index): Slice[] => {
    const { row } = rows[index] as SetRow;
    const count = lineCount[index] as number;
    const above = row.kind === "group" && index > 0 ? 5 : row.kind === "total" ? 1 : 0;
    const height = count * style.leading + 2 * padding + above;
    const inside = index < spannedTo;
    spannedTo = Math.max(spannedTo, ...cells.map(({ rowSpan }) => index + rowSpan));
    const keep = inside || index === 1 || (index > 1 && index === rows.length - 1) || row.kind === "total" || (index > 0 && rows[index - 1]?.row.kind === "group");
    const rules = { notes: cells.flatMap(({ lines }) => lines.flatMap(({ notes }) => notes)), ...(resume === undefined ? {} : { resume }) };
    const closing = index === rows.length - 1 || rows[index + 1]?.row.kind === "total";
    const lineBox: FlowBox = closing
      ? { kind: "line", means: "layout", x1: area.left, x2: right, y1: height, y2: height, color: theme.ink, width: 0.5 }
      : { kind: "line", means: "layout", x1: spannedTo > index + 1 ? unspanned(cells, places) : area.left, x2: right, y1: height, y2: height, color: theme.rule, width: 0.5 };
    if (height <= half) {
      const boxes = cells.flatMap(({ lines }) => lines.flatMap((line, at) => line.boxes.map((box) => moveBox(box, 0, above + baseline + at * style.leading))));
      return [slice({ height, boxes: [...boxes, lineBox] }, { ...rules, keep })];
    }
    return Array.from({ length: count }, (_, at): Slice => {
      const boxes = cells.flatMap(({ lines }) => (lines[at]?.boxes ?? []).map((box) => moveBox(box, 0, (at === 0 ? above : -padding) + baseline)));
      const last = at === count - 1;
      const high = style.leading + (at === 0 ? padding + above : 0) + (last ? padding : 0);
      return slice({ height: high, boxes: last ? [...boxes, { ...lineBox, y1: high, y2: high } as FlowBox] : boxes }, { ...rules, notes: at === 0 ? rules.notes : [], keep: at === 0 ? keep : at === 1 || last });
    });
  });
}

/** Left end of a row's hairline beside cells that go on in the next row. */
function unspanned(cells: readonly GridCell[], places: ColumnPlaces): number {
  const next = cells.find(({ rowSpan }) => rowSpan === 1);
  return places.left[next?.column ?? 0] as number;
}
