import { element, join, type Markup, nothing, text } from "../markup.ts";
import type { Relationship } from "../ooxml/write-package.ts";
import { type CellRange, cellName, quotedName, type Sheet, type SheetCell, type SheetLink } from "./workbook-sheet.ts";
import type { WorkbookContext } from "./workbook-context.ts";

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
export const relationshipNames = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** Margins of a printed sheet, inches. */
const margins = { left: 0.6, right: 0.6, top: 0.7, bottom: 0.7, header: 0.3, footer: 0.3 };

/** The most links of a sheet that Excel opens; a file with more is damaged to it. */
const mostLinks = 65_530;

/** A sheet as a part, and what it is related to. */
export interface WrittenSheet {
  readonly body: Markup;
  readonly relationships: readonly Relationship[];
}

/**
 * Writes a sheet (ECMA-376-1, 18.3).
 *
 * @param drawing path of the part with its pictures, if it has some
 * @param paper number of the paper's size (18.18.50); absent: the printer's
 */
export function writeSheet(
  context: WorkbookContext,
  sheet: Sheet,
  drawing: string | undefined,
  paper: number | undefined,
): WrittenSheet {
  const relationships: Relationship[] = [];
  const links = writeLinks(context, sheet, relationships);
  if (drawing !== undefined) relationships.push({ id: "rIdDrawing", type: "drawing", target: `/${drawing}` });
  const width = sheet.merges.reduce((most, { right }) => Math.max(most, right + 1), Math.max(1, sheet.widths.length));
  const body = element(
    "worksheet",
    { xmlns: main, "xmlns:r": relationshipNames },
    element("sheetPr", {}, element("pageSetUpPr", { fitToPage: 1 })),
    element("dimension", { ref: `A1:${cellName(Math.max(0, sheet.rows.length - 1), width - 1)}` }),
    element("sheetViews", {}, writeView(context, sheet)),
    element("sheetFormatPr", { defaultRowHeight: 15 }),
    writeWidths(sheet),
    element("sheetData", {}, join(sheet.rows.map((row, index) => writeRow(context, row, index)))),
    sheet.merges.length === 0
      ? nothing
      : element(
          "mergeCells",
          { count: sheet.merges.length },
          join(sheet.merges.map((range) => element("mergeCell", { ref: rangeName(range) }))),
        ),
    links,
    element("pageMargins", margins),
    element("pageSetup", {
      paperSize: paper,
      orientation: sheet.landscape === true ? "landscape" : "portrait",
      fitToWidth: 1,
      fitToHeight: 0,
    }),
    element("headerFooter", {}, element("oddFooter", {}, text("&R&P / &N"))),
    drawing === undefined ? nothing : element("drawing", { "r:id": "rIdDrawing" }),
  );
  return { body, relationships };
}

function writeView({ sheets, rightToLeft }: WorkbookContext, sheet: Sheet): Markup {
  const { rows, columns } = sheet.frozen ?? { rows: 0, columns: 0 };
  const pane = columns > 0 && rows > 0 ? "bottomRight" : rows > 0 ? "bottomLeft" : "topRight";
  return element(
    "sheetView",
    {
      showGridLines: sheet.grid ? undefined : 0,
      rightToLeft: rightToLeft ? 1 : undefined,
      tabSelected: sheet === sheets[0] ? 1 : undefined,
      workbookViewId: 0,
    },
    rows + columns === 0
      ? nothing
      : element("pane", {
          xSplit: columns > 0 ? columns : undefined,
          ySplit: rows > 0 ? rows : undefined,
          topLeftCell: cellName(rows, columns),
          activePane: pane,
          state: "frozen",
        }),
    rows + columns === 0 ? nothing : element("selection", { pane }),
  );
}

function writeWidths({ widths }: Sheet): Markup {
  if (widths.length === 0) return nothing;
  return element(
    "cols",
    {},
    join(widths.map((width, index) => element("col", { min: index + 1, max: index + 1, width, customWidth: 1 }))),
  );
}

function writeRow(context: WorkbookContext, { cells, height }: Sheet["rows"][number], index: number): Markup {
  if (cells.length === 0 && height === undefined) return nothing;
  const inOrder = cells.toSorted((a, b) => a.column - b.column);
  return element(
    "row",
    { r: index + 1, ht: height, customHeight: height === undefined ? undefined : 1 },
    join(inOrder.map((cell) => writeCell(context, cell, index))),
  );
}

function writeCell({ styles }: WorkbookContext, { column, value, look }: SheetCell, row: number): Markup {
  const place = { r: cellName(row, column), s: styles.look(look) };
  if ("empty" in value) return element("c", place);
  if ("number" in value)
    return element(
      "c",
      place,
      value.formula === undefined ? nothing : element("f", {}, text(value.formula)),
      element("v", {}, text(value.number.toString())),
    );
  return element("c", { ...place, t: "inlineStr" }, element("is", {}, cellText(value.text)));
}

/** A text of a cell, in which `_x0041_` would be read as a character's number (ECMA-376-1, 22.9.2.19). */
function cellText(words: string): Markup {
  return element("t", { "xml:space": "preserve" }, text(words.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")));
}

/** The links of a sheet: those inside the workbook, and as many addresses as Excel allows beside them. */
function writeLinks(context: WorkbookContext, { rows }: Sheet, relationships: Relationship[]): Markup {
  const inside = rows.reduce(
    (count, { cells }) => count + cells.filter(({ link }) => link !== undefined && !("url" in link)).length,
    0,
  );
  const links = rows.flatMap(({ cells }, row) =>
    cells.flatMap(({ link, column }) => {
      if (link === undefined) return [];
      const ref = cellName(row, column);
      if ("url" in link) {
        // Its words are in the cell all the same.
        if (relationships.length + inside >= mostLinks) return [];
        const id = `rId${relationships.length + 1}`;
        relationships.push({ id, type: "hyperlink", target: link.url, external: true });
        return [element("hyperlink", { ref, "r:id": id })];
      }
      const place = placeOf(context, link);
      return place === undefined ? [] : [element("hyperlink", { ref, location: place })];
    }),
  );
  return links.length === 0 ? nothing : element("hyperlinks", {}, join(links));
}

function placeOf({ places }: WorkbookContext, link: Exclude<SheetLink, { readonly url: string }>): string | undefined {
  const place = "block" in link ? places.get(link.block) : link;
  return place && `${quotedName(place.sheet)}!${cellName(place.row, 0)}`;
}

function rangeName({ top, left, bottom, right }: CellRange): string {
  return `${cellName(top, left)}:${cellName(bottom, right)}`;
}
