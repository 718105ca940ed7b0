import { element, join, type Markup, nothing, text } from "../../markup.ts";
import type { Part } from "../../ooxml/write-package.ts";
import { fitSize } from "../text/fit-lines.ts";
import type { PlannedSlide } from "../plan/planned-slide.ts";
import { placeOf, type ShapePlace } from "../shapes/shape-place.ts";
import type { Rectangle, SlideFrame } from "../slide-frame.ts";
import type { SlideContext } from "../slide-context.ts";
import type { SlideMaster } from "./slide-master.ts";
import { shapeTree, slideNumber } from "./layout-shapes.ts";
import { slideNames, slideTypes } from "../slide-names.ts";
import { SlideRelations } from "../shapes/slide-relations.ts";
import { plainLine } from "../plan/slide-titles.ts";
import { writeShape } from "../shapes/write-shapes.ts";
import { slideLanguage } from "../shapes/write-slide-text.ts";

/** Sizes of the running words, points. */
const footerSizes = [9, 8, 7, 6, 5] as const;

/** Where a slide is in its file. */
interface SlideSpot {
  readonly path: string;
  /** Path of its notes, if it has any. */
  readonly notes?: string | undefined;
  /** From 1. */
  readonly number: number;
}

/** What the slides of a file share. */
interface Shared {
  readonly master: SlideMaster;
  readonly images: Map<string, Part>;
  readonly charts: Part[];
  /** Id of a block → path of its slide. */
  readonly places: ReadonlyMap<string, string>;
}

/** A slide with the shapes that were planned, the running words and its number. */
export function writeSlide(
  context: SlideContext,
  slide: PlannedSlide,
  { path, notes, number }: SlideSpot,
  { master, images, charts, places }: Shared,
): Part {
  const relations = new SlideRelations();
  const layout = master.layouts[slide.layout];
  relations.to("slideLayout", `/${layout.path}`);
  if (notes !== undefined) relations.to("notesSlide", `/${notes}`);
  let last = 1;
  const place: ShapePlace = {
    context,
    relations,
    images,
    holders: layout.holders,
    boxes: layout.boxes,
    chartParts: charts,
    slideOf: (id) => (places.get(id) === path ? undefined : places.get(id)),
    nextId: () => ++last,
  };
  const shapes = slide.shapes.map((shape) => writeShape(place, shape));
  const body = element(
    "p:sld",
    slideNames,
    element(
      "p:cSld",
      {},
      shapeTree(
        ...shapes,
        footer(place, layout.footer ?? master.frame.footer),
        numberShape(place, master.frame, number),
      ),
    ),
    element(
      "p:clrMapOvr",
      {},
      layout.colors === undefined ? element("a:masterClrMapping", {}) : element("a:overrideClrMapping", layout.colors),
    ),
  );
  return { path, type: `${slideTypes}slide+xml`, body, relationships: relations.list };
}

/** A running line that numbers no pages. */
function unpaged(line: string): string {
  return /\{(?:page|pages|chapter)\}/.test(line) ? "" : line;
}

/** Running words that number no pages, each a run of its own. */
function footer(place: ShapePlace, box: Rectangle): Markup {
  const { document, locale } = place.context;
  const { left, right } = document.header;
  const words = [
    ...[left, right].map(unpaged),
    document.watermark ?? "",
    ...[document.footer, document.folio ?? ""].map(unpaged),
  ].filter((each) => each.trim() !== "");
  if (words.length === 0) return nothing;
  const line = plainLine([{ text: words.join(" · ") }]);
  const { width, height } = box;
  const size = fitSize(place.context, [line], { family: "sans", width }, height, footerSizes);
  const run = (shown: string, strong: boolean): Markup =>
    element(
      "a:r",
      {},
      element("a:rPr", { lang: slideLanguage(locale.tag), sz: size * 100, b: strong ? 1 : undefined }),
      element("a:t", {}, text(shown.replaceAll(/[\t\n\r]/g, " "))),
    );
  const runs = words.flatMap((each, index) => [
    ...(index === 0 ? [] : [run(" · ", false)]),
    run(each, each === document.watermark),
  ]);
  return footShape(place, "Footer", "ftr", box, join(runs));
}

/** The number of a slide; none where the master has no place for it. */
function numberShape(place: ShapePlace, frame: SlideFrame, number: number): Markup {
  if (place.holders.sldNum === undefined) return nothing;
  return footShape(place, "Number", "sldNum", frame.number, slideNumber(String(number)));
}

/** What stands at the foot of a slide: in its layout's place, or where there is none, in ours. */
function footShape(place: ShapePlace, name: string, type: "ftr" | "sldNum", box: Rectangle, shown: Markup): Markup {
  const holder = place.holders[type];
  return element(
    "p:sp",
    {},
    element(
      "p:nvSpPr",
      {},
      element("p:cNvPr", { id: place.nextId(), name }),
      holder === undefined
        ? element("p:cNvSpPr", { txBox: 1 })
        : element("p:cNvSpPr", {}, element("a:spLocks", { noGrp: 1 })),
      element("p:nvPr", {}, ...(holder === undefined ? [] : [element("p:ph", holder)])),
    ),
    holder === undefined
      ? element("p:spPr", {}, placeOf("a:xfrm", box), element("a:prstGeom", { prst: "rect" }, element("a:avLst", {})))
      : element("p:spPr", {}),
    element("p:txBody", {}, element("a:bodyPr", {}), element("a:lstStyle", {}), element("a:p", {}, shown)),
  );
}
