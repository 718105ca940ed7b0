import type { CanvasContext, RasterImage } from "../../../drawing.ts";
import type { FontFamily, TextMeasurer, TextStyle } from "../../../ports.ts";
import { hexOf } from "../../../css-color.ts";
import { writesFromRight } from "../../locale/writes-from-right.ts";
import { parseCanvasColor } from "../../pdf/canvas/canvas-color.ts";
import { PdfGradient } from "../../pdf/canvas/canvas-gradient.ts";
import { type CanvasMatrix, multiplyMatrices, roundCoordinate, roundFactor } from "../../pdf/canvas/canvas-matrix.ts";
import type { CanvasPath } from "../../pdf/canvas/canvas-path.ts";
import { CanvasPen, type Part } from "../../pdf/canvas/canvas-pen.ts";
import { type Attributes, element, join, type Markup, text as escaped } from "../markup.ts";
import { imageUrl } from "./svg-image.ts";
import { pathData } from "./svg-path.ts";

export interface SvgCanvasOptions {
  /** Measures as the chart was measured. */
  readonly measurer: Pick<TextMeasurer, "measure" | "metrics">;
  /** BCP 47 language of the report, which gives the direction of mixed text. */
  readonly language: string;
  /** Begins every id: ids are unique in the document. */
  readonly prefix: string;
}

/** What was drawn. */
export interface SvgContent {
  /** Gradients and clips. */
  readonly definitions: Markup;
  readonly drawn: Markup;
  /** Clickable areas, to be drawn above. */
  readonly links: Markup;
}

/** Font families of SVG texts: the embedded ones where a machine has them, else the system's. */
export const svgFamilies: Readonly<Record<FontFamily, string>> = {
  sans: "Inter,system-ui,'Segoe UI',Roboto,'Helvetica Neue',Arial,'Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif",
  serif: "'Source Serif 4',Georgia,'Times New Roman','Noto Serif SC','Songti SC',SimSun,serif",
  mono: "'JetBrains Mono',ui-monospace,Menlo,Consolas,monospace",
  han: "'Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif",
};

/** The type size of texts that state none, points: that of most labels. */
export const usualSize = 8.5;

const identity: CanvasMatrix = [1, 0, 0, 1, 0, 0];

interface Group {
  readonly start: number;
  readonly open: string;
}

/**
 * A Canvas 2D context that writes SVG: paths as vectors, text as text in the system's fonts, fitted to the width with
 * which it was measured. It stands beside the PDF's canvas and shares its states, paths and gradients, so that both
 * read one scene alike. Coordinates are absolute, to 2 decimals, so that a gradient never meets a moved shape.
 */
export class SvgCanvas extends CanvasPen implements CanvasContext {
  readonly #options: SvgCanvasOptions;
  readonly #groups: Group[] = [];
  /** Elements, with the opening and closing of groups among them. */
  readonly #written: string[] = [];
  readonly #links: Markup[] = [];
  /** Definition → id. */
  readonly #definitions = new Map<string, string>();
  #lastFill: { readonly data: string; readonly attributes: Attributes; readonly at: number } | undefined;

  constructor(options: SvgCanvasOptions) {
    super(identity, options.measurer);
    this.#options = options;
  }

