import { element, type Markup, nothing } from "../markup.ts";
import {
  manifestRelationship,
  type OfficeFacts,
  packageRelationships,
  propertyParts,
} from "../ooxml/document-properties.ts";
import { type Part, writePackage } from "../ooxml/write-package.ts";
import { customerSlides } from "./slides/customer-slides.ts";
import { planSlides } from "./plan/plan-slides.ts";
import type { PlannedSlide } from "./plan/planned-slide.ts";
import { openSlides, type SlideContext, type SlideParts } from "./slide-context.ts";
import { ownFrame } from "./slide-frame.ts";
import { masterId, ownSlides, type SlideMaster, slideSizes } from "./slides/slide-master.ts";
import { guidOf, slideNames, slideTypes } from "./slide-names.ts";
import { notesMaster, notesMasterPath, writeNotes } from "./slides/slide-notes.ts";
import { writeSlideTheme } from "./slide-theme.ts";
import { writeSlide } from "./slides/write-slide.ts";

/** Ids of slides begin here (ECMA-376-1, 19.7.13). */
const firstSlideId = 256;

/**
 * Writes a report as slides (ECMA-376-1, transitional), on our master or a customer's: one for each figure, table and
 * group of key figures, with the text around them as notes, and charts and tables of PowerPoint's own. The same report
 * gives the same bytes.
 *
 * @throws BroadsheetError `limit-exceeded` with code `table-too-wide` or `table-too-tall`
 * @throws TypeError if a figure was never drawn
 */
export function writePptx(parts: SlideParts, { date, application, manifest }: OfficeFacts): Uint8Array {
  const context = openSlides(parts);
  const theme = writeSlideTheme(parts.theme, parts.locale);
  const master =
    parts.customer === undefined ? ownSlides(ownFrame, parts.locale, theme) : customerSlides(parts.customer);
  const slides = planSlides(context, master.frame);
  const images = new Map<string, Part>();
  const charts: Part[] = [];
  const places = slidePlaces(slides);
  const written = slides.flatMap((slide, index) => {
    const path = slidePath(index);
    const notes = writeNotes(context, slide, `ppt/notesSlides/notesSlide${index + 1}.xml`, path);
    const own = writeSlide(
      context,
      slide,
      { path, notes: notes[0]?.path, number: index + 1 },
      { master, images, charts, places },
    );
    return [own, ...notes];
  });
  const { title } = parts.document;
  return writePackage(
    [
      presentation(context, master, slides),
      ...master.parts,
      ...notesMaster(theme),
      ...written,
      ...images.values(),
      ...charts,
      ...propertyParts({ title, language: parts.locale.tag, date, application, manifest }),
    ],
    packageRelationships("ppt/presentation.xml"),
  );
}

function slidePath(index: number): string {
  return `ppt/slides/slide${index + 1}.xml`;
}

/** Id of a block → the path of the slide that shows it. */
function slidePlaces(slides: readonly PlannedSlide[]): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  slides.forEach(({ ids }, index) => {
    for (const id of ids) if (!places.has(id)) places.set(id, slidePath(index));
  });
  return places;
}

/** The relationship of the presentation to a slide, behind those to its masters. */
function relation(index: number): string {
  return `rId${index + 3}`;
}

function presentation(
  { rightToLeft }: SlideContext,
  { path, id = masterId, frame }: SlideMaster,
  slides: readonly PlannedSlide[],
): Part {
  return {
    path: "ppt/presentation.xml",
    type: `${slideTypes}presentation.main+xml`,
    body: element(
      "p:presentation",
      { ...slideNames, rtl: rightToLeft ? 1 : undefined, saveSubsetFonts: 1 },
      element("p:sldMasterIdLst", {}, element("p:sldMasterId", { id, "r:id": "rId1" })),
      element("p:notesMasterIdLst", {}, element("p:notesMasterId", { "r:id": "rId2" })),
      element(
        "p:sldIdLst",
        {},
        ...slides.map((_, index) => element("p:sldId", { id: firstSlideId + index, "r:id": relation(index) })),
      ),
      slideSizes(frame),
      chapters(slides),
    ),
    relationships: [
      { id: "rId1", type: "slideMaster", target: `/${path}` },
      { id: "rId2", type: "notesMaster", target: `/${notesMasterPath}` },
      ...slides.map((_, index) => ({ id: relation(index), type: "slide", target: `/${slidePath(index)}` })),
      manifestRelationship("rIdManifest"),
    ],
  };
}

/** The report's chapters as sections of PowerPoint ([MS-PPTX] 2.6.15). */
function chapters(slides: readonly PlannedSlide[]): Markup {
  const sections: { readonly name: string; readonly ids: number[] }[] = [];
  slides.forEach(({ chapter }, index) => {
    if (chapter !== undefined) sections.push({ name: chapter, ids: [] });
    sections.at(-1)!.ids.push(firstSlideId + index);
  });
  if (sections.length < 2) return nothing;
  const list = element(
    "p14:sectionLst",
    { "xmlns:p14": "http://schemas.microsoft.com/office/powerpoint/2010/main" },
    ...sections.map(({ name, ids }, index) =>
      element(
        "p14:section",
        { name: name === "" ? undefined : name, id: guidOf(`${index} ${name}`) },
        element("p14:sldIdLst", {}, ...ids.map((id) => element("p14:sldId", { id }))),
      ),
    ),
  );
  return element("p:extLst", {}, element("p:ext", { uri: "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}" }, list));
}
