import type { PlannedSlide, ShapeName, TextShape } from "./planned-slide.ts";
import { fitSize, heightOfAll } from "../text/fit-lines.ts";
import type { SlideContext } from "../slide-context.ts";
import type { Rectangle, SlideFrame } from "../slide-frame.ts";
import type { SlideLine } from "../text/slide-line.ts";
import { run, type SlideRun } from "../text/slide-words.ts";

/** Sizes of titles, and of the name of a section above them, points. */
const [titleSizes, sectionSizes] = [
  [26, 24, 22, 20, 18, 16, 14, 12, 10, 8],
  [12, 10, 8, 6],
] as const;

/**
 * Share of a title's width that its words may take in the theme's face. Where a reader's computer lacks it, another is
 * drawn, of which the usual ones are up to a fourth wider: a title must not grow into what stands below it.
 */
export const surely = 0.8;

/** The section of a talk, and whether a slide has named it. */
export interface OpenSection {
  readonly runs: readonly SlideRun[];
  readonly ids: readonly string[];
  readonly chapter?: string | undefined;
  stated: boolean;
  /** Whether a slide has it for its title. */
  titled: boolean;
}

/** Runs as a line of plain text. */
export function plainLine(runs: readonly SlideRun[]): SlideLine {
  return { role: "text", level: 0, runs };
}

/** A title, as large as its place allows. */
export function titleShape(
  context: SlideContext,
  { title: box }: Pick<SlideFrame, "title">,
  name: ShapeName,
  runs: readonly SlideRun[],
): TextShape {
  const lines = [plainLine(runs)];
  const setting = { family: "headline", width: box.width * surely } as const;
  const size = fitSize(context, lines, setting, box.height, titleSizes);
  return { kind: "text", name, holder: "title", box, lines, family: "headline", size };
}

/** Words of a slide before, continued. */
export function continuedRuns({ locale }: SlideContext, runs: readonly SlideRun[]): SlideRun[] {
  return [...runs, ...run(` (${locale.words.continued})`)];
}

/** What a slide begins with: its section, and its own title if it has one. */
export interface SlideHead extends Pick<PlannedSlide, "ids" | "chapter"> {
  readonly shapes: readonly TextShape[];
  /** Below it. */
  readonly room: Rectangle;
}

/**
 * The head of a slide. The section is its title if there is no other; then later slides with this title
 * say "continued".
 */
export function slideHead(
  context: SlideContext,
  frame: SlideFrame,
  section: OpenSection,
  caption?: { readonly name: ShapeName; readonly runs: readonly SlideRun[] },
): SlideHead {
  const fresh = !section.stated;
  section.stated = true;
  const begins = {
    ids: fresh ? section.ids : [],
    ...(fresh && section.chapter !== undefined && { chapter: section.chapter }),
  };
  if (caption === undefined) {
    const runs = section.titled ? continuedRuns(context, section.runs) : section.runs;
    section.titled = true;
    const title = titleShape(context, frame, fresh ? "Heading" : "Heading again", runs);
    return { ...begins, shapes: [title], room: roomBelow(context, frame, title) };
  }
  const lines: SlideLine[] = [{ ...plainLine(section.runs), role: "kicker" }];
  const setting = { family: "sans", width: frame.section.width } as const;
  const size = fitSize(context, lines, setting, frame.section.height, sectionSizes);
  const above: TextShape = {
    kind: "text",
    name: fresh ? "Section" : "Section again",
    box: frame.section,
    lines,
    family: "sans",
    size,
    anchor: "b",
  };
  const title = titleShape(context, frame, caption.name, caption.runs);
  return { ...begins, shapes: [above, title], room: roomBelow(context, frame, title) };
}

/** The content of a slide below a title of these words. */
export function roomUnder(context: SlideContext, frame: SlideFrame, runs: readonly SlideRun[]): Rectangle {
  return roomBelow(context, frame, titleShape(context, frame, "Caption", runs));
}

/** The content of a slide with the room that a short title leaves. */
function roomBelow(context: SlideContext, frame: SlideFrame, { lines, size }: TextShape): Rectangle {
  const { title, content } = frame;
  if (frame.fixed === true) return content;
  const used = heightOfAll(context, lines, { family: "headline", width: title.width * surely, size });
  const spare = Math.max(0, title.height - used - 6);
  return { ...content, y: content.y - spare, height: content.height + spare };
}
