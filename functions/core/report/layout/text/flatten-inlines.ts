import { plainText } from "../../document/plain-text.ts";
import type { Inline, PageReference } from "../../document/document.ts";
import { formulaMeaning } from "../formula-meaning.ts";
import { formulaSize } from "../formula-size.ts";
import type { LayoutContext } from "../layout-context.ts";
import type { Meaning } from "../page.ts";
import type { Span, SpanLink } from "./span.ts";
import { isForeign, splitLanguages } from "./split-languages.ts";
import { styleVariant, type RunStyle, type Variant } from "../styles.ts";

interface State {
  readonly style: RunStyle;
  readonly means: Meaning;
  readonly link?: SpanLink;
  readonly solid?: boolean;
}

const eastAsian = "[\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uff60\\u{20000}-\\u{3ffff}]";
const joinedLines = new RegExp(`(${eastAsian})[ \\t]*\\n[ \\t]*(?=${eastAsian})`, "gu");

const needsCollapsing = /^ | $| {2}|[\t\r\n]/;

function collapse(text: string): string {
  return text.replace(joinedLines, "$1").replace(/[ \t\r\n]+/g, " ");
}

/**
 * Inline content as a flat list of spans, with the structure elements of its links and references. White space is
 * collapsed; a line break in the source between two Chinese characters leaves nothing. Under an artifact (`means` is
 * not a number), links and footnote marks create no structure and are inactive.
 */
export function flattenInlines(
  context: LayoutContext,
  inlines: readonly Inline[],
  style: RunStyle,
  means: Meaning,
): Span[] {
  const [only] = inlines;
  if (
    inlines.length === 1 &&
    only?.type === "text" &&
    only.language === undefined &&
    !isForeign(context.locale.tag, only.text)
  ) {
    // The usual case of a table's cell; most have nothing to be collapsed.
    const text = needsCollapsing.test(only.text) ? collapse(only.text).replace(/^ | $/g, "") : only.text;
    return text === "" ? [] : [{ text, style, means }];
  }
  const spans: Span[] = [];
  const push = (span: Span): void => {
    const last = spans.at(-1);
    const glued = last === undefined || / $|\n$/.test(last.text) ? span.text.replace(/^ /, "") : span.text;
    if (glued !== "") spans.push(glued === span.text ? span : { ...span, text: glued });
  };
  walk(context, inlines, { style, means }, push, spans);
  const last = spans.at(-1);
  if (last !== undefined && last.text.endsWith(" ")) {
    spans.pop();
    if (last.text !== " ") spans.push({ ...last, text: last.text.trimEnd() });
  }
  return spans;
}

function walk(
  context: LayoutContext,
  inlines: readonly Inline[],
  state: State,
  push: (span: Span) => void,
  spans: readonly Span[],
): void {
  const vary = (variant: Variant): RunStyle => styleVariant(context.variants, state.style, variant);
  for (const inline of inlines) {
    switch (inline.type) {
      case "text": {
        const text = collapse(inline.text);
        const parts =
          inline.language === undefined
            ? splitLanguages(context.locale.tag, text)
            : [{ text, language: inline.language }];
        for (const part of parts) {
          const means =
            part.language === undefined
              ? state.means
              : context.structure.add("Span", state.means, { lang: part.language });
          push({ ...state, means, text: part.text });
        }
        break;
      }
      case "code":
        push({ ...state, style: vary("code"), text: inline.text.replace(/\s+/g, " ") });
        break;
      case "break":
        push({ ...state, text: "\n" });
        break;
      case "link":
      case "reference": {
        if (typeof state.means !== "number" || state.link !== undefined) {
          walk(context, inline.children, state, push, spans);
          break;
        }
        const contents = spokenWords(inline.children);
        const outside = inline.type === "link" && !inline.url.startsWith("#");
        const target =
          inline.type === "reference"
            ? { destination: inline.target }
            : outside
              ? { url: inline.url }
              : { destination: inline.url.slice(1) };
        const inner: State = {
          style: outside ? vary("link") : state.style,
          means: context.structure.add("Link", state.means),
          link: {
            target,
            contents: contents !== "" ? contents : inline.type === "link" ? inline.url : inline.target,
            ...(contents.includes("{page}") && "destination" in target ? { fills: true } : {}),
          },
          ...(inline.type === "reference" && contents.length <= 16 ? { solid: true } : {}),
        };
        walk(context, inline.children, inner, push, spans);
        break;
      }
      case "formula": {
        const drawing = context.charts.get(inline.id);
        const size = state.style.text.size / formulaSize;
        if (drawing === undefined) break;
        const means = context.structure.add("Formula", state.means, formulaMeaning(drawing));
        const formula = {
          id: inline.id,
          scale: size,
          width: drawing.width * size,
          height: drawing.height * size,
          depth: (drawing.depth ?? 0) * size,
        };
        push({ ...state, means, text: "x", formula, solid: true });
        break;
      }
      case "footnote":
        pushReference(context, inline.index, { ...state, style: vary("superscript") }, push, spans);
        break;
      case "page-reference":
        pushPage(context, inline, state, push);
        break;
      case "superscript": {
        const spoken = spokenPower(inline.children);
        const raised = { ...state, style: vary("superscript") };
        if (spoken === undefined) walk(context, inline.children, raised, push, spans);
        else
          push({
            ...raised,
            means: context.structure.add("Span", state.means, { actualText: spoken }),
            text: plainText(inline.children),
            actualText: spoken,
            solid: true,
            attached: true,
          });
        break;
      }
      case "delete":
        walk(
          context,
          inline.children,
          { ...state, style: vary("delete"), means: context.structure.add("Span", state.means, { lineThrough: true }) },
          push,
          spans,
        );
        break;
      default:
        walk(context, inline.children, { ...state, style: vary(inline.type) }, push, spans);
    }
  }
}

