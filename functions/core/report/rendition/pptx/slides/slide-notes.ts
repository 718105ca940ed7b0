import { element, join, type Markup, nothing } from "../../markup.ts";
import type { Part } from "../../ooxml/write-package.ts";
import type { PlannedSlide } from "../plan/planned-slide.ts";
import { placeOf } from "../shapes/shape-place.ts";
import { shapeTree } from "./layout-shapes.ts";
import { slideNames, slideTypes } from "../slide-names.ts";
import { colorMap } from "../slide-theme.ts";
import { SlideRelations } from "../shapes/slide-relations.ts";
import type { SlideContext } from "../slide-context.ts";
import { writeLines } from "../shapes/write-slide-text.ts";

const masterPath = "ppt/notesMasters/notesMaster1.xml";
const themePath = "ppt/theme/theme2.xml";

/** The path of the master of notes. */
export const notesMasterPath = masterPath;

/** The picture of the slide, and the notes below it, points. */
const [picture, words] = [
  { x: 40, y: 40, width: 460, height: 259 },
  { x: 40, y: 320, width: 460, height: 370 },
] as const;
const noteSize = 11;

/** The master of notes, which must have a theme of its own. */
export function notesMaster(theme: Markup): Part[] {
  const style = element("a:lvl1pPr", {}, element("a:defRPr", { sz: noteSize * 100 }));
  const body = element(
    "p:notesMaster",
    slideNames,
    element(
      "p:cSld",
      {},
      element(
        "p:bg",
        {},
        element(
          "p:bgPr",
          {},
          element("a:solidFill", {}, element("a:srgbClr", { val: "FFFFFF" })),
          element("a:effectLst", {}),
        ),
      ),
      shapeTree(pictureShape(true), wordsShape(nothing, true)),
    ),
    colorMap(),
    element("p:notesStyle", {}, style),
  );
  return [
    {
      path: masterPath,
      type: `${slideTypes}notesMaster+xml`,
      body,
      relationships: [{ id: "rId1", type: "theme", target: `/${themePath}` }],
    },
    { path: themePath, type: "application/vnd.openxmlformats-officedocument.theme+xml", body: theme },
  ];
}

/**
 * The notes of a slide: text of the report before what it shows, then, after a mark in the middle of its line, the text
 * behind it. Nothing without text.
 */
export function writeNotes(
  context: SlideContext,
  { before, after }: Pick<PlannedSlide, "before" | "after">,
  path: string,
  slide: string,
): Part[] {
  if (before.length + after.length === 0) return [];
  const relations = new SlideRelations();
  relations.to("notesMaster", `/${masterPath}`);
  relations.to("slide", `/${slide}`);
  const place = { context, relations };
  const look = { size: noteSize, family: "sans" } as const;
  const lines = join([
    writeLines(place, before, look),
    before.length === 0 ? nothing : mark(),
    writeLines(place, after, look),
  ]);
  const body = element(
    "p:notes",
    slideNames,
    element("p:cSld", {}, shapeTree(pictureShape(false), wordsShape(lines, false))),
    element("p:clrMapOvr", {}, element("a:masterClrMapping", {})),
  );
  return [{ path, type: `${slideTypes}notesSlide+xml`, body, relationships: relations.list }];
}

/** Stands for the slide in its notes; no line of a report is in the middle. */
function mark(): Markup {
  const run = element("a:r", {}, element("a:rPr", { lang: "en-US" }), element("a:t", {}, { markup: "* * *" }));
  return element("a:p", {}, element("a:pPr", { algn: "ctr" }), run);
}

function pictureShape(placed: boolean): Markup {
  return element(
    "p:sp",
    {},
    element(
      "p:nvSpPr",
      {},
      element("p:cNvPr", { id: 2, name: "Slide" }),
      element("p:cNvSpPr", {}, element("a:spLocks", { noGrp: 1, noRot: 1, noChangeAspect: 1 })),
      element("p:nvPr", {}, element("p:ph", { type: "sldImg" })),
    ),
    element("p:spPr", {}, ...(placed ? [placeOf("a:xfrm", picture), rectangle()] : [])),
  );
}

function wordsShape(lines: Markup, placed: boolean): Markup {
  return element(
    "p:sp",
    {},
    element(
      "p:nvSpPr",
      {},
      element("p:cNvPr", { id: 3, name: "Notes" }),
      element("p:cNvSpPr", {}, element("a:spLocks", { noGrp: 1 })),
      element("p:nvPr", {}, element("p:ph", { type: "body", idx: 1 })),
    ),
    element("p:spPr", {}, ...(placed ? [placeOf("a:xfrm", words), rectangle()] : [])),
    element(
      "p:txBody",
      {},
      element("a:bodyPr", {}),
      element("a:lstStyle", {}),
      lines.markup === "" ? element("a:p", {}, element("a:endParaRPr", { lang: "en-US" })) : lines,
    ),
  );
}

function rectangle(): Markup {
  return element("a:prstGeom", { prst: "rect" }, element("a:avLst", {}));
}
