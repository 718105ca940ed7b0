import { visualOrder } from "../../locale/bidi.ts";
import type { Span } from "./span.ts";
import type { FlowBox } from "../slice.ts";
import type { PlacedRun } from "../page.ts";
import type { Atom } from "./piece.ts";

/** Text of one style, meaning and direction within a line, in logical order. */
interface Chunk {
  readonly span: Span;
  readonly level: number;
  readonly apart: number | undefined;
  readonly atoms: Atom[];
  readonly hyphen: boolean;
  readonly trailing: boolean;
  width: number;
  x: number;
}

export interface LinePlace {
  /** Left edge of the first glyph, from the page's left. */
  readonly x: number;
  /** Extra advance of every space and of every Chinese character. */
  readonly wordSpacing: number;
  readonly letterSpacing: number;
}

/**
 * The boxes of one line, its baseline at y = 0: one text box for each structure element in the
 * order of reading, each holding its runs in the same order wherever they are, followed by link
 * areas and destinations.
 *
 * @param atoms the line's text, spaces between the words included
 * @param hyphen drawn after the last word; in the text it counts as a soft hyphen
 * @param space the space at which the line broke: invisible, but kept for copying and screen readers
 */
export function placeLine(
  atoms: readonly Atom[],
  hyphen: Atom | undefined,
  space: Atom | undefined,
  place: LinePlace,
): FlowBox[] {
  const chunks: Chunk[] = [];
  for (let i = 0; i < atoms.length; i++) addAtom(chunks, atoms[i]!, place, false, false);
  if (hyphen !== undefined) addAtom(chunks, hyphen, place, true, false);
  if (space !== undefined) addAtom(chunks, space, place, false, true);
  const seen = chunks.some(({ level }) => level > 0) ? orderChunks(chunks) : chunks;
  let x = place.x;
  for (const chunk of seen) {
    chunk.x = x;
    if (!chunk.trailing) x += chunk.width;
  }
  const boxes: FlowBox[] = [];
  for (let at = 0; at < chunks.length;) {
    const group = [chunks[at]!];
    at++;
    while (at < chunks.length && belongs(group[0] as Chunk, chunks[at] as Chunk)) group.push(chunks[at++] as Chunk);
    placeGroup(group, place, boxes);
  }
  return boxes;
}

/** Chunks in visual order; unseen characters between them take part in it. */
function orderChunks(chunks: readonly Chunk[]): readonly Chunk[] {
  if (chunks.every(({ apart }) => apart === undefined)) return visualOrder(chunks);
  const items = chunks.flatMap((chunk) => [
    ...(chunk.apart === undefined ? [] : [{ level: chunk.apart, chunk: undefined }]),
    { level: chunk.level, chunk },
  ]);
  return visualOrder(items).flatMap(({ chunk }) => chunk ?? []);
}

function belongs(first: Chunk, next: Chunk): boolean {
  return (
    first.span.formula === undefined &&
    next.span.formula === undefined &&
    first.span.means === next.span.means &&
    first.span.link === next.span.link &&
    !first.hyphen &&
    !next.hyphen
  );
}

function addAtom(chunks: Chunk[], atom: Atom, place: LinePlace, hyphen: boolean, trailing: boolean): void {
  const last = chunks.at(-1);
  const spacing = (atom.text === " " ? place.wordSpacing : 0) + atom.gaps * place.letterSpacing;
  const plain = last !== undefined && last.span.style.underline !== true && last.span.style.strike !== true;
  const same =
    last !== undefined &&
    last.span.style === atom.span.style &&
    last.span.means === atom.span.means &&
    last.span.link === atom.span.link &&
    last.span.pageOf === atom.span.pageOf &&
    last.level === atom.level &&
    atom.apart === undefined &&
    !hyphen &&
    (!trailing || (plain && atom.level === 0));
  if (same && (place.letterSpacing === 0 || last.atoms.at(-1)!.gaps > 0 === atom.gaps > 0)) {
    last.atoms.push(atom);
    if (!trailing) last.width += atom.width + spacing;
  } else {
    chunks.push({
      span: atom.span,
      level: atom.level,
      apart: atom.apart,
      atoms: [atom],
      hyphen,
      trailing,
      width: atom.width + spacing,
      x: 0,
    });
  }
}

