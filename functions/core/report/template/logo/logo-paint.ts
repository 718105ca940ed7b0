import { hexOf, readCssColor } from "../../../css-color.ts";
import { identity, multiply, readTransform, type Matrix } from "../../picture/svg/svg-transform.ts";
import type { LogoLine } from "../theme.ts";
import { lineProperties, readLineProperty, startLine } from "./logo-line.ts";

/** The paint that an element inherits. */
export interface LogoPaint {
  readonly fill: string;
  readonly stroke: string;
  readonly line: LogoLine;
  readonly evenOdd: boolean;
  readonly visible: boolean;
  readonly matrix: Matrix;
}

const ignorable =
  /^(xmlns(:.*)?|xml:.*|id|class|version|role|aria-.*|data-.*|viewBox|width|height|x|y|preserveAspectRatio|enable-background|baseProfile|clip-rule|shape-rendering|color|font(-.*)?|(letter|word)-spacing|text-(anchor|rendering))$/;

const inherited = /^(?:fill-rule|visibility|paint-order)$/;
/** Properties that change a drawing and are not drawn so, with the values that change nothing. */
const plainOnly: Readonly<Record<string, RegExp>> = {
  // `none` is not drawn, and neither is what is in it: `readLogo` sees to that.
  display: /^(?:inline|block|inline-block|inherit|initial|unset)$/,
  // Its other values are not read.
  visibility: /^(?!)/,
  "mix-blend-mode": /^normal$/,
  "paint-order": /^(?:normal|fill(?:\s.*)?)$/,
};

export const startPaint: LogoPaint = {
  fill: "#000000",
  stroke: "none",
  line: startLine,
  evenOdd: false,
  visible: true,
  matrix: identity,
};

/** The attributes of a tag, with those of its `style`. @param list as it is written in the tag */
export function readAttributes(list: string): Map<string, string> {
  const found = new Map(
    [...list.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name = "", double, single]) => [
      name,
      double ?? single ?? "",
    ]),
  );
  return mergeStyle(found);
}

/** Attributes with the properties of their `style`, which come before them. */
export function mergeStyle(attributes: ReadonlyMap<string, string>): Map<string, string> {
  const found = new Map(attributes);
  const important = new Set<string>();
  for (const part of (found.get("style") ?? "").split(";")) {
    const [written = "", value] = part.split(":").map((text) => text.trim());
    if (value === undefined) continue;
    const name = written.toLowerCase();
    const plain = value.replace(/\s*!\s*important$/i, "");
    if (plain !== value) important.add(name);
    else if (important.has(name)) continue;
    found.set(name, plain);
  }
  found.delete("style");
  for (const name of ["display", "visibility"]) {
    const value = found.get(name);
    if (value !== undefined) found.set(name, value.trim().toLowerCase());
  }
  return found;
}

/** The paint of an element over that of its parent. @param refuse takes what is not drawn */
export function readPaint(
  attributes: ReadonlyMap<string, string>,
  parent: LogoPaint,
  refuse: (message: string) => void,
): LogoPaint {
  let { fill, stroke, line, evenOdd, visible, matrix } = parent;
  const colour = (name: string, value: string, inherited: string): string => {
    if (value === "none") return "none";
    if (value === "inherit") return inherited;
    const color = readCssColor(value);
    if (color?.alpha === 1) return hexOf(color.components);
    if (color?.alpha === 0) return "none";
    refuse(
      color === undefined
        ? `${name} "${value}" is not a colour`
        : `${name} "${value}" is transparent: use a lighter colour`,
    );
    return "none";
  };
  for (const [name, value] of attributes) {
    if (name === "fill") fill = colour(name, value, fill);
    else if (name === "stroke") stroke = colour(name, value, stroke);
    else if (value === "inherit" && inherited.test(name)) continue;
    else if (lineProperties.has(name)) {
      const read = readLineProperty(line, name, value);
      if ("allowed" in read) refuse(`${name} "${value}" is not drawn: write ${read.allowed}`);
      else line = read;
    } else if (name === "fill-rule") evenOdd = value === "evenodd";
    else if (name === "visibility" && /^(?:visible|hidden|collapse)$/.test(value)) visible = value === "visible";
    else if (name === "transform") {
      const step = readTransform(value.trim());
      if (step === undefined) refuse(`the transform "${value}" cannot be read`);
      else matrix = multiply(matrix, step);
    } else if (["opacity", "fill-opacity", "stroke-opacity"].includes(name)) {
      if (Number(value) !== 1) refuse(`${name} is not drawn: use a lighter colour`);
    } else if (/^(filter|mask|clip-path|marker.*|href|xlink:href|on.*)$/.test(name) && value !== "none")
      refuse(`${name} is not drawn`);
    else if (Object.hasOwn(plainOnly, name)) {
      if (!plainOnly[name]!.test(value)) refuse(`${name} "${value}" is not drawn`);
    } else if (!ignorable.test(name) && !shapeAttributes.has(name)) refuse(`the attribute ${name} is unknown`);
  }
  return { fill, stroke, line, evenOdd, visible, matrix };
}

const shapeAttributes = new Set([
  "d",
  "cx",
  "cy",
  "r",
  "rx",
  "ry",
  "x1",
  "x2",
  "y1",
  "y2",
  "points",
  "overflow",
  "isolation",
  "font-family",
  "href",
  "filter",
  "mask",
  "clip-path",
]);
