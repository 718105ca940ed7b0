import type { FaceRun } from "../../../ports.ts";
import { decimalOffset } from "./align-decimals.ts";
import type { Span } from "../text/span.ts";
import type { LayoutContext } from "../layout-context.ts";
import { measureWord } from "../measure-word.ts";
import type { PlacedRun, TextBox } from "../page.ts";
import { readsFromRight } from "../text/reads-from-right.ts";
import { splitPieces } from "../text/split-pieces.ts";
import type { Pieces } from "../text/piece.ts";

/** The widths that a cell's text needs, points. */
export interface CellExtent {
  /** Widest piece that cannot be broken. */
  readonly least: number;
  /** Width of the widest line without breaks. */
  readonly natural: number;
  /** Parts of `natural` in a decimal column: before the decimal mark, and from it on. */
  readonly before: number;
  readonly behind: number;
  /** One run of text that `plainBox` can set. */
  readonly plain: boolean;
}

/** Cells whose pieces are kept from measuring to setting: all of most tables, few of the longest. */
const mostCut = 1000;

/** Text that breaks only after spaces, of characters that need no special treatment. */
const plainText = /^(?:[A-Za-z0-9,.;:%$’'()−+\u00a0\u202f]+(?: [A-Za-z0-9,.;:%$’'()−+\u00a0\u202f]+)*|–)$/;
/** Letters beside figures or marks: their order depends on the report's direction. */
const mixed = /[A-Za-z][^A-Za-z ]|[^A-Za-z ] *[A-Za-z]/;

/**
 * Measures a cell. Most cells hold a number or a few words; they are measured without the paragraph machinery, which
 * keeps tables of ten thousand rows fast.
 *
 * @param decimal whether the column aligns on the decimal mark
 */
export function measureCell(context: LayoutContext, spans: readonly Span[], decimal: boolean): CellExtent {
  const [span] = spans;
  if (span === undefined) return { least: 0, natural: 0, before: 0, behind: 0, plain: false };
  if (spans.length > 1 || !isPlain(span) || (readsFromRight(context.locale) && mixed.test(span.text)))
    return measureSpans(context, spans, decimal);
  const { text } = span;
  const style = span.style.text;
  if (decimal && !text.includes(" ")) {
    const at = decimalOffset(text, context.locale.number.decimal);
    const before = at === 0 ? 0 : measureWord(context, style, text.slice(0, at)).width;
    const behind = at === text.length ? 0 : measureWord(context, style, text.slice(at)).width;
    return { least: before + behind, natural: before + behind, before, behind, plain: true };
  }
  if (decimal) return measureSpans(context, spans, decimal);
  if (!text.includes(" ")) {
    const { width } = measureWord(context, style, text);
    return { least: width, natural: width, before: 0, behind: 0, plain: true };
  }
  let least = 0;
  let natural = -measureWord(context, style, " ").width;
  for (const word of text.split(" ")) {
    const { width } = measureWord(context, style, word);
    least = Math.max(least, width);
    natural += width + measureWord(context, style, " ").width;
  }
  return { least, natural, before: 0, behind: 0, plain: true };
}

/** The box of a plain cell on one line. @param x left edge of the text @param y baseline */
export function plainBox(context: LayoutContext, { text, style, means }: Span, x: number, y: number): TextBox {
  const words = text.includes(" ") ? text.split(" ") : [text];
  const space = words.length === 1 ? undefined : measureWord(context, style.text, " ").runs[0];
  const parts: FaceRun[] = [];
  words.forEach((word, index) => {
    if (index > 0 && space !== undefined) parts.push(space);
    parts.push(...measureWord(context, style.text, word).runs);
  });
  const first = parts[0]!;
  if (parts.every(({ face }) => face === first.face)) {
    const width = parts.reduce((sum, part) => sum + part.width, 0);
    return { kind: "text", means, y, runs: [placeRun(text, first.face, x, width, style)] };
  }
  const runs: PlacedRun[] = [];
  let from = 0;
  let at = x;
  while (from < parts.length) {
    const { face } = parts[from]!;
    let to = from + 1;
    while (to < parts.length && parts[to]?.face === face) to++;
    const same = parts.slice(from, to);
    const width = same.reduce((sum, part) => sum + part.width, 0);
    runs.push(placeRun(same.map((part) => part.text).join(""), face, at, width, style));
    at += width;
    from = to;
  }
  return { kind: "text", means, y, runs };
}

function placeRun(
  text: string,
  face: string,
  x: number,
  width: number,
  { text: { size, features }, color }: Span["style"],
): PlacedRun {
  return { text, face, x, width, size, color, features };
}

function isPlain({ text, style, link, note, anchor, formula }: Span): boolean {
  if (link !== undefined || note !== undefined || anchor !== undefined || formula !== undefined) return false;
  return (
    style.rise === undefined &&
    style.underline !== true &&
    style.strike !== true &&
    style.text.letterSpacing === undefined &&
    plainText.test(text)
  );
}

function measureSpans(context: LayoutContext, spans: readonly Span[], decimal: boolean): CellExtent {
  const cut = splitPieces(context, spans);
  if (context.cut.size < mostCut) context.cut.set(spans, cut);
  const extent = extentOf(cut);
  if (!decimal) return { ...extent, before: 0, behind: 0, plain: false };
  const [before, behind] = splitWidths(context, spans);
  return { ...extent, before, behind, plain: false };
}

function extentOf({ pieces }: Pieces): { least: number; natural: number } {
  let least = 0;
  let natural = 0;
  let line = 0;
  for (const piece of pieces) {
    least = Math.max(least, piece.width);
    line += piece.width;
    natural = Math.max(natural, line);
    line = piece.end === "must" ? 0 : line + (piece.space?.width ?? 0);
  }
  return { least, natural };
}

/** Widths of a number's text before and from its decimal mark on. */
function splitWidths(context: LayoutContext, spans: readonly Span[]): [number, number] {
  // A footnote's number after a value is not one of its digits.
  const text = spans.map((span) => (span.note === undefined ? span.text : "\ufffc".repeat(span.text.length))).join("");
  let offset = decimalOffset(text, context.locale.number.decimal);
  const before: Span[] = [];
  const after: Span[] = [];
  for (const span of spans) {
    const head = span.text.slice(0, Math.max(0, offset));
    const tail = span.text.slice(Math.max(0, offset));
    if (head !== "") before.push({ ...span, text: head });
    if (tail !== "") after.push({ ...span, text: tail });
    offset -= span.text.length;
  }
  return [extentOf(splitPieces(context, before)).natural, extentOf(splitPieces(context, after)).natural];
}
