import { readCssColor } from "../../../css-color.ts";
import { PictureFault } from "../picture-fault.ts";
import { readLength } from "./svg-length.ts";

/** A colour with its opacity, or a gradient by its id. */
export type Paint = { readonly color: string; readonly alpha: number } | { readonly gradient: string } | undefined;

/** What an element inherits. Lengths in user units. */
export interface SvgStyle {
  readonly color: string;
  readonly fill: Paint;
  readonly fillOpacity: number;
  readonly evenOdd: boolean;
  readonly clipEvenOdd: boolean;
  readonly stroke: Paint;
  readonly strokeOpacity: number;
  readonly strokeWidth: number;
  readonly cap: string;
  readonly join: string;
  readonly miter: number;
  readonly dashes: readonly number[];
  readonly dashOffset: number;
  readonly family: string;
  readonly size: number;
  readonly weight: string;
  readonly italic: boolean;
  readonly anchor: "start" | "middle" | "end";
  readonly spacing: number;
  readonly visible: boolean;
  readonly baseline: string;
}

export const initialStyle: SvgStyle = {
  color: "#000000",
  fill: { color: "rgb(0, 0, 0)", alpha: 1 },
  fillOpacity: 1,
  evenOdd: false,
  clipEvenOdd: false,
  stroke: undefined,
  strokeOpacity: 1,
  strokeWidth: 1,
  cap: "butt",
  join: "miter",
  miter: 4,
  dashes: [],
  dashOffset: 0,
  family: "sans-serif",
  size: 16,
  weight: "400",
  italic: false,
  anchor: "start",
  spacing: 0,
  visible: true,
  baseline: "auto",
};

/** Visible properties that are not supported, each with the values that have no effect. */
const undrawn: Readonly<Record<string, readonly string[]>> = {
  filter: ["none"],
  mask: ["none"],
  marker: ["none"],
  "marker-start": ["none"],
  "marker-mid": ["none"],
  "marker-end": ["none"],
  "mix-blend-mode": ["normal"],
  "vector-effect": ["none"],
  "writing-mode": ["lr-tb", "horizontal-tb", "lr"],
  textLength: [],
  rotate: ["0"],
  "baseline-shift": ["baseline", "0"],
  "text-decoration": ["none"],
  "paint-order": ["normal", "fill", "fill stroke markers"],
};

/**
 * The style of an element: its attributes over its parent's style (SVG 2, chapter 6).
 *
 * @throws PictureFault if a property cannot be read or is not drawn
 */
export function readStyle(
  attributes: ReadonlyMap<string, string>,
  parent: SvgStyle,
  line: number,
  view: number,
): SvgStyle {
  refuseUndrawn(attributes, line);
  const given = (name: string): string | undefined => {
    const value = attributes.get(name);
    return value === undefined || value === "inherit" ? undefined : value;
  };
  const refuse = (name: string): never => {
    throw new PictureFault(`has ${name}="${given(name)?.slice(0, 60)}", which cannot be read`, { line });
  };
  const size =
    given("font-size") === undefined
      ? parent.size
      : (readLength(given("font-size"), parent.size, parent.size) ?? refuse("font-size"));
  const length = (name: string, otherwise: number): number =>
    given(name) === undefined || given(name) === "normal"
      ? otherwise
      : (readLength(given(name), view, size) ?? refuse(name));
  const color = given("color") ?? parent.color;
  const paint = (name: string, inherited: Paint): Paint =>
    given(name) === undefined ? inherited : readPaint(given(name)!, color, () => refuse(name));
  const opacity = (name: string, inherited: number): number => readOpacity(given(name), inherited);
  const dashes = given("stroke-dasharray");
  const anchor = given("text-anchor");
  return {
    color,
    fill: paint("fill", parent.fill),
    fillOpacity: opacity("fill-opacity", parent.fillOpacity),
    evenOdd: given("fill-rule") === undefined ? parent.evenOdd : given("fill-rule") === "evenodd",
    clipEvenOdd: given("clip-rule") === undefined ? parent.clipEvenOdd : given("clip-rule") === "evenodd",
    stroke: paint("stroke", parent.stroke),
    strokeOpacity: opacity("stroke-opacity", parent.strokeOpacity),
    strokeWidth: length("stroke-width", parent.strokeWidth),
    cap: given("stroke-linecap") ?? parent.cap,
    join: given("stroke-linejoin") ?? parent.join,
    miter: Number(given("stroke-miterlimit") ?? parent.miter),
    dashes:
      dashes === undefined
        ? parent.dashes
        : dashList(dashes).map((dash) => readLength(dash, view, size) ?? refuse("stroke-dasharray")),
    dashOffset: length("stroke-dashoffset", parent.dashOffset),
    family: given("font-family") ?? parent.family,
    size,
    weight: given("font-weight") ?? parent.weight,
    italic: given("font-style") === undefined ? parent.italic : /italic|oblique/.test(given("font-style")!),
    anchor: anchor === "middle" || anchor === "end" || anchor === "start" ? anchor : parent.anchor,
    spacing: length("letter-spacing", given("letter-spacing") === "normal" ? 0 : parent.spacing),
    visible: given("visibility") === undefined ? parent.visible : given("visibility") === "visible",
    baseline: given("dominant-baseline") ?? parent.baseline,
  };
}

function refuseUndrawn(attributes: ReadonlyMap<string, string>, line: number): void {
  for (const [name, value] of attributes) {
    if (/^on[a-z]+$/i.test(name))
      throw new PictureFault(`has a script, ${name}: a drawing cannot run anything`, { line });
    if (Object.hasOwn(undrawn, name) && !undrawn[name]!.includes(value))
      throw new PictureFault(`has ${name}="${value.slice(0, 40)}", which is not drawn`, {
        line,
        hint: "let the drawing program turn it into paths",
      });
  }
}

function dashList(text: string): string[] {
  return text === "none" ? [] : text.trim().split(/[\s,]+/);
}

/** Reads an opacity, a number or a percentage, as 0 to 1. */
export function readOpacity(text: string | undefined, otherwise: number): number {
  const value = readLength(text, 1);
  return value === undefined ? otherwise : Math.min(1, Math.max(0, value));
}

function readPaint(text: string, current: string, refuse: () => never): Paint {
  if (text === "none" || text === "transparent") return undefined;
  const reference = /^url\(\s*["']?#([^"')]+)["']?\s*\)/.exec(text);
  if (reference !== null) return { gradient: reference[1]! };
  const color = readCssColor(/^currentcolor$/i.test(text) ? current : text) ?? refuse();
  const [red, green, blue] = color.components.map((part) => Math.round(part * 255));
  return { color: `rgb(${red}, ${green}, ${blue})`, alpha: color.alpha };
}
