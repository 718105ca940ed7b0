import { element, join, type Markup, nothing, text } from "../../markup.ts";
import { hexOfColor } from "../slide-theme.ts";
import { emus } from "../slide-names.ts";
import type { SlideContext } from "../slide-context.ts";
import type { SlideLine } from "../text/slide-line.ts";
import { indentStep, insetOf, type LineLook, lookOf, type SlideFamily } from "../text/slide-looks.ts";
import type { SlideRelations } from "./slide-relations.ts";
import type { SlideRun } from "../text/slide-words.ts";

/** How far marks of notes are raised, in thousandths of a hundredth: no text of an author is raised as far. */
const markRise = 33_000;
const [superscript, subscript] = [30_000, -25_000];

/** Where text is written. */
export interface TextPlace {
  readonly context: SlideContext;
  readonly relations: SlideRelations;
  /** Id of a block → the path of its slide; absent: nothing is jumped to. */
  readonly slideOf?: ((id: string) => string | undefined) | undefined;
}

/** How a paragraph is set. */
export interface ParagraphLook {
  /** Size of plain text, points; absent: that of its place. */
  readonly size?: number | undefined;
  readonly family?: SlideFamily | undefined;
  readonly align?: "l" | "r" | "ctr" | undefined;
  /** Whether its place has a look of its own, as the title has. */
  readonly plain?: boolean | undefined;
  readonly first?: boolean | undefined;
}

/** Lines as paragraphs. */
export function writeLines(place: TextPlace, lines: readonly SlideLine[], look: ParagraphLook): Markup {
  return join(lines.map((line, index) => writeLine(place, line, { ...look, first: index === 0 })));
}

function writeLine(place: TextPlace, line: SlideLine, look: ParagraphLook): Markup {
  const { rightToLeft } = place.context;
  const { size = 12 } = look;
  const own: LineLook = lookOf(line);
  const inset = insetOf(line) * size;
  const hanging = (indentStep + (line.mark?.wider ?? 0)) * size;
  const marked = line.mark !== undefined && line.rest !== true;
  const number = line.mark?.number;
  const before = look.first === true || line.rest === true ? 0 : (own.before ?? 0) * size;
  // What a customer's master says of lines and margins would change the height that was measured.
  const customer = place.context.customer !== undefined;
  const stated = customer ? 0 : undefined;
  const properties = element(
    "a:pPr",
    {
      marL: inset === 0 ? stated : emus(inset),
      indent: marked ? -emus(hanging) : stated,
      algn: look.align ?? (look.plain === true ? undefined : rightToLeft ? "r" : "l"),
      rtl: rightToLeft ? 1 : undefined,
    },
    spacing(place.context, look, before),
    marked && number === undefined
      ? join([element("a:buFont", { typeface: "Arial" }), element("a:buChar", { char: "•" })])
      : look.plain === true
        ? nothing
        : element("a:buNone", {}),
    marked && number !== undefined ? tabAt(inset) : nothing,
  );
  const typed = number === undefined || !marked ? [] : [{ text: `${number}.\t` }];
  return paragraph(place, properties, [...typed, ...line.runs], own, look);
}

/**
 * The distance of a paragraph's lines, which of titles is the one that masters usually have, and the space before it.
 *
 * @param before points
 */
export function spacing({ customer }: SlideContext, { plain }: ParagraphLook, before: number): Markup {
  const space = element("a:spcBef", {}, element("a:spcPts", { val: Math.round(before * 100) }));
  if (customer === undefined) return before === 0 ? nothing : space;
  return join([
    element("a:lnSpc", {}, element("a:spcPct", { val: plain === true ? 90_000 : 100_000 })),
    space,
    element("a:spcAft", {}, element("a:spcPts", { val: 0 })),
  ]);
}

/** The place at which words begin behind an item's number. */
function tabAt(points: number): Markup {
  return element("a:tabLst", {}, element("a:tab", { pos: emus(points), algn: "l" }));
}

/** A paragraph of runs. @param properties its `a:pPr` */
export function paragraph(
  place: TextPlace,
  properties: Markup,
  runs: readonly SlideRun[],
  line: Partial<LineLook>,
  look: ParagraphLook,
): Markup {
  const written = runs.flatMap((run) => {
    const pieces = run.text.split("\n");
    return pieces.flatMap((piece, index) => [
      ...(index === 0 ? [] : [element("a:br", {}, runProperties(place, "a:rPr", { text: "" }, line, look))]),
      ...(piece === ""
        ? []
        : [element("a:r", {}, runProperties(place, "a:rPr", run, line, look), element("a:t", {}, text(piece)))]),
    ]);
  });
  const end = written.length > 0 ? nothing : runProperties(place, "a:endParaRPr", { text: "" }, line, look);
  return element("a:p", {}, properties, ...written, end);
}

/** The properties of a run, in the order of the schema (ECMA-376-1, 21.1.2.3.9). */
function runProperties(
  place: TextPlace,
  name: "a:rPr" | "a:endParaRPr",
  run: SlideRun,
  line: Partial<LineLook>,
  { size, family, plain }: ParagraphLook,
): Markup {
  const { context, relations } = place;
  const bold = run.strong === true || line.bold === true;
  const italic = (run.emphasis === true) !== (line.italic === true);
  const rise = { mark: markRise, superscript, subscript };
  const link = run.link;
  const jump = run.jump === undefined ? undefined : place.slideOf?.(run.jump);
  const mono = run.mono === true || line.mono === true;
  const latin = mono ? "Consolas" : plain === true ? undefined : family === "headline" ? "+mj-lt" : "+mn-lt";
  return element(
    name,
    {
      lang: slideLanguage(run.language ?? context.locale.tag),
      sz: size === undefined ? undefined : Math.round(size * (line.scale ?? 1) * 100),
      b: bold ? 1 : undefined,
      i: italic ? 1 : undefined,
      strike: run.delete === true ? "sngStrike" : undefined,
      cap: run.smallcaps === true ? "small" : undefined,
      baseline: run.place === undefined ? undefined : rise[run.place],
    },
    fillOf(run, line, plain === true),
    latin === undefined ? nothing : element("a:latin", { typeface: latin }),
    link === undefined ? nothing : element("a:hlinkClick", { "r:id": relations.toLink(link) }),
    jump === undefined
      ? nothing
      : element("a:hlinkClick", { "r:id": relations.to("slide", `/${jump}`), action: "ppaction://hlinksldjump" }),
  );
}

function fillOf({ color, accent }: SlideRun, line: Partial<LineLook>, plain: boolean): Markup {
  if (color !== undefined) return element("a:solidFill", {}, element("a:srgbClr", { val: hexOfColor(color) }));
  const scheme = accent === true ? "accent1" : plain ? undefined : line.color;
  return scheme === undefined ? nothing : element("a:solidFill", {}, element("a:schemeClr", { val: scheme }));
}

const chinese: Readonly<Record<string, string>> = { zh: "zh-CN", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW", en: "en-US" };

/** A language as PowerPoint names it. @param tag BCP 47 */
export function slideLanguage(tag: string): string {
  return chinese[tag] ?? tag;
}
