import type { Warn } from "../../../errors.ts";
import { parseCanvasColor } from "./canvas-color.ts";
import { embedGradient, PdfGradient } from "./canvas-gradient.ts";
import type { CanvasMatrix } from "./canvas-matrix.ts";
import { roundCoordinate, roundFactor } from "./canvas-matrix.ts";
import type { PathText } from "./canvas-path.ts";
import type { CanvasResources } from "./canvas-resources.ts";
import type { CanvasState } from "./canvas-styles.ts";
import type { CanvasFace } from "./canvas-text.ts";

type Part = "fill" | "stroke";

/** A colour or gradient with its opacity, in PDF's terms. */
interface Paint {
  /** The operator that selects it. */
  readonly operator: string;
  readonly alpha: number;
  /** Graphics state with the soft mask of a partly transparent gradient. */
  readonly mask?: string | undefined;
}

const blendModes: Readonly<Record<string, string>> = {
  "source-over": "Normal",
  normal: "Normal",
  multiply: "Multiply",
  screen: "Screen",
  overlay: "Overlay",
  darken: "Darken",
  lighten: "Lighten",
  "color-dodge": "ColorDodge",
  "color-burn": "ColorBurn",
  "hard-light": "HardLight",
  "soft-light": "SoftLight",
  difference: "Difference",
  exclusion: "Exclusion",
  hue: "Hue",
  saturation: "Saturation",
  color: "Color",
  luminosity: "Luminosity",
};
const caps: Readonly<Record<string, number>> = { butt: 0, round: 1, square: 2 };
const joins: Readonly<Record<string, number>> = { miter: 0, round: 1, bevel: 2 };

interface Clip {
  /** The graphics state before it. */
  readonly written: Map<string, string | number>;
  /** Where its operators begin and end. */
  readonly start: number;
  readonly empty: number;
  /** Whether it has its own graphics state. */
  readonly own: boolean;
  readonly operators: readonly string[];
}

/**
 * Most nested clips with a graphics state each. An archival file allows 28 levels (ISO 19005-3, 6.1.13), and pages and
 * marks need some. Deeper clips share the last level, which is set up again when one of them ends.
 */
const deepestClip = 20;

/**
 * Writes a canvas's painting as PDF operators, setting graphics state only where it changes. `q` and `Q` enclose only
 * the whole and clips. A fill followed by a stroke of the same path becomes one operator.
 */
export class CanvasWriter {
  readonly #resources: CanvasResources;
  readonly #warn: Warn;
  readonly #lines: string[] = ["q"];
  /** Graphics state parameter → the operator that last set it, or its value. Parameters not in it are unknown. */
  #written = new Map<string, string | number>();
  readonly #clips: Clip[] = [];
  /** The fill just written, if nothing has followed it. */
  #lastFill:
    | { readonly path: PathText; readonly start: number; readonly end: number; readonly rule: string }
    | undefined;
  /** Position of the text just filled, if nothing has followed it. */
  #lastText: { readonly operators: string; readonly at: number } | undefined;
  readonly #unknownBlends = new Set<string>();

  constructor(resources: CanvasResources, warn: Warn) {
    this.#resources = resources;
    this.#warn = warn;
  }

