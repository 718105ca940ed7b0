import { fitSize } from "../text/fit-lines.ts";
import type { PlannedSlide, TextShape } from "./planned-slide.ts";
import type { SlideContext } from "../slide-context.ts";
import type { SlideFrame } from "../slide-frame.ts";
import type { SlideLine } from "../text/slide-line.ts";
import type { SlidePiece } from "./slide-pieces.ts";
import { type OpenSection, plainLine } from "./slide-titles.ts";
import { run } from "../text/slide-words.ts";

const titleSizes = [40, 36, 32, 28, 24, 20, 16, 12, 10, 8] as const;
const subtitleSizes = [20, 18, 16, 14, 12, 10, 8] as const;

export interface TitlePlan {
  readonly first: PlannedSlide;
  /** The section that the title opens: what follows before the next heading. */
  readonly section: OpenSection;
  readonly rest: readonly SlidePiece[];
}

/**
 * The first slide: the report's title with the lines above and below it. A report that does not begin with a heading of
 * the first level has its own title there.
 */
export function planTitle(context: SlideContext, frame: SlideFrame, pieces: readonly SlidePiece[]): TitlePlan {
  let at = 0;
  const take = (roles: readonly string[]): SlideLine[] => {
    const taken: SlideLine[] = [];
    for (let piece = pieces[at]; piece?.kind === "line" && roles.includes(piece.line.role); piece = pieces[++at])
      taken.push(piece.line);
    return taken;
  };
  const kicker = take(["kicker"]);
  const heading = pieces[at];
  const titled = heading?.kind === "heading" && heading.level === 1;
  const runs = titled ? heading.runs : run(context.document.title);
  if (titled) at++;
  const subtitle = take(["kicker", "standfirst", "dateline"]);
  const any = pieces.some(({ kind, ...piece }) => kind === "heading" && "level" in piece && piece.level > 0);
  const { cover } = frame;
  const shapes: TextShape[] = [
    ...fitted(
      context,
      { name: "Kicker", box: cover.kicker, lines: kicker, family: "sans", anchor: "b" },
      [14, 12, 10, 8],
    ),
    ...fitted(
      context,
      {
        // Without any heading, the report's title is one.
        name: titled || !any ? "Heading" : "Heading again",
        holder: "ctrTitle",
        box: cover.title,
        lines: [plainLine(runs)],
        family: "headline",
        anchor: "t",
      },
      titleSizes,
    ),
    ...fitted(
      context,
      { name: "Subtitle", holder: "subTitle", box: cover.subtitle, lines: subtitle, family: "sans" },
      subtitleSizes,
    ),
  ];
  return {
    first: {
      layout: "title",
      shapes,
      before: [],
      after: [],
      ids: titled ? [heading.id] : [],
      chapter: context.document.title,
    },
    section: { runs, ids: [], stated: true, titled: false },
    rest: pieces.slice(at),
  };
}

function fitted(context: SlideContext, shape: Omit<TextShape, "kind" | "size">, sizes: readonly number[]): TextShape[] {
  if (shape.lines.length === 0) return [];
  const { family, box, lines } = shape;
  const size = fitSize(context, lines, { family, width: box.width }, box.height, sizes);
  return [{ ...shape, kind: "text", size }];
}
