import { element, type Markup, nothing } from "../../markup.ts";
import type { SlideCell, SlideRow, TableShape } from "../plan/planned-slide.ts";
import { emus } from "../slide-names.ts";
import { hexOfColor } from "../slide-theme.ts";
import { insetAbove, insetBeside, levelStep } from "../plan/table-rows.ts";
import { placeOf, type ShapePlace } from "./shape-place.ts";
import { paragraph, spacing } from "./write-slide-text.ts";

const tableNames = "http://schemas.openxmlformats.org/drawingml/2006/table";

/** Widths of lines: below headings and at the ends, and between rows, points. */
const [strong, fine] = [1, 0.5];

/**
 * A table of PowerPoint's own. Its name says how many rows of headings it begins with, whether a slide before began it,
 * and with which columns' cells that slide goes on, so that it can be read back.
 */
export function writeSlideTable(place: ShapePlace, table: TableShape): Markup {
  const { alt, headings, rows, columns, box, named, striped } = table;
  const { rightToLeft } = place.context;
  const width = columns.reduce((sum, each) => sum + each, 0);
  const height = rows.reduce((sum, each) => sum + each.height, 0);
  const x = rightToLeft ? box.x + box.width - width : box.x;
  return element(
    "p:graphicFrame",
    {},
    element(
      "p:nvGraphicFramePr",
      {},
      element("p:cNvPr", {
        id: place.nextId(),
        name: tableName(table),
        descr: alt === "" ? undefined : alt,
      }),
      element("p:cNvGraphicFramePr", {}, element("a:graphicFrameLocks", { noGrp: 1 })),
      element("p:nvPr", {}),
    ),
    placeOf("p:xfrm", { x, y: box.y, width, height }),
    element(
      "a:graphic",
      {},
      element(
        "a:graphicData",
        { uri: tableNames },
        element(
          "a:tbl",
          {},
          element("a:tblPr", {
            rtl: rightToLeft ? 1 : undefined,
            firstRow: headings > 0 ? 1 : undefined,
            firstCol: named ? 1 : undefined,
            bandRow: striped ? 1 : undefined,
          }),
          element("a:tblGrid", {}, ...columns.map((each) => element("a:gridCol", { w: emus(each) }))),
          ...writeRows(place, table),
        ),
      ),
    ),
  );
}

function tableName({ again, headings, rows }: TableShape): string {
  const carried = (rows[headings]?.cells ?? []).filter((cell) => cell.carried === true).map(({ column }) => column);
  const begins = `${again ? "Table again" : "Table"}, ${headings} headings`;
  return carried.length === 0 ? begins : `${begins}, columns ${carried.join(" ")} carried`;
}

/** Rows whose cells may reach over others: there, empty ones continue them. */
function writeRows(place: ShapePlace, table: TableShape): Markup[] {
  const open = new Map<number, { readonly cell: SlideCell; left: number }>();
  const { rows, columns, headings } = table;
  return rows.map((row, index) => {
    const written: Markup[] = [];
    for (let column = 0; column < columns.length;) {
      const above = open.get(column);
      const cell = above?.cell ?? row.cells.find((each) => each.column === column);
      if (above === undefined && cell !== undefined && cell.rowSpan > 1)
        open.set(column, { cell, left: cell.rowSpan - 1 });
      else if (above !== undefined && --above.left === 0) open.delete(column);
      const span = Math.min(cell?.colSpan ?? 1, columns.length - column);
      const look = { row, last: index === rows.length - 1, striped: table.striped && (index - headings) % 2 === 1 };
      for (let at = 0; at < span; at++)
        written.push(writeCell(place, table, cell, look, { above: above !== undefined, beside: at > 0, span }));
      column += span;
    }
    return element("a:tr", { h: emus(row.height) }, ...written);
  });
}

function writeCell(
  place: ShapePlace,
  { size }: TableShape,
  cell: SlideCell | undefined,
  look: { readonly row: SlideRow; readonly last: boolean; readonly striped: boolean },
  { above, beside, span }: { readonly above: boolean; readonly beside: boolean; readonly span: number },
): Markup {
  const covered = above || beside || cell === undefined;
  return element(
    "a:tc",
    {
      rowSpan: !above && cell !== undefined && cell.rowSpan > 1 ? cell.rowSpan : undefined,
      gridSpan: !beside && span > 1 ? span : undefined,
      hMerge: beside ? 1 : undefined,
      vMerge: above ? 1 : undefined,
    },
    element(
      "a:txBody",
      {},
      element("a:bodyPr", {}),
      element("a:lstStyle", {}),
      covered ? emptyParagraph(place, size) : cellParagraph(place, look.row, cell, size),
    ),
    cellProperties(cell, look, size),
  );
}

function emptyParagraph(place: ShapePlace, size: number): Markup {
  return paragraph(place, nothing, [], {}, { size });
}

function cellParagraph(place: ShapePlace, { kind }: SlideRow, cell: SlideCell, size: number): Markup {
  const { rightToLeft, customer } = place.context;
  const stated = customer === undefined ? undefined : 0;
  const swapped = { l: "r", r: "l", ctr: "ctr" } as const;
  const properties = element(
    "a:pPr",
    {
      // Levels of groups are set in.
      marL: cell.level === 0 ? stated : emus(cell.level * levelStep),
      indent: stated,
      algn: rightToLeft ? swapped[cell.align] : cell.align,
      rtl: rightToLeft ? 1 : undefined,
    },
    spacing(place.context, {}, 0),
  );
  const bold = cell.bold || kind === "heading";
  const look = { color: cell.muted ? "tx2" : "tx1", ...(bold && { bold }) } as const;
  return paragraph(place, properties, cell.runs, look, { size, family: "sans" });
}

/** Lines and ground, which the theme colours (ECMA-376-1, 21.1.3.17). */
function cellProperties(
  cell: SlideCell | undefined,
  { row, last, striped }: { readonly row: SlideRow; readonly last: boolean; readonly striped: boolean },
  size: number,
): Markup {
  const [side, above] = [insetBeside(size), insetAbove];
  const heading = row.kind === "heading";
  const bottom = heading || last ? line("a:lnB", "tx1", strong) : line("a:lnB", "tx2", fine, 40_000);
  const top = row.kind === "total" ? line("a:lnT", "tx1", strong) : nothing;
  const scheme = row.kind === "highlight" || striped ? "bg2" : undefined;
  return element(
    "a:tcPr",
    { marL: emus(side), marR: emus(side), marT: emus(above), marB: emus(above), anchor: heading ? "b" : "t" },
    line("a:lnL"),
    line("a:lnR"),
    top.markup === "" ? line("a:lnT") : top,
    bottom,
    cell?.ground !== undefined
      ? element("a:solidFill", {}, element("a:srgbClr", { val: hexOfColor(cell.ground) }))
      : scheme !== undefined
        ? element("a:solidFill", {}, element("a:schemeClr", { val: scheme }))
        : element("a:noFill", {}),
  );
}

/** A line at a side of a cell; without a colour there is none. @param opacity in thousandths of a hundredth */
function line(name: string, color?: "tx1" | "tx2", width = 0, opacity?: number): Markup {
  if (color === undefined) return element(name, { w: 0 }, element("a:noFill", {}));
  const shown = opacity === undefined ? [] : [element("a:alpha", { val: opacity })];
  return element(
    name,
    { w: emus(width), cmpd: "sng" },
    element("a:solidFill", {}, element("a:schemeClr", { val: color }, ...shown)),
  );
}
