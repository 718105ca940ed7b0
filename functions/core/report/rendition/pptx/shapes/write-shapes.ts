import { element, type Markup, nothing } from "../../markup.ts";
import { chartNames, chartParts } from "../../ooxml/chart-parts.ts";
import { decoration } from "../../ooxml/decoration.ts";
import { pngOf } from "../../ooxml/drawn-picture.ts";
import { keepImage } from "../../ooxml/keep-image.ts";
import type { DrawingShape, SlideShape, TextShape } from "../plan/planned-slide.ts";
import { placeOf, type ShapePlace } from "./shape-place.ts";
import type { Rectangle } from "../slide-frame.ts";
import { emus } from "../slide-names.ts";
import { writeSlideTable } from "./write-slide-table.ts";
import { writeLines } from "./write-slide-text.ts";

/** Size of the labels of charts on slides, points. */
const chartLabels = 12;

export function writeShape(place: ShapePlace, shape: SlideShape): Markup {
  switch (shape.kind) {
    case "text":
      return writeText(place, shape);
    case "drawing":
      return writeDrawing(place, shape);
    case "table":
      return writeSlideTable(place, shape);
  }
}

function writeText(place: ShapePlace, shape: TextShape): Markup {
  const { name, box, lines, family, size, anchor, tinted } = shape;
  // A layout may have no place for it.
  const holder = shape.holder && place.holders[shape.holder];
  const titled = holder !== undefined && (shape.holder === "title" || shape.holder === "ctrTitle");
  const inset = tinted === true ? emus(12) : 0;
  const free = holder === undefined || isMoved(place, shape);
  return element(
    "p:sp",
    {},
    element(
      "p:nvSpPr",
      {},
      element("p:cNvPr", { id: place.nextId(), name }),
      element("p:cNvSpPr", { txBox: holder === undefined ? 1 : undefined }),
      element("p:nvPr", {}, ...(holder === undefined ? [] : [element("p:ph", holder)])),
    ),
    holder === undefined
      ? element(
          "p:spPr",
          {},
          placeOf("a:xfrm", box),
          element("a:prstGeom", { prst: "rect" }, element("a:avLst", {})),
          tinted === true
            ? element("a:solidFill", {}, element("a:schemeClr", { val: "bg2" }))
            : element("a:noFill", {}),
        )
      : element("p:spPr", {}, free ? placeOf("a:xfrm", box) : nothing),
    element(
      "p:txBody",
      {},
      free
        ? element(
            "a:bodyPr",
            {
              ...upright(place),
              wrap: "square",
              lIns: inset,
              tIns: inset,
              rIns: inset,
              bIns: inset,
              anchor: anchor ?? "t",
            },
            element("a:normAutofit", {}),
          )
        : element("a:bodyPr", upright(place), element("a:normAutofit", {})),
      element("a:lstStyle", {}),
      writeLines(place, lines, { size, family, plain: titled }),
    ),
  );
}

/** Whether text was planned for another box than that of its place in a customer's layout. */
function isMoved({ boxes }: ShapePlace, { holder, box }: TextShape): boolean {
  if (boxes === undefined || holder === undefined) return false;
  const own = boxes[holder];
  return own === undefined || (["x", "y", "width", "height"] as const).some((each) => own[each] !== box[each]);
}

/** What changes how much a place holds is never a customer's: text is measured for one column. */
function upright({ context }: ShapePlace): Readonly<Record<string, string | number>> {
  return context.customer === undefined ? {} : { numCol: 1 };
}

/** A chart that PowerPoint draws, or a picture, with its alternative text. */
function writeDrawing(place: ShapePlace, { id, box }: DrawingShape): Markup {
  const { context, relations } = place;
  const alt = context.charts.get(id)?.alt;
  if (alt === undefined) throw new TypeError(`"${id}" was never drawn`);
  const named = element(
    "p:cNvPr",
    { id: place.nextId(), name: id, descr: alt === "" ? undefined : alt },
    ...(alt === "" ? [decoration()] : []),
  );
  const chart = context.native?.get(id);
  if (chart === undefined) return writePicture(place, named, id, box);
  const { theme, locale } = context;
  const look = { ...theme, locale, labels: chartLabels };
  const parts = chartParts(chart, look, "ppt", place.chartParts.length / 2 + 1);
  place.chartParts.push(...parts);
  return element(
    "p:graphicFrame",
    {},
    element(
      "p:nvGraphicFramePr",
      {},
      named,
      element("p:cNvGraphicFramePr", {}, element("a:graphicFrameLocks", { noGrp: 1 })),
      element("p:nvPr", {}),
    ),
    placeOf("p:xfrm", box),
    element(
      "a:graphic",
      {},
      element(
        "a:graphicData",
        { uri: chartNames },
        element("c:chart", { "xmlns:c": chartNames, "r:id": relations.to("chart", `/${parts[0].path}`) }),
      ),
    ),
  );
}

function writePicture({ context, relations, images }: ShapePlace, named: Markup, id: string, box: Rectangle): Markup {
  const path = keepImage(images, "ppt/media", pngOf(context.pictures.get(id), id));
  return element(
    "p:pic",
    {},
    element(
      "p:nvPicPr",
      {},
      named,
      element("p:cNvPicPr", {}, element("a:picLocks", { noChangeAspect: 1 })),
      element("p:nvPr", {}),
    ),
    element(
      "p:blipFill",
      {},
      element("a:blip", { "r:embed": relations.to("image", `/${path}`) }),
      element("a:stretch", {}, element("a:fillRect", {})),
    ),
    element("p:spPr", {}, placeOf("a:xfrm", box), element("a:prstGeom", { prst: "rect" }, element("a:avLst", {}))),
  );
}
