import type { Captioned, Figure, Picture } from "../../document/document.ts";
import { element, join, type Markup, nothing } from "../markup.ts";
import { decoration } from "../ooxml/decoration.ts";
import { pngOf } from "../ooxml/drawn-picture.ts";
import { chartNames, chartParts } from "../ooxml/chart-parts.ts";
import { keepImage } from "../ooxml/keep-image.ts";
import type { OfficeChart } from "../ooxml/office-chart.ts";
import { count, type Setting } from "./word-context.ts";
import { anchor, line, writeCaption, writeSources } from "./write-captions.ts";
import { bareParagraph, flushMark } from "./write-paragraph.ts";

/** English Metric Units in a point, and points in a twentieth of it. */
const emus = 12_700;

const pictureNames = "http://schemas.openxmlformats.org/drawingml/2006/picture";

/** A figure: caption, the chart as a picture with its alternative text, source and note. */
export function writeWordFigure(setting: Setting, figure: Figure): Markup {
  return join([
    flushMark(setting),
    anchor(setting, figure.id),
    writeCaption(setting, figure, setting.context.locale.words.figure, "Figure"),
    writeDrawing(setting, figure.id, { ends: isLast(figure) }),
    writeSources(setting, figure),
  ]);
}

/** An image: caption if it is a figure, the picture, the words under it and its source. */
export function writeWordPicture(setting: Setting, picture: Picture): Markup {
  const { figure } = setting.context.locale.words;
  return join([
    flushMark(setting),
    anchor(setting, picture.id),
    picture.alt === undefined ? nothing : writeCaption(setting, picture, figure, "Figure"),
    writeDrawing(setting, picture.id, { align: picture.align, ends: isLast(picture) && picture.caption.length === 0 }),
    line(setting, "Report picture text", picture.caption),
    writeSources(setting, picture),
  ]);
}

/** Whether nothing is below what is shown. */
function isLast({ source, note }: Captioned): boolean {
  return source.length === 0 && note.length === 0;
}

/**
 * A drawing as it is shown in the PDF, at most as wide as its line.
 *
 * @param id of the figure or picture
 * @param ends whether nothing of the figure follows, with which it must stay: else all figures would stay together
 */
function writeDrawing(
  setting: Setting,
  id: string,
  { align, ends }: { readonly align?: Picture["align"]; readonly ends: boolean },
): Markup {
  const { context } = setting;
  const drawing = context.charts.get(id);
  const picture = context.pictures.get(id);
  if (drawing === undefined || picture === undefined) throw new TypeError(`"${id}" was never drawn`);
  const { size } = picture;
  const scale = Math.min(1, (setting.width - setting.indent) / 20 / size.width);
  const extent = { cx: Math.round(size.width * scale * emus), cy: Math.round(size.height * scale * emus) };
  const { alt } = drawing;
  const native = context.native?.get(id);
  const inline = element(
    "wp:inline",
    { distT: 0, distB: 0, distL: 0, distR: 0 },
    element("wp:extent", extent),
    element(
      "wp:docPr",
      { id: count(context, "drawing"), name: id, descr: alt === "" ? undefined : alt },
      ...(alt === "" ? [decoration()] : []),
    ),
    element("wp:cNvGraphicFramePr", {}, element("a:graphicFrameLocks", { noChangeAspect: 1 })),
    element(
      "a:graphic",
      {},
      native === undefined ? writePng(setting, id, pngOf(picture, id), extent) : writeNative(setting, native),
    ),
  );
  const shown = element("w:r", {}, element("w:drawing", {}, inline));
  const look = { ...(align !== undefined && { align }), ...(ends && { keepNext: false }) };
  return bareParagraph(setting, "Report figure", shown, look);
}

function writePng(
  { context, relations }: Setting,
  name: string,
  png: Uint8Array,
  extent: { readonly cx: number; readonly cy: number },
): Markup {
  const image = relations.to("image", `/${keepImage(context.images, "word/media", png)}`);
  return element(
    "a:graphicData",
    { uri: pictureNames },
    element(
      "pic:pic",
      {},
      element("pic:nvPicPr", {}, element("pic:cNvPr", { id: 0, name }), element("pic:cNvPicPr", {})),
      element(
        "pic:blipFill",
        {},
        element("a:blip", { "r:embed": image }),
        element("a:stretch", {}, element("a:fillRect", {})),
      ),
      element(
        "pic:spPr",
        {},
        element("a:xfrm", {}, element("a:off", { x: 0, y: 0 }), element("a:ext", extent)),
        element("a:prstGeom", { prst: "rect" }, element("a:avLst", {})),
      ),
    ),
  );
}

/** A chart that Word draws, with a workbook of its numbers beside it. */
function writeNative({ context, relations }: Setting, chart: OfficeChart): Markup {
  const { theme, locale } = context;
  const parts = chartParts(chart, { ...theme, locale }, "word", count(context, "chart"));
  context.chartParts.push(...parts);
  return element(
    "a:graphicData",
    { uri: chartNames },
    element("c:chart", { "xmlns:c": chartNames, "r:id": relations.to("chart", `/${parts[0].path}`) }),
  );
}
