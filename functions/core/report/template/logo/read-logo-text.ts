import { hexOf, readCssColor } from "../../../css-color.ts";
import { PictureFault } from "../../picture/picture-fault.ts";
import { parseSvg } from "../../picture/svg/parse-svg.ts";
import { styledAttributes } from "../../picture/svg/style-sheet.ts";
import { elementsIn, type SvgElement } from "../../picture/svg/svg-element.ts";
import { initialStyle, readStyle, type Paint, type SvgStyle } from "../../picture/svg/svg-style.ts";
import { readText, type TextPiece } from "../../picture/svg/svg-text.ts";
import { moveBounds } from "../../picture/svg/path-bounds.ts";
import { multiply, readTransform, type Matrix } from "../../picture/svg/svg-transform.ts";
import type { LogoInk, LogoLine, LogoText, LogoWords } from "../theme.ts";
import { logoFace, type LogoFaces } from "./logo-faces.ts";
import { readLineProperty, startLine } from "./logo-line.ts";
import { mergeStyle } from "./logo-paint.ts";

/** What is around a text. */
interface Around {
  /** Attributes of the elements around it, the outermost first. */
  readonly parents: readonly ReadonlyMap<string, string>[];
  readonly matrix: Matrix;
  /** Of the logo, to which percentages refer. */
  readonly view: { readonly width: number; readonly height: number };
  /** How many shapes lie beneath it. */
  readonly above: number;
  readonly faces: LogoFaces;
}

/** Most characters of one text. */
const longest = 1000;
/** No drawing program uses coordinates beyond this. */
const farthest = 1e7;

/**
 * Properties that change letters and are not drawn, with the values that change nothing. All are inherited, so they
 * count on the elements around a text as well.
 */
const undrawn: Readonly<Record<string, RegExp>> = {
  direction: /^ltr$/,
  "dominant-baseline": /^(?:auto|alphabetic)$/,
  // The shorthand of six properties.
  font: /^(?!)/,
  "font-feature-settings": /^normal$/,
  "font-kerning": /^(?:auto|normal)$/,
  "font-size-adjust": /^none$/,
  "font-stretch": /^(?:normal|100%)$/,
  "font-variant": /^normal$/,
  "font-variant-caps": /^normal$/,
  "font-variant-east-asian": /^normal$/,
  "font-variant-ligatures": /^normal$/,
  "font-variant-numeric": /^normal$/,
  "font-variant-position": /^normal$/,
  "font-variation-settings": /^normal$/,
  "letter-spacing": /^(?:normal|[-+.\d].*)$/,
  // Where a letter's outline begins, only its font and the program that reads it say.
  "stroke-dasharray": /^none$/,
  "text-orientation": /^mixed$/,
  "text-transform": /^none$/,
  "white-space": /^normal$/,
  "word-spacing": /^(?:normal|0(?:px)?)$/,
};
/** Those that are not inherited. */
const ownUndrawn: Readonly<Record<string, RegExp>> = {
  "alignment-baseline": /^(?:auto|baseline|alphabetic)$/,
  "clip-path": /^none$/,
  display: /^(?:none|inline|block|inline-block|initial|unset)$/,
  lengthAdjust: /^spacing$/,
  opacity: /^(?:1|100%)$/,
  "text-decoration-line": /^none$/,
  "unicode-bidi": /^normal$/,
  visibility: /^(?:visible|hidden|collapse)$/,
};
/** What is drawn, and what `readStyle` refuses by name. */
const drawn =
  /^(?:x|y|dx|dy|transform|display|visibility|color|fill|fill-opacity|stroke|stroke-opacity|stroke-width|stroke-linecap|stroke-linejoin|stroke-miterlimit|font-family|font-size|font-style|font-weight|text-anchor|filter|mask|marker.*|mix-blend-mode|vector-effect|writing-mode|textLength|rotate|baseline-shift|text-decoration|paint-order|on[a-z]+)$/;
