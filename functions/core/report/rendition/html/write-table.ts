import type { DataTable, TableCell, TableColumn, TableRow } from "../../document/document.ts";
import { plainText } from "../../document/plain-text.ts";
import { decimalOffset } from "../../layout/table/align-decimals.ts";
import { createHeadings, type Headings } from "../../layout/table/cell-headings.ts";
import { heatColor } from "../../layout/table/heat-color.ts";
import { noteMark } from "../../layout/table/table-notes.ts";
import { printedLabel } from "../../layout/printed-label.ts";
import { element, join, type Markup, nothing, text } from "../markup.ts";
import { placeCells } from "../place-cells.ts";
import { captionId, writeCaption, writeSource } from "./write-caption.ts";
import { fragmentOf, type HtmlContext, ownId } from "./html-context.ts";
import { writeInlines } from "./write-inlines.ts";
import { writeArrow, writeGraphic } from "./write-graphic.ts";

interface TableState {
  readonly table: DataTable;
  readonly headings: Headings | undefined;
  /** For each column, most characters from the decimal mark on. */
  readonly tails: readonly number[];
}

/** A table: caption, rows with the scope of their headings, notes and source. It scrolls where it is too wide. */
export function writeTable(context: HtmlContext, table: DataTable): Markup {
  const { words } = context.locale;
  const caption = writeCaption(context, table, words.table);
  const name =
    caption === nothing
      ? { "aria-label": printedLabel(context, table, words.table) || words.table }
      : { "aria-labelledby": captionId(context, table) };
  const headings = createHeadings(table, ownId(context, `cell-${table.id}`));
  const state: TableState = { table, headings, tails: tailsOf(context, table) };
  const head = (table.head ?? [table.columns.map(({ label: children }) => ({ children }))]).filter((cells) =>
    cells.some(({ children }) => plainText(children) !== ""),
  );
  const rows = placeCells(table.rows.map(({ cells }) => cells));
  return element(
    "figure",
    { id: table.id, class: "table" },
    caption,
    element(
      "div",
      { class: "scroll", tabindex: 0, role: "group", ...name },
      element(
        "table",
        { ...name, class: table.full === true ? "full" : undefined },
        head.length === 0 ? nothing : element("thead", {}, ...writeHead(context, state, head)),
        element("tbody", {}, ...table.rows.map((row, index) => writeRow(context, state, row, index, rows[index]!))),
      ),
    ),
    writeNotes(context, table),
    writeSource(context, table),
  );
}

function writeHead(context: HtmlContext, state: TableState, head: readonly (readonly TableCell[])[]): Markup[] {
  const places = placeCells(head);
  return head.map((cells, row) =>
    element(
      "tr",
      {},
      ...cells.map((cell, index) => {
        const column = places[row]![index]!;
        const { colSpan = 1, rowSpan = 1 } = cell;
        const spans = { colspan: more(colSpan), rowspan: more(rowSpan) };
        const look = { class: alignClass(state.table.columns[column], colSpan > 1) };
        // A heading without words heads nothing.
        if (plainText(cell.children) === "") return element("td", { ...spans, ...look });
        return element(
          "th",
          {
            scope: colSpan > 1 ? "colgroup" : "col",
            ...namedBy(state.headings?.column(column, colSpan)),
            ...spans,
            ...look,
          },
          writeWords(context, cell, true),
          writeNoteMark(context, state.table, cell),
        );
      }),
    ),
  );
}

function writeRow(
  context: HtmlContext,
  state: TableState,
  row: TableRow,
  index: number,
  columns: readonly number[],
): Markup {
  state.headings?.begin(row, index);
  const cells = row.cells.map((cell, at) => {
    const column = columns[at]!;
    const { colSpan = 1, rowSpan = 1 } = cell;
    const spans = { colspan: more(colSpan), rowspan: more(rowSpan) };
    const indent = at === 0 && (row.level ?? 0) > 0 ? `level-${Math.min(6, row.level!)}` : "";
    const classes = [alignClass(state.table.columns[column], colSpan > 1), indent, ...lookOf(context, cell)];
    if (colSpan === 1) classes.push(padClass(context, state, column, cell));
    const attributes = { ...spans, class: classes.filter(Boolean).join(" ") || undefined };
    const content = writeCell(context, state.table, cell);
    if (cell.header === true && plainText(cell.children) !== "")
      return element(
        "th",
        {
          scope: row.kind === "group" ? "rowgroup" : "row",
          ...namedBy(state.headings?.row(column)),
          ...attributes,
        },
        content,
      );
    return element("td", { headers: headersOf(state.headings?.cell(column)), ...attributes }, content);
  });
  return element("tr", { class: row.kind === "body" ? undefined : row.kind }, ...cells);
}