  /** Closes what is open and returns everything drawn. */
  end(): SvgContent {
    while (this.#groups.length > 0) this.#closeGroup();
    return {
      definitions: { markup: [...this.#definitions].map(([made, id]) => made.replace("\0", id)).join("") },
      drawn: { markup: this.#written.join("") },
      links: join(this.#links),
    };
  }

  protected get clips(): number {
    return this.#groups.length;
  }
  protected unclip(): void {
    this.#closeGroup();
  }

  clip(rule: "nonzero" | "evenodd" = "nonzero"): void {
    // A clip to an empty path hides everything.
    const data = pathData(this.path.toString()) || "M0 0Z";
    const path = element("path", { d: data, "clip-rule": rule === "evenodd" ? rule : undefined });
    const id = this.#define(`<clipPath id="\0">${path.markup}</clipPath>`);
    const open = `<g clip-path="url(#${id})">`;
    this.#groups.push({ start: this.#written.length, open });
    this.#written.push(open);
  }

  drawImage(image: RasterImage, x: number, y: number, width: number, height: number): void {
    const { matrix, globalAlpha } = this.state;
    if (!Number.isFinite(x + y + width + height) || globalAlpha === 0) return;
    const [a, b, c, d, e, f] = multiplyMatrices(matrix, [1, 0, 0, 1, x, y]);
    this.#write(
      element("image", {
        href: imageUrl(image),
        width: roundCoordinate(width),
        height: roundCoordinate(height),
        preserveAspectRatio: "none",
        transform: `matrix(${[...[a, b, c, d].map(roundFactor), ...[e, f].map(roundCoordinate)].join(" ")})`,
        opacity: opacityOf(globalAlpha),
        ...this.#blend(),
      }),
    );
  }

  link(x: number, y: number, width: number, height: number, url: string): void {
    const [left, top, wide, high] = [x, y, width, height].map(roundCoordinate) as [number, number, number, number];
    const area = element("rect", { x: left, y: top, width: wide, height: high, fill: "none", "pointer-events": "all" });
    this.#links.push(element("a", { href: url, "aria-label": url, rel: "noopener noreferrer" }, area));
  }

  protected fillPath(shape: CanvasPath, rule: "nonzero" | "evenodd"): void {
    const paint = this.#paint("fill", true);
    const data = pathData(shape.toString());
    if (paint === undefined || data === "") return;
    const attributes = {
      d: data,
      ...paint,
      "fill-rule": rule === "evenodd" ? rule : undefined,
      ...this.#blend(),
    };
    this.#lastFill = { data, attributes, at: this.#written.length };
    this.#write(element("path", attributes));
  }

  protected strokePath(shape: CanvasPath): void {
    const paint = this.#paint("stroke", true);
    const data = pathData(shape.toString());
    if (paint === undefined || data === "") return;
    const line = { ...paint, ...this.#line() };
    const last = this.#lastFill;
    if (last?.data === data && last.at === this.#written.length - 1 && this.#blend()["class"] === undefined) {
      this.#written.length = last.at;
      return this.#write(element("path", { ...last.attributes, ...line }));
    }
    this.#write(element("path", { d: data, fill: "none", ...line, ...this.#blend() }));
  }

  protected paintText(part: Part, text: string, x: number, y: number): void {
    const style = this.textStyle();
    if (!(style.size > 0) || text.trim() === "" || !Number.isFinite(x + y)) return;
    const { matrix, textAlign, letterSpacing } = this.state;
    const width = this.#options.measurer.measure(text, style);
    const baseline = y + this.baselineShift(style);
    const [a, b, c, d] = matrix;
    // Upright text is placed and sized as it is; other text keeps its matrix.
    const upright = b === 0 && c === 0 && a === d && a > 0;
    const factor = upright ? a : 1;
    const [left, down] = upright ? [a * x + matrix[4], a * baseline + matrix[5]] : [x, baseline];
    const paint = this.#paint(part, upright);
    if (paint === undefined) return;
    this.#write(
      element(
        "text",
        {
          x: roundCoordinate(left),
          y: roundCoordinate(down),
          transform: upright
            ? undefined
            : `matrix(${[...matrix.slice(0, 4).map(roundFactor), ...matrix.slice(4).map(roundCoordinate)].join(" ")})`,
          ...fontAttributes(style, factor),
          "text-anchor": anchorOf(textAlign, writesFromRight(this.#options.language)),
          ...(Array.from(text).length > 1 && {
            textLength: roundCoordinate(width * factor),
            lengthAdjust: "spacingAndGlyphs",
          }),
          "letter-spacing": letterSpacing === 0 ? undefined : roundCoordinate(letterSpacing * factor),
          "xml:space": /^\s|\s$|\s\s/.test(text) ? "preserve" : undefined,
          ...(part === "stroke" ? { fill: "none", ...paint, ...this.#line() } : paint),
          ...this.#blend(),
        },
        escaped(text),
      ),
    );
  }

  /** @param absolute whether the element's coordinates are those of the drawing, and not in the present matrix */
  #paint(part: Part, absolute: boolean): Record<string, string | number | undefined> | undefined {
    const { globalAlpha } = this.state;
    const style = part === "fill" ? this.state.fillStyle : this.state.strokeStyle;
    if (style instanceof PdfGradient) {
      const id = globalAlpha === 0 ? undefined : this.#gradient(style, absolute ? this.state.matrix : identity);
      return id === undefined ? undefined : { [part]: `url(#${id})`, [`${part}-opacity`]: opacityOf(globalAlpha) };
    }
    const color = parseCanvasColor(style);
    const alpha = (color?.alpha ?? 0) * globalAlpha;
    if (color === undefined || !(alpha > 0)) return undefined;
    return { [part]: hexOf(color.components.split(" ").map(Number)), [`${part}-opacity`]: opacityOf(alpha) };
  }

  #gradient(gradient: PdfGradient, matrix: CanvasMatrix): string | undefined {
    const stops = gradient.stops();
    const radial = gradient.coordinates.length === 6;
    if (stops.length === 0 || ![...gradient.coordinates, ...matrix].every(Number.isFinite)) return undefined;
    const [p, q, r, s, t, u] = gradient.coordinates.map(roundCoordinate);
    const place = radial ? { fx: p, fy: q, fr: r, cx: s, cy: t, r: u } : { x1: p, y1: q, x2: r, y2: s };
    const isIdentity = matrix.every((value, index) => value === identity[index]);
    const made = element(
      radial ? "radialGradient" : "linearGradient",
      {
        id: "\u{e000}",
        gradientUnits: "userSpaceOnUse",
        ...place,
        gradientTransform: isIdentity
          ? undefined
          : `matrix(${[...matrix.slice(0, 4).map(roundFactor), ...matrix.slice(4).map(roundCoordinate)].join(" ")})`,
      },
      ...stops.map(({ offset, color, alpha }) =>
        element("stop", { offset, "stop-color": hexOf(color), "stop-opacity": opacityOf(alpha) }),
      ),
    );
    return this.#define(made.markup.replace("\u{e000}", "\0"));
  }

  #line(): Attributes {
    const { matrix, lineWidth, lineCap, lineJoin, miterLimit, dash, lineDashOffset } = this.state;
    const scale = Math.sqrt(Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]));
    const lengths = dash.map((length) => roundCoordinate(length * scale));
    const dashed = lengths.some((length) => length > 0);
    const width = roundFactor(lineWidth * scale);
    return {
      "stroke-width": width === 1 ? undefined : width,
      "stroke-linecap": lineCap === "butt" ? undefined : lineCap,
      "stroke-linejoin": lineJoin === "miter" ? undefined : lineJoin,
      // SVG's own is 4, a canvas's 10.
      "stroke-miterlimit": lineJoin === "miter" ? roundFactor(miterLimit) : undefined,
      "stroke-dasharray": dashed ? lengths.join(" ") : undefined,
      "stroke-dashoffset": dashed && lineDashOffset !== 0 ? roundCoordinate(lineDashOffset * scale) : undefined,
    };
  }

  /** Blend modes are classes: the page's policy allows no style in an element. */
  #blend(): Attributes {
    const mode = this.state.globalCompositeOperation;
    return { class: blendModes.has(mode) ? `blend-${mode}` : undefined };
  }

  #define(made: string): string {
    const known = this.#definitions.get(made);
    if (known !== undefined) return known;
    const id = `${this.#options.prefix}-${this.#definitions.size + 1}`;
    this.#definitions.set(made, id);
    return id;
  }

  #write({ markup }: Markup): void {
    this.#written.push(markup);
  }

