import type { Figure, Picture } from "../../../document/document.ts";
import { captionRuns, deckLines, lineOf, placeAbove, placeBelow, sourceLines } from "./caption-lines.ts";
import { planKeyFigures } from "./plan-key-figures.ts";
import { planTable } from "./plan-table.ts";
import type { PlannedSlide } from "./planned-slide.ts";
import type { SlideContext } from "../slide-context.ts";
import type { Rectangle, SlideFrame } from "../slide-frame.ts";
import type { SlideLine } from "../text/slide-line.ts";
import type { VisualPiece } from "./slide-pieces.ts";
import { type OpenSection, slideHead } from "./slide-titles.ts";
import { runsOf } from "../text/slide-words.ts";

/** Pictures have two pixels in a point; enlarged more, they would blur. */
const mostEnlarged = 2;

/** The slides of what has slides of its own. @param before text of the report that leads to it */
export function planVisual(
  context: SlideContext,
  frame: SlideFrame,
  section: OpenSection,
  block: VisualPiece["block"],
  before: readonly SlideLine[],
): PlannedSlide[] {
  switch (block.type) {
    case "figure":
    case "picture":
      return [planDrawing(context, frame, section, block, before)];
    case "table":
      return planTable(context, frame, section, block, before);
    case "key-figures":
      return planKeyFigures(context, frame, section, block, before);
  }
}

/** A figure or picture: its number and title, the deck, the drawing, and the lines below it. */
function planDrawing(
  context: SlideContext,
  frame: SlideFrame,
  section: OpenSection,
  block: Figure | Picture,
  before: readonly SlideLine[],
): PlannedSlide {
  const captioned = block.type === "figure" || block.alt !== undefined;
  const caption = captioned ? captionRuns(context, block, context.locale.words.figure) : [];
  const head = slideHead(
    context,
    frame,
    section,
    caption.length === 0 ? undefined : { name: "Caption", runs: caption },
  );
  const deck = placeAbove(context, head.room, captioned ? deckLines(context, block) : []);
  const below = placeBelow(context, deck.room, [
    ...(block.type === "picture" ? lineOf("picture text", runsOf(context, block.caption)) : []),
    ...sourceLines(context, block),
  ]);
  return {
    layout: "content",
    before,
    after: below.left,
    ...(head.chapter !== undefined && { chapter: head.chapter }),
    ids: [...head.ids, block.id],
    shapes: [
      ...head.shapes,
      ...deck.shapes,
      { kind: "drawing", id: block.id, box: drawingBox(context, block.id, below.room) },
      ...below.shapes,
    ],
  };
}

/** The room of a chart that PowerPoint draws; of a picture, the part of it that has its proportions. */
function drawingBox({ native, pictures, rightToLeft }: SlideContext, id: string, room: Rectangle): Rectangle {
  if (native?.has(id) === true) return room;
  const picture = pictures.get(id);
  if (picture === undefined) throw new TypeError(`"${id}" was never drawn`);
  const { size } = picture;
  const scale = Math.min(room.width / size.width, room.height / size.height, mostEnlarged);
  const [width, height] = [size.width * scale, size.height * scale];
  return { x: rightToLeft ? room.x + room.width - width : room.x, y: room.y, width, height };
}
