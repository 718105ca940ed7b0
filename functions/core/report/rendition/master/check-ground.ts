import { contrastRatio } from "../../../contrast-ratio.ts";
import { childrenOf, type XmlElement } from "../ooxml/xml-tree.ts";
import type { MasterFile } from "./master-file.ts";

/** Dark text, as charts have it in the report's own colours, and the contrast that it must have with the ground. */
const text = "#333333";
const leastContrast = 4.5;

/**
 * Whether the slides of a master have a dark ground. A ground that is a picture or a gradient cannot be judged, and
 * passes.
 */
export function hasDarkGround({ master, theme }: Pick<MasterFile, "master" | "theme">): boolean {
  const [slide] = childrenOf(master.body, "p:cSld");
  const [ground] = slide === undefined ? [] : childrenOf(slide, "p:bg");
  const [map] = childrenOf(master.body, "p:clrMap");
  const color = ground === undefined ? schemeColor("bg1", map, theme.body) : colorIn(ground, map, theme.body);
  return color !== undefined && contrastRatio(text, color) < leastContrast;
}

/** The one colour of a ground, `#rrggbb`; undefined if it has none, or is more than a colour. */
function colorIn(ground: XmlElement, map: XmlElement | undefined, theme: XmlElement): string | undefined {
  const [reference] = childrenOf(ground, "p:bgRef");
  const [properties] = childrenOf(ground, "p:bgPr");
  const holder = reference ?? (properties === undefined ? undefined : childrenOf(properties, "a:solidFill")[0]);
  if (holder === undefined) return undefined;
  const plain = childrenOf(holder, "a:srgbClr")[0]?.attributes["val"];
  if (plain !== undefined) return /^[0-9a-f]{6}$/i.test(plain) ? `#${plain}` : undefined;
  const scheme = childrenOf(holder, "a:schemeClr")[0]?.attributes["val"];
  return scheme === undefined ? undefined : schemeColor(scheme, map, theme);
}

/** A colour of the theme by the name that the master gives it. */
function schemeColor(name: string, map: XmlElement | undefined, theme: XmlElement): string | undefined {
  const own = map?.attributes[name] ?? name;
  const [elements] = childrenOf(theme, "a:themeElements");
  const [scheme] = elements === undefined ? [] : childrenOf(elements, "a:clrScheme");
  const [color] = scheme === undefined ? [] : childrenOf(scheme, `a:${own}`);
  if (color === undefined) return undefined;
  const value =
    childrenOf(color, "a:srgbClr")[0]?.attributes["val"] ?? childrenOf(color, "a:sysClr")[0]?.attributes["lastClr"];
  return value !== undefined && /^[0-9a-f]{6}$/i.test(value) ? `#${value}` : undefined;
}
