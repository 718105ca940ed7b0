import { pngOf } from "../ooxml/drawn-picture.ts";
import type { Sheet } from "./workbook-sheet.ts";
import type { WorkbookContext } from "./workbook-context.ts";

/** Height of a row that holds nothing, points. */
const rowHeight = 15;

/** Puts a chart or a picture over empty rows of a sheet, as large as its drawing. @param id of the figure or picture */
export function addDrawing(context: WorkbookContext, sheet: Sheet, column: number, id: string): void {
  const drawing = context.charts.get(id);
  const picture = context.pictures.get(id);
  if (drawing === undefined || picture === undefined) throw new TypeError(`"${id}" was never drawn`);
  const { size } = picture;
  const native = context.native?.get(id);
  sheet.drawings.push({
    row: sheet.rows.length,
    column,
    width: size.width,
    height: size.height,
    name: id,
    alt: drawing.alt,
    content: native === undefined ? { png: pngOf(picture, id) } : { chart: native },
  });
  const rows = Math.ceil(size.height / rowHeight) + 1;
  for (let row = 0; row < rows; row++) sheet.rows.push({ cells: [], height: rowHeight });
}
