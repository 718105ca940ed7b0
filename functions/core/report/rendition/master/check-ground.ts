import { contrastRatio } from "../../../contrast-ratio.ts";
import { childrenOf, type XmlElement } from "../ooxml/xml-tree.ts";
import type { MasterFile } from "./master-file.ts";
import { colorIn, type ColorMap, schemeColor } from "./theme-color.ts";

/** Dark text, as charts have it in the report's own colours, and the contrast that it must have with the ground. */
const text = "#333333";
const leastContrast = 4.5;

/**
 * Whether slides of a layout have a dark ground: the layout's own, or else its master's. A ground that is a picture, a
 * pattern or a gradient is not judged, and passes.
 */
export function hasDarkGround({ master, theme }: Pick<MasterFile, "master" | "theme">, layout: XmlElement): boolean {
  const map = colorsOf(layout) ?? childrenOf(master.body, "p:clrMap")[0]?.attributes ?? {};
  const ground = groundOf(layout) ?? groundOf(master.body);
  const color = ground === undefined ? schemeColor("bg1", map, theme.body) : groundColor(ground, map, theme.body);
  return color !== undefined && contrastRatio(text, color) < leastContrast;
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

/** The one colour of a ground, `#rrggbb`; undefined if it has none, or is more than a colour. */
function groundColor(ground: XmlElement, map: ColorMap, theme: XmlElement): string | undefined {
  const [reference] = childrenOf(ground, "p:bgRef");
  const [properties] = childrenOf(ground, "p:bgPr");
  const holder = reference ?? (properties === undefined ? undefined : childrenOf(properties, "a:solidFill")[0]);
  return holder === undefined ? undefined : colorIn(holder, map, theme);
}
