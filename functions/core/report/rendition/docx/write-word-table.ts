import { BroadsheetError } from "../../../errors.ts";
import type { DataTable, TableCell, TableRow, TableRowKind } from "../../document/document.ts";
import { plainText } from "../../document/plain-text.ts";
import { heatColor } from "../../layout/table/heat-color.ts";
import { noteMark } from "../../layout/table/table-notes.ts";
import { toneColor } from "../../layout/tone-color.ts";
import { printedLabel } from "../../layout/printed-label.ts";
import { element, join, type Markup, nothing } from "../markup.ts";
import { placeCells } from "../place-cells.ts";
import { type ColumnFit, columnWidths } from "./column-widths.ts";
import { type Setting } from "./word-context.ts";
import { hex, inkOnWhite, styleId, type StyleName } from "./word-styles.ts";
import { anchor, writeCaption, writeSources } from "./write-captions.ts";
import { bareParagraph, flushMark, paragraph } from "./write-paragraph.ts";
import { run, type RunLook, writeRuns } from "./write-runs.ts";

const rowStyles: Readonly<Record<TableRowKind, StyleName>> = {
  body: "Report table text",
  group: "Report table group",
  subtotal: "Report table subtotal",
  total: "Report table total",
  muted: "Report table muted",
  highlight: "Report table highlight",
};
/** Indentation of a level of groups, twentieths of a point; the deepest is 6. */
const step = 160;

/** Most columns of a table in Word. */
const mostColumns = 63;

/** What a cell has, where it is. */
interface WordCell {
  readonly paragraph: Markup;
  readonly column: number;
  readonly colSpan: number;
  readonly rowSpan: number;
  /** `#rrggbb` */
  readonly ground?: string;
}

/** A table: caption, rows with headings that repeat on each page, notes and source. */
export function writeWordTable(setting: Setting, table: DataTable): Markup {
  const { context } = setting;
  refuseWide(table);
  const before = flushMark(setting);
  const head = (table.head ?? [table.columns.map(({ label: children }) => ({ children }))]).filter((cells) =>
    cells.some(({ children }) => plainText(children) !== ""),
  );
  const fit = columnWidths(context, table, head, setting.width - setting.indent);
  const { widths } = fit;
  const look: RunLook = fit.crowded === undefined ? {} : { size: fit.crowded.size };
  const caption = writeCaption(setting, table, context.locale.words.table, "Table");
  // A table stands in the text, and its cells in the table.
  const inside: Setting = { ...setting, indent: 0, boxed: false };
  const headPlaces = placeCells(head);
  const bodyPlaces = placeCells(table.rows.map(({ cells }) => cells));
  const heading = head.map((cells, row) =>
    cells.map((cell, at) => headingCell(inside, table, cell, headPlaces[row]![at]!, look)),
  );
  const body = table.rows.map((row, index) =>
    row.cells.map((cell, at) => bodyCell(inside, table, row, cell, bodyPlaces[index]![at]!, look)),
  );
  return join([
    before,
    anchor(setting, table.id),
    caption.markup === "" ? bareParagraph(inside, "Report gap") : caption,
    element(
      "w:tbl",
      {},
      tableProperties(setting, table, fit, head.length > 0),
      element("w:tblGrid", {}, ...widths.map((width) => element("w:gridCol", { "w:w": width }))),
      ...writeRows(heading, widths, true),
      ...writeRows(body, widths, false),
    ),
    // Between two tables there must be a paragraph, or they are one.
    bareParagraph(inside, "Report gap"),
    ...(table.notes ?? []).map((note, index) =>
      paragraph(
        setting,
        "Report source",
        join([run(noteMark(index), { style: "Report table mark" }), run(" "), writeRuns(setting, note)]),
      ),
    ),
    writeSources(setting, table),
  ]);
}

function tableProperties(setting: Setting, table: DataTable, { widths, crowded }: ColumnFit, headed: boolean): Markup {
  const { context, indent } = setting;
  const name = [printedLabel(context, table, context.locale.words.table), plainText(table.title)];
  const width = widths.reduce((sum, each) => sum + each, 0);
  // Screen readers take the first column for the names of rows.
  const named = table.rows.some(({ cells }) => cells[0]?.header === true);
  return element(
    "w:tblPr",
    {},
    element("w:tblStyle", { "w:val": styleId("Report table") }),
    context.rightToLeft ? element("w:bidiVisual", {}) : nothing,
    element("w:tblW", { "w:w": width, "w:type": "dxa" }),
    indent === 0 ? nothing : element("w:tblInd", { "w:w": indent, "w:type": "dxa" }),
    element("w:tblLayout", { "w:type": "fixed" }),
    crowded === undefined
      ? nothing
      : element(
          "w:tblCellMar",
          {},
          element("w:left", { "w:w": crowded.margin, "w:type": "dxa" }),
          element("w:right", { "w:w": crowded.margin, "w:type": "dxa" }),
        ),
    element("w:tblLook", {
      "w:val": `06${headed ? (named ? "A" : "2") : named ? "8" : "0"}0`,
      "w:firstRow": headed ? 1 : 0,
      "w:lastRow": 0,
      "w:firstColumn": named ? 1 : 0,
      "w:lastColumn": 0,
      "w:noHBand": 1,
      "w:noVBand": 1,
    }),
    element("w:tblCaption", { "w:val": name.filter(Boolean).join(": ") || context.locale.words.table }),
  );
}