  /** @param path in the page's default user space */
  fill(path: PathText, rule: "nonzero" | "evenodd", state: CanvasState): void {
    const paint = this.#paint("fill", state);
    if (paint === undefined || path.operators === "") return;
    this.#masked(paint, () => {
      this.#select("fill", paint, state);
      const start = this.#lines.length;
      this.#paintPath(path, rule === "evenodd" ? "f*" : "f");
      if (isPlain(paint, state))
        this.#lastFill = { path, start, end: this.#lines.length, rule: rule === "evenodd" ? "*" : "" };
    });
  }

  stroke(path: PathText, state: CanvasState): void {
    const paint = this.#paint("stroke", state);
    if (paint === undefined || path.operators === "") return;
    const fill = this.#lastFill;
    const merge =
      fill !== undefined && fill.end === this.#lines.length && isSame(fill.path, path) && isPlain(paint, state);
    if (merge) this.#lines.length = fill.start;
    this.#masked(paint, () => {
      this.#select("stroke", paint, state);
      this.#selectLine(state);
      this.#paintPath(path, merge ? `B${fill.rule}` : "S");
    });
  }

  #paintPath({ operators, at }: PathText, paint: string): void {
    if (at === undefined) this.#lines.push(operators, paint);
    else this.#lines.push(`q 1 0 0 1 ${at} cm`, operators, paint, "Q");
  }

  clip(path: string, rule: "nonzero" | "evenodd"): void {
    const start = this.#lines.length;
    const written = new Map(this.#written);
    const own = this.#clips.reduce((count, clip) => count + (clip.own ? 1 : 0), 0) < deepestClip;
    // A clip to an empty path hides everything, but PDF still needs a path.
    const operators = [path === "" ? "0 0 0 0 re" : path, rule === "evenodd" ? "W* n" : "W n"];
    if (own) this.#lines.push("q");
    this.#lines.push(...operators);
    this.#clips.push({ written, start, empty: this.#lines.length, own, operators });
  }

  unclip(): void {
    const clip = this.#clips.pop();
    if (clip === undefined) return;
    this.#written = clip.written;
    if (this.#lines.length === clip.empty) this.#lines.length = clip.start;
    else {
      this.#lines.push("Q");
      if (!clip.own) this.#clipAgain();
    }
  }

  /** Ends a clip without its own state: closes the shared state and opens it again as it was before that clip. */
  #clipAgain(): void {
    const base = this.#clips.findLastIndex(({ own }) => own);
    this.#lines.push("q", ...this.#clips.slice(base).flatMap(({ operators }) => operators));
    this.#written = new Map(this.#clips[base]!.written);
  }

  /**
   * Writes one run of text. Text that is filled and then stroked is shown once, in mode 2, so that it is not read and
   * copied twice. @param operators positioning and showing operators, for use between BT and ET
   * @param size points in user space: the matrix is part of the operators
   */
  text(part: Part, face: CanvasFace, size: number, operators: string, state: CanvasState): void {
    const paint = this.#paint(part, state);
    if (paint === undefined) return;
    const filled = this.#lastText;
    const merge =
      part === "stroke" &&
      paint.mask === undefined &&
      filled?.operators === operators &&
      filled.at === this.#lines.length - 3;
    if (merge) this.#lines.length = filled.at;
    this.#masked(paint, () => {
      this.#select(part, paint, state);
      if (part === "stroke") this.#selectLine(state);
      this.#set("font", `/${face.id} ${roundFactor(size)} Tf`);
      this.#set("letterSpacing", `${roundFactor(state.letterSpacing)} Tc`);
      this.#set("mode", merge ? "2 Tr" : part === "stroke" ? "1 Tr" : "0 Tr");
      const at = this.#lines.length;
      this.#lines.push("BT", operators, "ET");
      if (part === "fill" && paint.mask === undefined) this.#lastText = { operators, at };
    });
  }

  /** @param matrix maps the image's unit square (y upwards) to the page's default user space */
  image(name: string, matrix: CanvasMatrix, state: CanvasState): void {
    if (state.globalAlpha === 0) return;
    this.#selectState("ca", Math.round(state.globalAlpha * 1000) / 1000);
    this.#selectState("BM", this.#blendMode(state.globalCompositeOperation));
    this.#lines.push("q", `${matrix.map(roundFactor).join(" ")} cm`, `/${name} Do`, "Q");
  }

  /** Returns all operators, with the graphics state restored; empty if nothing was painted. */
  end(): string {
    while (this.#clips.length > 0) this.unclip();
    return this.#lines.length === 1 ? "" : `${this.#lines.join("\n")}\nQ\n`;
  }

  #set(parameter: string, operator: string): void {
    if (this.#written.get(parameter) === operator) return;
    this.#written.set(parameter, operator);
    this.#lines.push(operator);
  }

  #paint(part: Part, state: CanvasState): Paint | undefined {
    const style = part === "fill" ? state.fillStyle : state.strokeStyle;
    if (style instanceof PdfGradient) {
      const gradient = state.globalAlpha === 0 ? undefined : embedGradient(this.#resources, style, state.matrix);
      if (gradient === undefined) return undefined;
      const { pattern, mask } = gradient;
      const operator = part === "fill" ? `/Pattern cs /${pattern} scn` : `/Pattern CS /${pattern} SCN`;
      return { operator, alpha: state.globalAlpha, mask };
    }
    const color = parseCanvasColor(style);
    const alpha = Math.round((color?.alpha ?? 0) * state.globalAlpha * 1000) / 1000;
    if (color === undefined || alpha === 0) return undefined;
    return { operator: `${color.components} ${part === "fill" ? "rg" : "RG"}`, alpha };
  }

  #select(part: Part, paint: Paint, state: CanvasState): void {
    this.#set(part, paint.operator);
    const entry = part === "fill" ? "ca" : "CA";
    this.#selectState(entry, paint.alpha);
    this.#selectState("BM", this.#blendMode(state.globalCompositeOperation));
  }

  #selectState(entry: "ca" | "CA" | "BM", value: number | string): void {
    if (this.#written.get(entry) === value) return;
    this.#written.set(entry, value);
    const resources = this.#resources;
    const name = resources.name("ExtGState", `${entry} ${value}`, () =>
      resources.file.add({ Type: "ExtGState", [entry]: value }),
    );
    this.#lines.push(`/${name} gs`);
  }

  /** PDF has the blend modes of CSS, but not the canvas's Porter-Duff operators. */
  #blendMode(operation: string): string {
    const mode = blendModes[operation];
    if (mode !== undefined) return mode;
    if (!this.#unknownBlends.has(operation)) {
      this.#unknownBlends.add(operation);
      this.#warn({
        code: "chart-warning",
        message: `a PDF cannot blend marks by "${operation}"; they are painted over each other`,
        seen: operation,
        allowed: Object.keys(blendModes),
      });
    }
    return "Normal";
  }

  #selectLine(state: CanvasState): void {
    const { matrix } = state;
    const scale = Math.sqrt(Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]));
    this.#set("width", `${roundFactor(state.lineWidth * scale)} w`);
    this.#set("cap", `${caps[state.lineCap] ?? 0} J`);
    this.#set("join", `${joins[state.lineJoin] ?? 0} j`);
    if (state.lineJoin === "miter") this.#set("miter", `${roundFactor(state.miterLimit)} M`);
    const lengths = state.dash.map((length) => roundCoordinate(length * scale));
    // A PDF's dashes cannot all be 0 (ISO 32000-1, 8.4.3.6); such small ones look like a line.
    const dash = lengths.every((length) => length === 0) ? [] : lengths;
    this.#set("dash", `[${dash.join(" ")}] ${roundCoordinate(dash.length === 0 ? 0 : state.lineDashOffset * scale)} d`);
  }

  /** Runs `draw` under a paint's soft mask, if it has one. */
  #masked(paint: Paint, draw: () => void): void {
    if (paint.mask === undefined) return draw();
    const written = new Map(this.#written);
    this.#lines.push("q", `/${paint.mask} gs`);
    draw();
    this.#lines.push("Q");
    this.#written = written;
  }
}

/** Whether a paint is opaque and not blended, so that filling and stroking in one operator looks the same. */
function isPlain(paint: Paint, state: CanvasState): boolean {
  return paint.alpha === 1 && paint.mask === undefined && state.globalCompositeOperation === "source-over";
}

function isSame(a: PathText, b: PathText): boolean {
  return a.at === b.at && a.operators === b.operators;
}