const powers = "0123456789+-−=()ni";
const raisedPowers = [..."⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ"];

/** How to read raised digits: 10 with a raised 15 is not 1015. Raised letters read as usual (1st). */
function spokenPower([only, ...others]: readonly Inline[]): string | undefined {
  if (only?.type !== "text" || others.length > 0) return undefined;
  const spoken = Array.from(only.text.trim(), (character) => raisedPowers[powers.indexOf(character)]);
  return spoken.length > 0 && spoken.every((character) => character !== undefined) ? spoken.join("") : undefined;
}

/** A footnote's raised number: a Reference that holds a Link to the note. */
function pushReference(
  context: LayoutContext,
  index: number,
  state: State,
  push: (span: Span) => void,
  spans: readonly Span[],
): void {
  const number = String(noteNumber(context, index));
  const last = spans.at(-1);
  // Two references stay together; a list of them may be parted behind its commas.
  const listed = last?.note !== undefined && spans.at(-2)?.text === "," && spans.at(-2)?.note !== undefined;
  if (last?.note !== undefined)
    push({ style: state.style, means: state.means, text: ",", attached: true, note: last.note });
  if (typeof state.means !== "number") {
    push({ ...state, text: number, attached: true });
    return;
  }
  const first = !context.references.has(index);
  context.references.add(index);
  const reference = context.structure.add("Reference", state.means);
  push({
    style: state.style,
    means: context.structure.add("Link", reference),
    link: { target: { destination: noteName(index) }, contents: `${context.locale.words.note} ${number}` },
    text: number,
    note: index,
    ...(listed ? { breakable: true } : { attached: true }),
    solid: true,
    ...(first ? { anchor: noteReferenceName(index) } : {}),
  });
}

/** Printed for a page number before any pass has found it. */
const guessedPage = "10";

/** The words of a page reference, its number as an earlier pass found it; outside of links a link to the page. */
function pushPage(
  context: LayoutContext,
  { target, words }: PageReference,
  state: State,
  push: (span: Span) => void,
): void {
  context.pageReferences.add(target);
  const live = typeof state.means === "number" && state.link === undefined;
  const inner: State = live
    ? {
        ...state,
        means: context.structure.add("Link", state.means),
        link: { target: { destination: target }, contents: words, fills: true },
      }
    : state;
  const [before = "", behind = ""] = words.replaceAll(" ", "\u00a0").split("{page}");
  if (before !== "") push({ ...inner, text: before, solid: true });
  push({ ...inner, text: pageNumberOf(context, target), solid: true, attached: before !== "", pageOf: target });
  if (behind !== "") push({ ...inner, text: behind, solid: true, attached: true });
}

/** The number of a destination's page with which a pass sets the text. */
export function pageNumberOf({ pageNumbers }: LayoutContext, destination: string): string {
  return pageNumbers.get(destination) ?? guessedPage;
}

/** The text of a link for screen readers, with `{page}` in place of its page number. */
function spokenWords(inlines: readonly Inline[]): string {
  return plainText(
    inlines.map(function spoken(inline): Inline {
      if (inline.type === "page-reference") return { type: "text", text: inline.words };
      return "children" in inline ? { ...inline, children: inline.children.map(spoken) } : inline;
    }),
  );
}

/** The printed number of a footnote. */
export function noteNumber({ noteNumbers }: LayoutContext, index: number): number {
  return noteNumbers.get(index) ?? index + 1;
}

/** Name of the destination at a footnote. */
export function noteName(index: number): string {
  return `note-${index + 1}`;
}

/** Name of the destination at the first reference to a footnote. */
export function noteReferenceName(index: number): string {
  return `note-reference-${index + 1}`;
}

/** Inline content without links, pages and footnote marks, for the table of contents. */
export function withoutLinks(inlines: readonly Inline[]): Inline[] {
  return inlines.flatMap((inline): Inline[] => {
    if (inline.type === "footnote" || inline.type === "page-reference") return [];
    if (inline.type === "link" || inline.type === "reference") return withoutLinks(inline.children);
    if ("children" in inline) return [{ ...inline, children: withoutLinks(inline.children) }];
    return [inline.type === "break" ? { type: "text", text: " " } : inline];
  });
}
