import { element, join, type Markup } from "../markup.ts";
import { decoration } from "../ooxml/decoration.ts";
import { relationshipNames } from "./write-sheet.ts";
import type { SheetPicture } from "./workbook-sheet.ts";

/** English Metric Units in a point. */
const emus = 12_700;

const drawingNames = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing";
const mainNames = "http://schemas.openxmlformats.org/drawingml/2006/main";

/**
 * The pictures of a sheet (ECMA-376-1, 20.5), each at the cell where it begins, in its own size.
 *
 * @param pictures the relationship of each to its file
 */
export function writeDrawings(pictures: readonly (SheetPicture & { readonly relationship: string })[]): Markup {
  return element(
    "xdr:wsDr",
    { "xmlns:xdr": drawingNames, "xmlns:a": mainNames, "xmlns:r": relationshipNames },
    join(pictures.map((picture, index) => writePicture(picture, index + 1))),
  );
}

function writePicture(
  { row, column, width, height, name, alt, relationship }: SheetPicture & { readonly relationship: string },
  id: number,
): Markup {
  const extent = { cx: Math.round(width * emus), cy: Math.round(height * emus) };
  return element(
    "xdr:oneCellAnchor",
    {},
    element(
      "xdr:from",
      {},
      number("xdr:col", column),
      number("xdr:colOff", 0),
      number("xdr:row", row),
      number("xdr:rowOff", 0),
    ),
    element("xdr:ext", extent),
    element(
      "xdr:pic",
      {},
      element(
        "xdr:nvPicPr",
        {},
        element(
          "xdr:cNvPr",
          { id: id + 1, name, descr: alt === "" ? undefined : alt },
          ...(alt === "" ? [decoration()] : []),
        ),
        element("xdr:cNvPicPr", {}, element("a:picLocks", { noChangeAspect: 1 })),
      ),
      element(
        "xdr:blipFill",
        {},
        element("a:blip", { "r:embed": relationship }),
        element("a:stretch", {}, element("a:fillRect", {})),
      ),
      element(
        "xdr:spPr",
        {},
        element("a:xfrm", {}, element("a:off", { x: 0, y: 0 }), element("a:ext", extent)),
        element("a:prstGeom", { prst: "rect" }, element("a:avLst", {})),
      ),
    ),
    element("xdr:clientData", {}),
  );
}

function number(name: string, value: number): Markup {
  return element(name, {}, { markup: String(value) });
}
