import { plainText } from "../../document/plain-text.ts";
import type { CellTone, Inline, PageReference } from "../../document/document.ts";
import { formulaMeaning } from "../formula-meaning.ts";
import { formulaSize } from "../formula-size.ts";
import type { LayoutContext } from "../layout-context.ts";
import type { Meaning } from "../page.ts";
import type { Span, SpanLink } from "./span.ts";
import { isForeign, splitLanguages } from "./split-languages.ts";
import { toneColor } from "../tone-color.ts";
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
  if (context.trace?.origins !== undefined && typeof means === "number") noteInlines(context, inlines, means);
  const [only] = inlines;
  if (
    inlines.length === 1 &&
    only?.type === "text" &&
    only.language === undefined &&
    only.tone === undefined &&
    !isForeign(context.locale.tag, only.text)
  ) {
    // The usual case of a table's cell; most have nothing to be collapsed.
    const text = needsCollapsing.test(only.text) ? collapse(only.text).replace(/^ | $/g, "") : only.text;
    return text === "" ? [] : [{ text, style, means }];
  }
  const flattener = new Flattener(context);
  flattener.walk(inlines, { style, means });
  return withoutLastSpace(flattener.spans);
}

/** Notes what is set in a structure element, once: cells may be flattened again when they are set. */
function noteInlines({ inlines: known, structure }: LayoutContext, inlines: readonly Inline[], means: number): void {
  const element = structure.elements[means];
  if (element === undefined || inlines.length === 0) return;
  const before = known.get(element) ?? [];
  known.set(element, before);
  if (!before.includes(inlines)) before.push(inlines);
}

function withoutLastSpace(spans: Span[]): Span[] {
  const last = spans.at(-1);
  if (last === undefined || !last.text.endsWith(" ")) return spans;
  spans.pop();
  if (last.text !== " ") spans.push({ ...last, text: last.text.trimEnd() });
  return spans;
}

/** Printed for a page number before any pass has found it. */
const guessedPage = "10";

/** Longest words of a reference that stay on one line. */
const solidWords = 16;

type InlineOf<T extends Inline["type"]> = Extract<Inline, { type: T }>;

/** Appends inline content to one list of spans. */
class Flattener {
  readonly spans: Span[] = [];
  readonly #context: LayoutContext;

  constructor(context: LayoutContext) {
    this.#context = context;
  }

  walk(inlines: readonly Inline[], state: State): void {
    for (const inline of inlines) this.#add(inline, state);
  }

  #add(inline: Inline, state: State): void {
    switch (inline.type) {
      case "text":
        return this.#addText(inline, state);
      case "code":
        return this.#push({ ...state, style: this.#vary(state, "code"), text: inline.text.replace(/\s+/g, " ") });
      case "break":
        return this.#push({ ...state, text: "\n" });
      case "link":
      case "reference":
        return this.#addLink(inline, state);
      case "formula":
        return this.#addFormula(inline, state);
      case "footnote":
        return this.#addFootnote(inline.index, { ...state, style: this.#vary(state, "superscript") });
      case "page-reference":
        return this.#addPage(inline, state);
      case "superscript":
        return this.#addSuperscript(inline, state);
      case "delete": {
        const means = this.#context.structure.add("Span", state.means, { lineThrough: true });
        return this.walk(inline.children, { ...state, style: this.#vary(state, "delete"), means });
      }
      default:
        return this.walk(inline.children, { ...state, style: this.#vary(state, inline.type) });
    }
  }

  /** Appends a span, without its first space if there is one before it. */
  #push(span: Span): void {
    const last = this.spans.at(-1);
    const glued = last === undefined || / $|\n$/.test(last.text) ? span.text.replace(/^ /, "") : span.text;
    if (glued !== "") this.spans.push(glued === span.text ? span : { ...span, text: glued });
  }

  #vary(state: State, variant: Variant): RunStyle {
    return styleVariant(this.#context.variants, state.style, variant);
  }

  #addText(inline: InlineOf<"text">, state: State): void {
    const { locale, structure } = this.#context;
    const text = collapse(inline.text);
    const style = inline.tone === undefined ? state.style : this.#vary(state, this.#colorOf(inline.tone));
    const parts =
      inline.language === undefined ? splitLanguages(locale.tag, text) : [{ text, language: inline.language }];
    for (const part of parts) {
      const means =
        part.language === undefined ? state.means : structure.add("Span", state.means, { lang: part.language });
      this.#push({ ...state, style, means, text: part.text });
    }
  }

  #colorOf(tone: CellTone): Variant {
    return toneColor(tone, "body", this.#context.theme) as `#${string}`;
  }

  #addLink(inline: InlineOf<"link" | "reference">, state: State): void {
    if (typeof state.means !== "number" || state.link !== undefined) return this.walk(inline.children, state);
    const contents = spokenWords(inline.children);
    const target = targetOf(inline);
    this.walk(inline.children, {
      style: "url" in target ? this.#vary(state, "link") : state.style,
      means: this.#context.structure.add("Link", state.means),
      link: {
        target,
        contents: contents !== "" ? contents : inline.type === "link" ? inline.url : inline.target,
        ...(contents.includes("{page}") && "destination" in target ? { fills: true } : {}),
      },
      ...(inline.type === "reference" && contents.length <= solidWords ? { solid: true } : {}),
    });
  }

