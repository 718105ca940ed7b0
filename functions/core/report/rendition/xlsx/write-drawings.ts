import { element, join, type Markup } from "../markup.ts";
import { chartNames } from "../ooxml/chart-parts.ts";
import { decoration } from "../ooxml/decoration.ts";
import { relationshipNames } from "./write-sheet.ts";
import type { SheetDrawing } from "./workbook-sheet.ts";

/** English Metric Units in a point. */
const emus = 12_700;

const drawingNames = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing";
const mainNames = "http://schemas.openxmlformats.org/drawingml/2006/main";

/** A drawing with the relationship to its file or part. */
type RelatedDrawing = SheetDrawing & { readonly relationship: string };

/** The pictures and charts of a sheet (ECMA-376-1, 20.5), each at the cell where it begins, in its own size. */
export function writeDrawings(drawings: readonly RelatedDrawing[]): Markup {
  return element(
    "xdr:wsDr",
    { "xmlns:xdr": drawingNames, "xmlns:a": mainNames, "xmlns:r": relationshipNames },
    join(drawings.map((drawing, index) => writeDrawing(drawing, index + 1))),
  );
}

function writeDrawing(drawing: RelatedDrawing, id: number): Markup {
  const { row, column, width, height, name, alt, content, relationship } = drawing;
  const extent = { cx: Math.round(width * emus), cy: Math.round(height * emus) };
  const named = element(
    "xdr:cNvPr",
    { id: id + 1, name, descr: alt === "" ? undefined : alt },
    ...(alt === "" ? [decoration()] : []),
  );
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
    "png" in content ? writePicture(named, extent, relationship) : writeFrame(named, relationship),
    element("xdr:clientData", {}),
  );
}

function writePicture(
  named: Markup,
  extent: { readonly cx: number; readonly cy: number },
  relationship: string,
): Markup {
  return element(
    "xdr:pic",
    {},
    element("xdr:nvPicPr", {}, named, element("xdr:cNvPicPr", {}, element("a:picLocks", { noChangeAspect: 1 }))),
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
  );
}

/** The frame of a chart; its own place is that of its anchor. */
function writeFrame(named: Markup, relationship: string): Markup {
  return element(
    "xdr:graphicFrame",
    { macro: "" },
    element("xdr:nvGraphicFramePr", {}, named, element("xdr:cNvGraphicFramePr", {})),
    element("xdr:xfrm", {}, element("a:off", { x: 0, y: 0 }), element("a:ext", { cx: 0, cy: 0 })),
    element(
      "a:graphic",
      {},
      element(
        "a:graphicData",
        { uri: chartNames },
        element("c:chart", { "xmlns:c": chartNames, "r:id": relationship }),
      ),
    ),
  );
}

function number(name: string, value: number): Markup {
  return element(name, {}, { markup: String(value) });
}