/** What changes nothing about letters. */
const ignorable =
  /^(?:xmlns(?::.*)?|xml:.*|id|style|role|aria-.*|data-.*|sodipodi:.*|inkscape:.*|-inkscape-.*|line-height|text-align|text-rendering|text-decoration-(?:color|style)|fill-rule|clip-rule|stroke-dashoffset|href|xlink:.*|target)$/;

const complex = /[\p{M}\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const fromRight = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * Reads a `<text>` of a logo.
 *
 * @param source the element as it is written
 * @param line on which it begins
 * @returns undefined if it draws nothing
 * @throws PictureFault with the line of what cannot be drawn
 */
export function readLogoText(source: string, line: number, around: Around): LogoText | undefined {
  const element = elementsIn(parseSvg(new TextEncoder().encode(`${"\n".repeat(line - 1)}<svg>${source}</svg>`)))[0]!;
  for (const parent of around.parents) refuse(parent, undrawn, line);
  const base = around.parents.reduce<SvgStyle>((style, attributes) => styleOf(attributes, style, line, around), {
    ...initialStyle,
    family: "",
    baseline: "auto",
  });
  const own = attributesOf(element);
  const style = styleOf(own, base, element.line, around);
  const step = readTransform((own.get("transform") ?? "").trim());
  if (step === undefined)
    throw new PictureFault(`has the transform "${own.get("transform")?.slice(0, 60)}", which cannot be read`, {
      line: element.line,
    });
  if (own.get("display") === "none") return undefined;
  // `xml:space` is the nearest parent's if the text has none.
  const space = around.parents.findLast((parent) => parent.has("xml:space"))?.get("xml:space");
  const attributes = space === undefined ? own : new Map([["xml:space", space], ...own]);
  const lines = new Map<SvgStyle, number>([[style, element.line]]);
  const pieces = readText({ ...element, attributes }, style, 1, around.view, (inner, parent) => {
    const given = attributesOf(inner);
    if (given.has("transform"))
      throw new PictureFault(`has a transform on <${inner.name}>, which is not drawn`, { line: inner.line });
    const read = styleOf(given, parent, inner.line, around);
    lines.set(read, inner.line);
    return given.get("display") === "none" ? undefined : { style: read, opacity: 1 };
  });
  const lineOf = (piece: TextPiece): number => lines.get(piece.style) ?? line;
  refuseUnplaced(pieces, lineOf);
  const matrix = multiply(around.matrix, step);
  const words = pieces.map((piece) => wordsOf(piece, around.faces, lineOf(piece)));
  for (const [index, piece] of words.entries()) refuseFar(piece, matrix, lineOf(pieces[index]!));
  return words.some(({ fill, stroke }) => fill !== undefined || stroke !== undefined)
    ? { above: around.above, matrix, pieces: words }
    : undefined;
}

/** An element's attributes with those of its `style`. @throws PictureFault if there is one that is not drawn */
function attributesOf(element: SvgElement): ReadonlyMap<string, string> {
  const { line } = element;
  const attributes = new Map(styledAttributes(element, []));
  const merged = mergeStyle(element.attributes);
  for (const name of ["display", "visibility"]) if (merged.has(name)) attributes.set(name, merged.get(name)!);
  refuse(attributes, undrawn, line);
  refuse(attributes, ownUndrawn, line);
  for (const name of attributes.keys()) {
    if (name === "class")
      throw new PictureFault("has letters with a class, and reads no style sheet", {
        line,
        hint: "let the drawing program write presentation attributes",
      });
    const known = drawn.test(name) || ignorable.test(name);
    if (!known && !Object.hasOwn(undrawn, name) && !Object.hasOwn(ownUndrawn, name))
      throw new PictureFault(`has letters with the attribute ${name}, which is unknown`, { line });
  }
  return attributes;
}

function refuse(attributes: ReadonlyMap<string, string>, names: Readonly<Record<string, RegExp>>, line: number): void {
  for (const [name, value] of attributes) {
    if (Object.hasOwn(names, name) && value !== "inherit" && !names[name]!.test(value.trim()))
      throw new PictureFault(`has letters with ${name}="${value.slice(0, 40)}", which is not drawn`, {
        line,
        ...(name === "opacity" && { hint: "write fill-opacity" }),
      });
  }
}

function styleOf(attributes: ReadonlyMap<string, string>, parent: SvgStyle, line: number, { view }: Around): SvgStyle {
  const style = readStyle(attributes, parent, line, view.width);
  if (!(style.size > 0 && style.size < farthest))
    throw new PictureFault(`has letters of font-size="${attributes.get("font-size")}"`, {
      line,
      allowed: "more than 0",
    });
  return style;
}

/** Refuses words whose place only a browser's own order of letters tells. */
function refuseUnplaced(pieces: readonly TextPiece[], lineOf: (piece: TextPiece) => number): void {
  const count = pieces.reduce((sum, { words }) => sum + words.length, 0);
  if (count > longest)
    throw new PictureFault("has a text that is too long", {
      line: lineOf(pieces[0]!),
      seen: `${count} characters`,
      allowed: `at most ${longest}`,
    });
  for (const [index, piece] of pieces.entries()) {
    if (piece.style.spacing !== 0 && complex.test(piece.words))
      throw new PictureFault("has letter-spacing between letters that join or carry marks, which is not drawn", {
        line: lineOf(piece),
        hint: "leave it out, or turn the letters into outlines",
      });
    const before = piece.x === undefined && piece.y === undefined ? pieces[index - 1] : undefined;
    if (before !== undefined && (fromRight.test(piece.words) || fromRight.test(before.words)))
      throw new PictureFault("has words in several parts that are written from the right, which is not drawn", {
        line: lineOf(piece),
        hint: "put them into one <tspan>, or give each its own x",
      });
  }
}

function wordsOf({ words, x, y, dx, dy, style }: TextPiece, faces: LogoFaces, line: number): LogoWords {
  const face = logoFace(style, faces, line);
  const ink = (paint: Paint, opacity: number): LogoInk | undefined => {
    if (paint === undefined || !style.visible || opacity === 0) return undefined;
    if ("gradient" in paint)
      throw new PictureFault("has letters painted with a gradient, which is not drawn", {
        line,
        hint: "give them a plain colour",
      });
    const alpha = paint.alpha * opacity;
    return alpha === 0 ? undefined : { color: hexOf(readCssColor(paint.color)!.components), opacity: alpha };
  };
  const fill = ink(style.fill, style.fillOpacity);
  const stroke = style.strokeWidth > 0 ? ink(style.stroke, style.strokeOpacity) : undefined;
  return {
    words,
    x,
    y,
    dx,
    dy,
    anchor: style.anchor,
    ...face,
    ...(fill !== undefined && { fill }),
    ...(stroke !== undefined && { stroke: { ...stroke, ...lineOfStyle(style, line) } }),
  };
}

/** The line around letters. @throws PictureFault for one that is not drawn */
function lineOfStyle({ strokeWidth: width, cap, join, miter }: SvgStyle, line: number): LogoLine {
  const written = { "stroke-linecap": cap, "stroke-linejoin": join, "stroke-miterlimit": String(miter) };
  let read: LogoLine = { ...startLine, width };
  for (const [name, value] of Object.entries(written)) {
    const next = readLineProperty(read, name, value);
    if ("allowed" in next)
      throw new PictureFault(`has letters with ${name}="${value}", which is not drawn`, { line, ...next });
    read = next;
  }
  return read;
}

/** Refuses letters that no page and no PDF can hold. */
function refuseFar({ words, x = 0, y = 0, dx, dy, style, stroke }: LogoWords, matrix: Matrix, line: number): void {
  const reach = (style.size * 4 + Math.abs(style.letterSpacing ?? 0)) * (words.length + 1) + (stroke?.width ?? 0);
  const [left, top] = [x + dx, y + dy];
  const box = moveBounds([left - reach, top - reach, left + reach, top + reach], matrix);
  // NaN is not below anything.
  if (!box.every((value) => Math.abs(value) < farthest))
    throw new PictureFault("has letters whose places are not numbers or lie far outside any page", { line });
}
