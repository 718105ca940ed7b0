import type { Inline } from "../../../document/document.ts";
import { isSafeUrl } from "../../../document/safe-url.ts";
import { toneColor } from "../../../layout/tone-color.ts";
import { splitLanguages } from "../../../layout/text/split-languages.ts";
import { joinLines } from "../../join-lines.ts";
import { keepDigitOrder } from "../../keep-digit-order.ts";
import type { SlideContext } from "../slide-context.ts";

/** Words of one look on a slide, as plain data: they are measured first, and written when every slide is known. */
export interface SlideRun {
  /** A line break is `\n`. */
  readonly text: string;
  readonly strong?: true;
  readonly emphasis?: true;
  readonly delete?: true;
  readonly smallcaps?: true;
  readonly mono?: true;
  /** The report's accent, as numbers of captions have it. */
  readonly accent?: true;
  /** `mark`: the number of a note, or the letter of a table's. */
  readonly place?: "superscript" | "subscript" | "mark";
  /** `#rrggbb` */
  readonly color?: string;
  /** BCP 47; absent: the report's. */
  readonly language?: string;
  /** An address, once for each link: two links to one address are two objects. */
  readonly link?: { readonly url: string };
  /** Id of the block that is linked to. */
  readonly jump?: string;
}

type Look = Omit<SlideRun, "text">;

/** The longest address that PowerPoint follows. */
const longestAddress = 2_000;

/** Inline content as runs. */
export function runsOf(context: SlideContext, inlines: readonly Inline[], look: Look = {}): SlideRun[] {
  return inlines.flatMap((inline, index) => {
    // Two marks side by side would read as one number.
    const again = inline.type === "footnote" && inlines[index - 1]?.type === "footnote";
    return [...(again ? [markRun(",", look)] : []), ...inlineRuns(context, inline, look)];
  });
}

function inlineRuns(context: SlideContext, inline: Inline, look: Look): SlideRun[] {
  switch (inline.type) {
    case "text":
      return textRuns(context, joinLines(inline.text), inline.language, {
        ...look,
        ...(inline.tone !== undefined && { color: toneColor(inline.tone, "body", context.theme) }),
      });
    case "code":
      return run(inline.text, { ...look, mono: true });
    case "break":
      return [{ ...look, text: "\n" }];
    case "formula":
      return run(inline.tex, { ...look, mono: true });
    case "footnote":
      return [markRun(String(context.noteNumber(inline.index)), look)];
    case "page-reference": {
      const number = context.pageOf(inline.target);
      return number === "" ? [] : textRuns(context, inline.words.split("{page}").join(number), undefined, look);
    }
    case "link":
      return linkRuns(context, inline.url, inline.children, look);
    case "reference":
      return jumpRuns(context, inline.target, inline.children, look);
    case "superscript":
    case "subscript":
      return runsOf(context, inline.children, { ...look, place: inline.type });
    default:
      return runsOf(context, inline.children, { ...look, [inline.type]: true });
  }
}

/** Text with the languages that its scripts tell. */
function textRuns(context: SlideContext, words: string, language: string | undefined, look: Look): SlideRun[] {
  const parts = language === undefined ? splitLanguages(context.locale.tag, words) : [{ text: words, language }];
  return parts.flatMap((part) =>
    run(keepDigitOrder(part.text, context.rightToLeft), {
      ...look,
      ...(part.language !== undefined && { language: part.language }),
    }),
  );
}

/** Words of one look; none for an empty text. Lines of the source are spaces. */
export function run(words: string, look: Look = {}): SlideRun[] {
  return words === "" ? [] : [{ ...look, text: words.replaceAll(/[\t\n\r]/g, " ") }];
}

/** The raised mark of a note. */
export function markRun(mark: string, look: Look = {}): SlideRun {
  const { link: _, jump: __, ...rest } = look;
  return { ...rest, text: mark, place: "mark" };
}

/** A link to an address. One that no reader should follow, or that is inside another, is only read. */
function linkRuns(context: SlideContext, url: string, children: readonly Inline[], look: Look): SlideRun[] {
  if (url.startsWith("#")) return jumpRuns(context, url.slice(1), children, look);
  const linked = look.link !== undefined || look.jump !== undefined;
  const words = runsOf(context, children, linked ? look : { ...look, link: { url } });
  // A mark inside would end the link's words.
  const plain = words.some(({ text, place }) => place === "mark" || text === "\n");
  const follows = !linked && !plain && url.length <= longestAddress && isSafeUrl(url) && words.length > 0;
  if (follows) return words;
  return [...(linked ? words : words.map(unlinked)), ...run(` <${url}>`, look)];
}

function unlinked(linked: SlideRun): SlideRun {
  const { link: _, ...rest } = linked;
  return rest;
}

/** A link to another place of the report. */
function jumpRuns(context: SlideContext, target: string, children: readonly Inline[], look: Look): SlideRun[] {
  const linked = look.link !== undefined || look.jump !== undefined;
  return runsOf(context, children, linked ? look : { ...look, jump: target });
}
