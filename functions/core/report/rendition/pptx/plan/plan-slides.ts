import { allHeadings } from "../../../document/all-headings.ts";
import { divideLines } from "../text/divide-lines.ts";
import { fitSize, heightOfAll } from "../text/fit-lines.ts";
import { planTitle } from "./plan-title.ts";
import { planVisual } from "./plan-visual.ts";
import type { PlannedSlide, TextShape } from "./planned-slide.ts";
import type { SlideContext } from "../slide-context.ts";
import type { SlideFrame } from "../slide-frame.ts";
import type { SlideLine } from "../text/slide-line.ts";
import { type ContentsPiece, type HeadingPiece, piecesOf, type SlidePiece } from "./slide-pieces.ts";
import { continuedRuns, type OpenSection, slideHead, titleShape } from "./slide-titles.ts";
import { run } from "../text/slide-words.ts";

/** Sizes of text on slides, the largest at which all is on one slide; else the one in the middle. */
const textSizes = [20, 18, 16, 14] as const;
const usualSize = 16;

type Body = Exclude<SlidePiece, HeadingPiece>;

/**
 * Plans the slides of a report. Figures, tables and key figures have slides of their own, and the text around them is
 * in the notes of these slides; a section that has none of them is text on slides. All is there once and in order: what
 * a slide shows, with the part of its notes that is before it and the part that is behind it.
 *
 * @throws BroadsheetError `limit-exceeded` for a table that no slide can hold
 */
export function planSlides(context: SlideContext, frame: SlideFrame): PlannedSlide[] {
  const { first, section, rest } = planTitle(context, frame, piecesOf(context));
  const slides = [first];
  const top = chapterLevel(context);
  let open = section;
  let body: Body[] = [];
  for (const piece of rest) {
    if (piece.kind !== "heading") {
      body.push(piece);
      continue;
    }
    slides.push(...planSection(context, frame, open, body));
    const words = piece.runs.map(({ text }) => text).join("");
    const chapter = piece.level <= top ? words.replaceAll(/\s+/g, " ").trim() : undefined;
    open = { runs: piece.runs, ids: piece.id === "" ? [] : [piece.id], chapter, stated: false, titled: false };
    body = [];
  }
  slides.push(...planSection(context, frame, open, body));
  return slides;
}

/** Chapters are the headings of level 2, or of level 1 if there are more of these than the title. */
function chapterLevel({ document }: SlideContext): number {
  return allHeadings(document.blocks).filter(({ level }) => level === 1).length > 1 ? 1 : 2;
}

function planSection(
  context: SlideContext,
  frame: SlideFrame,
  section: OpenSection,
  body: readonly Body[],
): PlannedSlide[] {
  if (body.length === 0) return section.stated ? [] : [planDivider(context, frame, section)];
  const shown = body.some(({ kind }) => kind === "visual");
  const slides: PlannedSlide[] = [];
  let lines: SlideLine[] = [];
  for (const piece of body) {
    if (piece.kind === "line") {
      lines.push(piece.line);
      continue;
    }
    // Text stands on slides in sections that show nothing else.
    if (!shown) slides.push(...planText(context, frame, section, lines));
    const before = shown && slides.length === 0 ? lines : [];
    if (shown && slides.length > 0) addNotes(slides, lines);
    lines = [];
    slides.push(
      ...(piece.kind === "contents"
        ? planContents(context, frame, section, piece, before)
        : planVisual(context, frame, section, piece.block, before)),
    );
  }
  if (shown) addNotes(slides, lines);
  else slides.push(...planText(context, frame, section, lines));
  return slides;
}

/** Adds text to the notes of the last slide. */
function addNotes(slides: readonly PlannedSlide[], lines: readonly SlideLine[]): void {
  const last = slides.at(-1)!;
  last.after = [...last.after, ...lines];
}

/** A heading with nothing below it but others. */
function planDivider(context: SlideContext, frame: SlideFrame, section: OpenSection): PlannedSlide {
  const { shapes, room: _, ...begins } = slideHead(context, { ...frame, title: frame.divider }, section);
  return { layout: "divider", shapes, before: [], after: [], ...begins };
}

/** Text below the name of its section, on as many slides as it needs. */
function planText(
  context: SlideContext,
  frame: SlideFrame,
  section: OpenSection,
  lines: readonly SlideLine[],
): PlannedSlide[] {
  const unnamed = wholeFrame(textFrame(frame));
  return textBodies(context, unnamed, lines).map((body) => {
    const { shapes, room: _, ...begins } = slideHead(context, unnamed, section);
    return { layout: "text", shapes: [...shapes, body], before: [], after: [], ...begins };
  });
}

/** A list of contents below its name. The section may not have been named, so that it is named above. */
function planContents(
  context: SlideContext,
  whole: SlideFrame,
  section: OpenSection,
  { name, lines }: ContentsPiece,
  before: readonly SlideLine[],
): PlannedSlide[] {
  const runs = run(name);
  const frame = section.stated ? wholeFrame(textFrame(whole)) : textFrame(whole);
  return textBodies(context, frame, lines).map((body, index) => {
    const caption =
      index === 0
        ? ({ name: "Name", runs } as const)
        : ({ name: "Name again", runs: continuedRuns(context, runs) } as const);
    const { room: _, ...head } = section.stated
      ? { shapes: [titleShape(context, frame, caption.name, caption.runs)], ids: [], room: frame.content }
      : slideHead(context, frame, section, caption);
    return {
      layout: "text",
      before: index === 0 ? before : [],
      after: [],
      ...head,
      shapes: [...head.shapes, body],
    };
  });
}

/** Where things stand on slides of text. */
function textFrame(frame: SlideFrame): SlideFrame {
  return { ...frame, ...frame.text };
}

/** The same on slides that do not name their section. */
function wholeFrame(frame: SlideFrame): SlideFrame {
  return { ...frame, content: frame.whole ?? frame.content };
}

/** Text as bodies of slides: large where it is on one slide. */
function textBodies(context: SlideContext, { content }: SlideFrame, lines: readonly SlideLine[]): TextShape[] {
  if (lines.length === 0) return [];
  const setting = { family: "sans", width: content.width } as const;
  const fitting = fitSize(context, lines, setting, content.height, textSizes);
  const whole = heightOfAll(context, lines, { ...setting, size: fitting }) <= content.height;
  const size = whole ? fitting : usualSize;
  return divideLines(context, lines, { ...setting, size }, content.height).map((part) => ({
    kind: "text",
    name: part[0]?.rest === true ? "Text continued" : "Text",
    holder: "body",
    box: content,
    lines: part,
    family: "sans",
    size,
  }));
}
