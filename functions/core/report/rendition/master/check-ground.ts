import { contrastRatio } from "../../../contrast-ratio.ts";
import { childrenOf, type XmlElement } from "../ooxml/xml-tree.ts";
import type { MasterFile } from "./master-file.ts";
import { colorIn, type ColorMap, schemeColor } from "./theme-color.ts";

/** Dark text, as charts have it in the report's own colours, and the contrast that it must have with the ground. */
const text = "#333333";
const leastContrast = 4.5;

/**
 * Whether slides of a layout have a dark ground: the layout's own, or else its master's. A gradient or a pattern is
 * dark if one of its colours is, since text may stand anywhere. A picture is not judged, and passes.
 */
export function hasDarkGround({ master, theme }: Pick<MasterFile, "master" | "theme">, layout: XmlElement): boolean {
  const map = colorsOf(layout) ?? childrenOf(master.body, "p:clrMap")[0]?.attributes ?? {};
  const ground = groundOf(layout) ?? groundOf(master.body);
  const colors = ground === undefined ? [schemeColor("bg1", map, theme.body)] : groundColors(ground, map, theme.body);
  return colors.some((color) => color !== undefined && contrastRatio(text, color) < leastContrast);
}

/** The names that a layout gives colours, if they are not its master's. */
export function colorsOf(layout: XmlElement): ColorMap | undefined {
  const [own] = childrenOf(layout, "p:clrMapOvr");
  return own === undefined ? undefined : childrenOf(own, "a:overrideClrMapping")[0]?.attributes;
}

function groundOf(part: XmlElement): XmlElement | undefined {
  const [slide] = childrenOf(part, "p:cSld");
  return slide === undefined ? undefined : childrenOf(slide, "p:bg")[0];
}

/** The colours of a ground, `#rrggbb`; none of a picture. */
function groundColors(ground: XmlElement, map: ColorMap, theme: XmlElement): (string | undefined)[] {
  const [reference] = childrenOf(ground, "p:bgRef");
  if (reference === undefined) return childrenOf(ground, "p:bgPr").flatMap((fill) => fillColors(fill, map, theme));
  const style = backgroundStyle(Number(reference.attributes["idx"]), theme);
  if (style === undefined) return [colorIn(reference, map, theme)];
  return fillColors({ name: "", attributes: {}, children: [filledWith(style, reference.children)] }, map, theme);
}

/** The colours of the fill that an element holds. */
function fillColors(holder: XmlElement, map: ColorMap, theme: XmlElement): (string | undefined)[] {
  const stops = childrenOf(holder, "a:gradFill").flatMap((fill) =>
    childrenOf(fill, "a:gsLst").flatMap((list) => childrenOf(list, "a:gs")),
  );
  const pattern = childrenOf(holder, "a:pattFill").flatMap((fill) => [
    ...childrenOf(fill, "a:fgClr"),
    ...childrenOf(fill, "a:bgClr"),
  ]);
  return [...childrenOf(holder, "a:solidFill"), ...stops, ...pattern].map((each) => colorIn(each, map, theme));
}

/** Fills for grounds are counted from here (ECMA-376-1, 20.1.10.57). */
const firstBackground = 1001;

/** A fill of the theme for grounds. */
function backgroundStyle(index: number, theme: XmlElement): XmlElement | undefined {
  const [elements] = childrenOf(theme, "a:themeElements");
  const [formats] = elements === undefined ? [] : childrenOf(elements, "a:fmtScheme");
  const [list] = formats === undefined ? [] : childrenOf(formats, "a:bgFillStyleLst");
  const fills = list?.children.filter((each) => typeof each !== "string") ?? [];
  return fills[index - firstBackground];
}

/** A fill of a theme with the colour that refers to it, which the fill may change further. */
function filledWith(fill: XmlElement, colors: XmlElement["children"]): XmlElement {
  if (fill.name === "a:schemeClr" && fill.attributes["val"] === "phClr") {
    const color = colors.find((each) => typeof each !== "string");
    return color === undefined ? fill : { ...color, children: [...color.children, ...fill.children] };
  }
  return {
    ...fill,
    children: fill.children.map((each) => (typeof each === "string" ? each : filledWith(each, colors))),
  };
}