/** @throws BroadsheetError `limit-exceeded` for a table with more columns than Word has */
function refuseWide({ columns, title, id }: DataTable): void {
  if (columns.length <= mostColumns) return;
  throw new BroadsheetError("limit-exceeded", {
    code: "table-too-wide",
    message: `the table "${plainText(title) || id}" has more columns than a text document can have`,
    seen: columns.length,
    allowed: `at most ${mostColumns} columns`,
    hint: "take the report as a workbook or a web page",
  });
}

/** Rows whose cells may reach over rows below: there, a cell continues them. */
function writeRows(rows: readonly (readonly WordCell[])[], widths: readonly number[], heads: boolean): Markup[] {
  const open = new Map<number, { readonly cell: WordCell; left: number }>();
  return rows.map((cells) => {
    const written: Markup[] = [];
    for (let column = 0; column < widths.length; column++) {
      const above = open.get(column);
      const cell = above === undefined ? cells.find((each) => each.column === column) : above.cell;
      if (cell === undefined) continue;
      written.push(writeCell(cell, widths, above === undefined ? "first" : "further"));
      if (above === undefined && cell.rowSpan > 1) open.set(column, { cell, left: cell.rowSpan - 1 });
      else if (above !== undefined && --above.left === 0) open.delete(column);
      column += cell.colSpan - 1;
    }
    return element(
      "w:tr",
      {},
      element("w:trPr", {}, element("w:cantSplit", {}), heads ? element("w:tblHeader", {}) : nothing),
      ...(written.length === 0 ? [element("w:tc", {}, element("w:p", {}))] : written),
    );
  });
}

function writeCell(
  { paragraph: content, column, colSpan, rowSpan, ground }: WordCell,
  widths: readonly number[],
  place: "first" | "further",
): Markup {
  const width = widths.slice(column, column + colSpan).reduce((sum, each) => sum + each, 0);
  const merge = place === "further" ? {} : { "w:val": "restart" };
  return element(
    "w:tc",
    {},
    element(
      "w:tcPr",
      {},
      element("w:tcW", { "w:w": width, "w:type": "dxa" }),
      colSpan > 1 ? element("w:gridSpan", { "w:val": colSpan }) : nothing,
      rowSpan > 1 ? element("w:vMerge", merge) : nothing,
      ground === undefined ? nothing : element("w:shd", { "w:val": "clear", "w:color": "auto", "w:fill": hex(ground) }),
    ),
    place === "further" ? element("w:p", {}) : content,
  );
}

function headingCell(setting: Setting, table: DataTable, cell: TableCell, column: number, look: RunLook): WordCell {
  const { colSpan = 1, rowSpan = 1 } = cell;
  const align = colSpan > 1 ? "center" : alignOf(table, column);
  const content = cellWords(setting, table, cell, look);
  return {
    column,
    colSpan,
    rowSpan,
    paragraph: bareParagraph(setting, "Report table heading", content, { align, keepNext: true }),
  };
}

function bodyCell(
  setting: Setting,
  table: DataTable,
  row: TableRow,
  cell: TableCell,
  column: number,
  look: RunLook,
): WordCell {
  const { theme } = setting.context;
  const { colSpan = 1, rowSpan = 1, heat, tone, change, header } = cell;
  const toned = tone ?? change?.tone;
  const painted = heat === undefined ? undefined : heatColor(heat, theme);
  const ink = painted?.text ?? (toned === undefined ? undefined : inkOnWhite(toneColor(toned, row.kind, theme), theme));
  const style = header === true && row.kind === "body" ? "Report table row heading" : rowStyles[row.kind];
  const content = cellWords(setting, table, cell, ink === undefined ? look : { ...look, color: ink });
  const indent = column === 0 ? Math.min(6, row.level ?? 0) * step : 0;
  return {
    column,
    colSpan,
    rowSpan,
    ...(painted !== undefined && { ground: painted.ground }),
    paragraph: bareParagraph(setting, style, content, {
      align: colSpan > 1 ? "left" : alignOf(table, column),
      indent,
    }),
  };
}

/** The words of a cell, the mark of its note, and what a line in it shows. */
function cellWords(setting: Setting, { notes }: DataTable, cell: TableCell, look: RunLook): Markup {
  const { children, note, graphic } = cell;
  const marked = note !== undefined && notes?.[note] !== undefined;
  return join([
    writeRuns(setting, children, look),
    marked ? run(noteMark(note), { ...look, style: "Report table mark" }) : nothing,
    graphic?.kind === "sparkline" && graphic.alt !== "" ? run(` ${graphic.alt}`, look) : nothing,
  ]);
}

function alignOf({ columns }: DataTable, column: number): "left" | "right" | "center" {
  const align = columns[column]?.align ?? "left";
  return align === "decimal" ? "right" : align;
}