function placeGroup(group: readonly Chunk[], place: LinePlace, boxes: FlowBox[]): void {
  const first = group[0]!;
  const { link, means } = first.span;
  for (const { span, x } of group) {
    if (span.anchor !== undefined && span.text !== "")
      boxes.push({ kind: "destination", name: span.anchor, x, y: -span.style.text.size * 2 });
  }
  // A page number is a separate box, which the last pass may set again.
  for (let at = 0; at < group.length;) {
    let end = at + 1;
    while (end < group.length && group[end]!.span.pageOf === group[at]!.span.pageOf) end++;
    placeWords(at === 0 && end === group.length ? group : group.slice(at, end), place, boxes);
    at = end;
  }
  if (link === undefined || typeof means !== "number") return;
  const seen = group.filter(({ trailing }) => !trailing);
  if (seen.length === 0) return;
  const left = Math.min(...seen.map(({ x }) => x));
  const right = Math.max(...seen.map(({ x, width }) => x + width));
  const { size } = first.span.style.text;
  const base = -(first.span.style.rise ?? 0);
  const area = { means, x: left, y: base - size * 0.95, width: right - left, height: size * 1.25 };
  const { target, contents } = link;
  boxes.push(
    link.fills === true && "destination" in target
      ? { kind: "page-link", ...area, target, contents }
      : { kind: "link", ...area, target, contents },
  );
}

function placeWords(group: readonly Chunk[], place: LinePlace, boxes: FlowBox[]): void {
  const first = group[0]!;
  const { means, pageOf, style, formula } = first.span;
  if (formula !== undefined) {
    const { id, scale, width, height, depth } = formula;
    return void boxes.push({
      kind: "chart",
      means,
      x: first.x,
      y: depth - height - (style.rise ?? 0),
      width,
      height,
      figure: id,
      scale,
    });
  }
  const runs = group.length === 1 ? chunkRuns(first, place) : group.flatMap((chunk) => chunkRuns(chunk, place));
  if (pageOf !== undefined)
    return void boxes.push({ kind: "page-reference", means, y: 0, runs, destination: pageOf, style });
  const rtl = group.some(({ level }) => (level & 1) === 1);
  const logical = rtl ? group.map(({ atoms }) => atoms.map(({ text }) => text).join("")).join("") : "";
  const spoken = first.hyphen ? "\u00ad" : (first.span.actualText ?? (rtl ? logical : undefined));
  boxes.push({ kind: "text", means, y: 0, runs, actualText: spoken });
}

type Run = { -readonly [K in keyof PlacedRun]: PlacedRun[K] };

/** The runs of a chunk, one per face. All have the same properties, since pages are read run by run. */
function chunkRuns(chunk: Chunk, place: LinePlace): PlacedRun[] {
  const { style } = chunk.span;
  const rtl = (chunk.level & 1) === 1;
  const letterSpacing = (style.text.letterSpacing ?? 0) + (chunk.atoms[0]!.gaps > 0 ? place.letterSpacing : 0);
  const runs: Run[] = [];
  for (let i = 0; i < chunk.atoms.length; i++) {
    const atom = chunk.atoms[i]!;
    for (let k = 0; k < atom.runs.length; k++) {
      const { text, face, width: own, original } = atom.runs[k]!;
      const last = runs.at(-1);
      const width =
        own +
        (text === " " ? place.wordSpacing : 0) +
        (atom.gaps > 0 && place.letterSpacing !== 0
          ? (text.length === 1 ? 1 : [...text].length) * place.letterSpacing
          : 0);
      // A space between two words of one face is drawn in that face, whatever it was measured in.
      if (last !== undefined && last.face === face && (last.original === undefined) === (original === undefined)) {
        last.text += text;
        if (original !== undefined) last.original += original;
        last.width += width;
        continue;
      }
      runs.push({
        text,
        face,
        x: chunk.x,
        width,
        size: style.text.size,
        color: style.color,
        features: style.text.features,
        letterSpacing: letterSpacing === 0 ? undefined : letterSpacing,
        wordSpacing: undefined,
        rightToLeft: rtl ? true : undefined,
        rise: style.rise,
        underline: style.underline === true && !chunk.trailing ? true : undefined,
        strike: style.strike === true && !chunk.trailing ? true : undefined,
        original,
      });
    }
  }
  if (rtl) runs.reverse();
  let { x } = chunk;
  for (const run of runs) {
    run.x = x;
    x += run.width;
    if (place.wordSpacing !== 0 && run.text.includes(" ")) run.wordSpacing = place.wordSpacing;
  }
  return rtl ? runs.reverse() : runs;
}