function writeCell(context: HtmlContext, table: DataTable, cell: TableCell): Markup {
  const { change, graphic } = cell;
  return join([
    change === undefined ? nothing : writeArrow(change),
    writeWords(context, cell, cell.header === true),
    writeNoteMark(context, table, cell),
    graphic === undefined ? nothing : writeGraphic(graphic),
  ]);
}

/** A cell's words, with those that are heard instead: for a dash, and for a heading that is nothing but a formula. */
function writeWords(context: HtmlContext, { children, spoken }: TableCell, header: boolean): Markup {
  const heard = spoken ?? (header ? formulaName(context, children) : undefined);
  const words = writeInlines(context, children, heard !== undefined);
  if (heard === undefined) return words;
  return join([element("span", { "aria-hidden": "true" }, words), element("span", { class: "spoken" }, text(heard))]);
}

function writeNoteMark(context: HtmlContext, { id, notes }: DataTable, { note }: TableCell): Markup {
  if (note === undefined || notes?.[note] === undefined) return nothing;
  const mark = noteMark(note);
  const back = ownId(context, `mark-${id}-${mark}`);
  const first = !context.cited.has(back);
  context.cited.add(back);
  const href = fragmentOf(ownId(context, `cellnote-${id}-${mark}`));
  const label = `${context.locale.words.note} ${mark}`;
  return element("sup", {}, element("a", { href, id: first ? back : undefined, "aria-label": label }, text(mark)));
}

/** The notes to a table's cells: each mark leads back to the first cell that has it. */
function writeNotes(context: HtmlContext, { id, notes = [] }: DataTable): Markup {
  return join(
    notes.map((note, index) => {
      const mark = noteMark(index);
      const href = fragmentOf(ownId(context, `mark-${id}-${mark}`));
      const label = `${context.locale.words.backToText}${context.locale.words.colon}${mark}`;
      return element(
        "p",
        { class: "source", id: ownId(context, `cellnote-${id}-${mark}`) },
        element("sup", {}, element("a", { href, "aria-label": label }, text(mark))),
        text("\u00a0"),
        writeInlines(context, note),
      );
    }),
  );
}

function alignClass(column: TableColumn | undefined, joined: boolean): string {
  const align = column?.align ?? "left";
  if (joined) return "center";
  return align === "left" ? "" : align === "center" ? "center" : "number";
}

function lookOf(context: HtmlContext, { heat, tone, change }: TableCell): string[] {
  const classes: string[] = [];
  if (tone !== undefined) classes.push(`tone-${tone}`);
  if (change !== undefined && change.tone !== "plain") classes.push(`tone-${change.tone}`);
  if (heat !== undefined) {
    const { ground, text: ink } = heatColor(heat, context.theme);
    const key = `${ground} ${ink}`;
    if (!context.heats.has(key)) context.heats.set(key, context.heats.size + 1);
    classes.push(`heat-${context.heats.get(key)}`);
  }
  return classes;
}

/** Characters of each column's texts from the decimal mark on, at most. */
function tailsOf(context: HtmlContext, { columns, rows }: DataTable): number[] {
  const places = placeCells(rows.map(({ cells }) => cells));
  return columns.map(({ align }, column) => {
    if (align !== "decimal") return 0;
    const lengths = rows.flatMap(({ cells }, row) =>
      cells
        .filter((cell, at) => places[row]![at] === column && (cell.colSpan ?? 1) === 1)
        .map((cell) => tailOf(context, cell)),
    );
    return Math.max(0, ...lengths);
  });
}

function tailOf({ locale }: HtmlContext, { children }: TableCell): number {
  const words = plainText(children);
  return words.length - decimalOffset(words, locale.number.decimal);
}

/** Room behind a number, so that the decimal marks of a column are below each other. */
function padClass(context: HtmlContext, { table, tails }: TableState, column: number, cell: TableCell): string {
  if (table.columns[column]?.align !== "decimal") return "";
  const lack = Math.min(8, tails[column]! - tailOf(context, cell));
  return lack > 0 ? `pad-${lack}` : "";
}

/** A formula that stands alone, as it is spoken. */
function formulaName({ charts }: HtmlContext, children: TableCell["children"]): string | undefined {
  const [only, ...others] = children;
  return only?.type === "formula" && others.length === 0 ? charts.get(only.id)?.alt : undefined;
}

function more(span: number): number | undefined {
  return span > 1 ? span : undefined;
}

function namedBy(named: { readonly id: string; readonly headers?: readonly string[] } | undefined): {
  readonly id: string | undefined;
  readonly headers: string | undefined;
} {
  return { id: named?.id, headers: headersOf(named) };
}

function headersOf(named: { readonly headers?: readonly string[] } | undefined): string | undefined {
  return named?.headers === undefined || named.headers.length === 0 ? undefined : named.headers.join(" ");
}