  #closeGroup(): void {
    const { start } = this.#groups.pop()!;
    if (this.#written.length === start + 1) this.#written.length = start;
    else this.#written.push("</g>");
  }
}

/** Those of CSS Compositing that a canvas knows by the same names. */
export const blendModes: ReadonlySet<string> = new Set([
  "multiply",
  "screen",
  "overlay",
  "darken",
  "lighten",
  "color-dodge",
  "color-burn",
  "hard-light",
  "soft-light",
  "difference",
  "exclusion",
  "hue",
  "saturation",
  "color",
  "luminosity",
]);

function fontAttributes({ family, weight, size, italic }: TextStyle, factor: number): Attributes {
  const own = roundCoordinate(size * factor);
  return {
    "font-size": own === usualSize ? undefined : own,
    "font-weight": weight === 400 ? undefined : weight,
    "font-style": italic === true ? "italic" : undefined,
    "font-family": family === "sans" ? undefined : svgFamilies[family],
  };
}

/** In text from the right, SVG's start is on the right. */
function anchorOf(textAlign: string, fromRight: boolean): string | undefined {
  if (textAlign === "center") return "middle";
  const right = textAlign === "right" || textAlign === "end";
  return right === fromRight ? undefined : "end";
}

function opacityOf(alpha: number): number | undefined {
  const rounded = Math.round(alpha * 1000) / 1000;
  return rounded === 1 ? undefined : rounded;
}