  #addFormula({ id }: InlineOf<"formula">, state: State): void {
    const { charts, structure } = this.#context;
    const drawing = charts.get(id);
    if (drawing === undefined) return;
    const scale = state.style.text.size / formulaSize;
    const means = structure.add("Formula", state.means, formulaMeaning(drawing));
    const formula = {
      id,
      scale,
      width: drawing.width * scale,
      height: drawing.height * scale,
      depth: (drawing.depth ?? 0) * scale,
    };
    this.#push({ ...state, means, text: "x", formula, solid: true });
  }

  #addSuperscript({ children }: { readonly children: readonly Inline[] }, state: State): void {
    const spoken = spokenPower(children);
    const raised = { ...state, style: this.#vary(state, "superscript") };
    if (spoken === undefined) return this.walk(children, raised);
    this.#push({
      ...raised,
      means: this.#context.structure.add("Span", state.means, { actualText: spoken }),
      text: plainText(children),
      actualText: spoken,
      solid: true,
      attached: true,
    });
  }

  /** A footnote's raised number: a Reference that holds a Link to the note. */
  #addFootnote(index: number, state: State): void {
    const { references, structure, locale } = this.#context;
    const number = String(noteNumber(this.#context, index));
    const last = this.spans.at(-1);
    const before = this.spans.at(-2);
    // Two references stay together; a list of them may be parted behind its commas.
    const listed = last?.note !== undefined && before?.text === "," && before.note !== undefined;
    if (last?.note !== undefined)
      this.#push({ style: state.style, means: state.means, text: ",", attached: true, note: last.note });
    if (typeof state.means !== "number") return this.#push({ ...state, text: number, attached: true });
    const first = !references.has(index);
    references.add(index);
    const reference = structure.add("Reference", state.means);
    this.#push({
      style: state.style,
      means: structure.add("Link", reference),
      link: { target: { destination: noteName(index) }, contents: `${locale.words.note} ${number}` },
      text: number,
      note: index,
      ...(listed ? { breakable: true } : { attached: true }),
      solid: true,
      ...(first ? { anchor: noteReferenceName(index) } : {}),
    });
  }

  /** The words of a page reference, its number as an earlier pass found it; outside of links a link to the page. */
  #addPage({ target, words }: PageReference, state: State): void {
    this.#context.pageReferences.add(target);
    const live = typeof state.means === "number" && state.link === undefined;
    const inner: State = live
      ? {
          ...state,
          means: this.#context.structure.add("Link", state.means),
          link: { target: { destination: target }, contents: words, fills: true },
        }
      : state;
    const [before = "", behind = ""] = words.replaceAll(" ", "\u00a0").split("{page}");
    if (before !== "") this.#push({ ...inner, text: before, solid: true });
    const number = pageNumberOf(this.#context, target);
    this.#push({ ...inner, text: number, solid: true, attached: before !== "", pageOf: target });
    if (behind !== "") this.#push({ ...inner, text: behind, solid: true, attached: true });
  }
}

function targetOf(inline: InlineOf<"link" | "reference">): SpanLink["target"] {
  if (inline.type === "reference") return { destination: inline.target };
  return inline.url.startsWith("#") ? { destination: inline.url.slice(1) } : { url: inline.url };
}

const powers = "0123456789+-−=()ni";
const raisedPowers = [..."⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ"];

/** How to read raised digits: 10 with a raised 15 is not 1015. Raised letters read as usual (1st). */
function spokenPower([only, ...others]: readonly Inline[]): string | undefined {
  if (only?.type !== "text" || others.length > 0) return undefined;
  const spoken = Array.from(only.text.trim(), (character) => raisedPowers[powers.indexOf(character)]);
  return spoken.length > 0 && spoken.every((character) => character !== undefined) ? spoken.join("") : undefined;
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
