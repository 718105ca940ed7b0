import type { CanvasContext } from "../../../drawing.ts";
import { PictureFault } from "../picture-fault.ts";
import type { SvgElement } from "./svg-element.ts";
import { readLength } from "./svg-length.ts";
import type { SvgStyle } from "./svg-style.ts";

/** Words of one style, placed after the previous ones unless they have their own place. */
export interface TextPiece {
  readonly words: string;
  readonly style: SvgStyle;
  readonly opacity: number;
  readonly x?: number | undefined;
  readonly y?: number | undefined;
  readonly dx: number;
  readonly dy: number;
  /** Whether the words keep their white space. */
  readonly kept: boolean;
}

/**
 * The pieces of a `<text>` (SVG 2, chapter 11): white space is collapsed, a `<tspan>` may have its own place and style.
 *
 * @param style computes the style of an element over its parent's, and its opacity
 * @throws PictureFault if letters are placed one by one or an element is not drawn
 */
export function readText(
  text: SvgElement,
  base: SvgStyle,
  opacity: number,
  view: { readonly width: number; readonly height: number },
  style: (element: SvgElement, parent: SvgStyle) => { readonly style: SvgStyle; readonly opacity: number } | undefined,
): TextPiece[] {
  const reader = new TextReader(view, style);
  reader.visit(text, base, opacity);
  const { pieces } = reader;
  const last = pieces.at(-1);
  if (last !== undefined && !last.kept) pieces[pieces.length - 1] = { ...last, words: last.words.trimEnd() };
  return pieces.filter(({ words }) => words !== "");
}

/** Where words begin, and how far they are moved. */
type Place = Pick<TextPiece, "x" | "y" | "dx" | "dy">;

class TextReader {
  readonly pieces: TextPiece[] = [];
  readonly #view: Parameters<typeof readText>[3];
  readonly #style: Parameters<typeof readText>[4];

  constructor(view: Parameters<typeof readText>[3], style: Parameters<typeof readText>[4]) {
    this.#view = view;
    this.#style = style;
  }

  /** @param around whether the element around keeps white space: `xml:space` is inherited (XML 1.0, 2.10) */
  visit(element: SvgElement, own: SvgStyle, opacity: number, around = false): void {
    const space = element.attributes.get("xml:space");
    const kept = space === undefined ? around : space === "preserve";
    let start: Place | undefined = this.#placeOf(element, own);
    for (const child of element.children) {
      if (typeof child === "string") {
        const words = this.#collapse(child, kept, start);
        if (words === "") continue;
        this.pieces.push({ words, kept, style: own, opacity, ...(start ?? { dx: 0, dy: 0 }) });
        start = undefined;
      } else if (child.name === "tspan" || child.name === "a") {
        const inner = this.#style(child, own);
        if (inner === undefined) continue;
        // The outer element's place applies to its first words, wherever they are.
        const placed = start === undefined ? child : withPlaceOf(element, child);
        this.visit(placed, inner.style, opacity * inner.opacity, kept);
        start = undefined;
      } else if (!["title", "desc"].includes(child.name)) {
        throw new PictureFault(`has <${child.name}> in a text, which is not drawn`, {
          line: child.line,
          hint: "turn the text into paths",
        });
      }
    }
  }

  #placeOf({ attributes, line }: SvgElement, { size }: SvgStyle): Place {
    const place = (key: string, whole: number): number | undefined => {
      const value = attributes.get(key)?.trim();
      if (value === undefined || value === "") return undefined;
      if (/[\s,]/.test(value))
        throw new PictureFault(`places letters one by one: ${key}="${value.slice(0, 40)}"`, {
          line,
          hint: "turn the text into paths",
        });
      return readLength(value, whole, size);
    };
    const { width, height } = this.#view;
    return { x: place("x", width), y: place("y", height), dx: place("dx", width) ?? 0, dy: place("dy", height) ?? 0 };
  }

  /** Words with their white space collapsed, unless they keep it. */
  #collapse(text: string, keeps: boolean, start: Place | undefined): string {
    if (keeps) return text.replace(/\s/g, " ");
    const words = text.replace(/\s+/g, " ");
    if (start?.x !== undefined) return words.trimStart();
    const last = this.pieces.at(-1);
    return last === undefined || (!last.kept && last.words.endsWith(" ")) ? words.replace(/^ /, "") : words;
  }
}

/** An element with the place of the one around it, unless it has its own. */
function withPlaceOf({ attributes }: SvgElement, child: SvgElement): SvgElement {
  const place = [...attributes].filter(([key]) => ["x", "y", "dx", "dy"].includes(key));
  return { ...child, attributes: new Map([...place, ...child.attributes]) };
}

/**
 * Draws the pieces of a text, those without their own place after the previous one. @param paint sets colours and says
 * whether words are filled and stroked
 */
export function drawText(
  context: CanvasContext,
  pieces: readonly TextPiece[],
  paint: (piece: TextPiece, part: "fill" | "stroke") => boolean,
): void {
  let [x, y] = [0, 0];
  const apply = ({ style }: TextPiece): void => {
    context.font = `${style.italic ? "italic " : ""}${/^\d+$|^bold/.test(style.weight) ? style.weight : "400"} ${style.size}px ${style.family.replace(/["']/g, "")}`;
    context.letterSpacing = `${style.spacing}px`;
    context.textAlign = "left";
    context.textBaseline = baselines[style.baseline] ?? "alphabetic";
  };
  pieces.forEach((piece, index) => {
    if (index === 0 || piece.x !== undefined || piece.y !== undefined) {
      [x, y] = [piece.x ?? x, piece.y ?? y];
      // An anchor applies to all words up to the next place.
      const next = pieces.findIndex((other, at) => at > index && (other.x !== undefined || other.y !== undefined));
      const chunk = pieces.slice(index, next < 0 ? pieces.length : next);
      const width = chunk.reduce((sum, part) => {
        apply(part);
        return sum + part.dx + context.measureText(part.words).width;
      }, 0);
      x -= piece.style.anchor === "middle" ? width / 2 : piece.style.anchor === "end" ? width : 0;
    }
    x += piece.dx;
    y += piece.dy;
    apply(piece);
    if (paint(piece, "fill")) context.fillText(piece.words, x, y);
    if (paint(piece, "stroke")) context.strokeText(piece.words, x, y);
    x += context.measureText(piece.words).width;
  });
}

/** SVG's baselines → those of a canvas. */
const baselines: Readonly<Record<string, string>> = {
  middle: "middle",
  central: "middle",
  hanging: "hanging",
  "text-before-edge": "top",
  "text-top": "top",
  "text-after-edge": "bottom",
  "text-bottom": "bottom",
};
