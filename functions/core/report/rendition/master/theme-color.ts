import { hexOf, readCssColor } from "../../../css-color.ts";
import { childrenOf, type XmlElement } from "../ooxml/xml-tree.ts";

/** The names that a master gives the colours of its theme: `bg1` → `lt1`. */
export type ColorMap = Readonly<Record<string, string>>;

type Components = readonly [number, number, number];

/** Colours of Windows where nobody has changed them (ECMA-376-1, 20.1.10.58); others are not judged. */
const systemColors: Readonly<Record<string, string>> = { window: "#ffffff", windowText: "#000000" };

/** How names of colours are shortened (ECMA-376-1, 20.1.10.47). */
const shortened = [
  [/^dk/, "dark"],
  [/^lt/, "light"],
  [/^med(?!ium)/, "medium"],
] as const;

/**
 * The colour that an element holds, with what is done to its lightness.
 *
 * @returns `#rrggbb`; undefined if it holds none that is known
 */
export function colorIn(holder: XmlElement, map: ColorMap, theme: XmlElement): string | undefined {
  for (const each of holder.children) {
    if (typeof each === "string") continue;
    const plain = plainColor(each, map, theme);
    if (plain === undefined) continue;
    const changed = each.children.reduce<Components>(
      (color, change) => (typeof change === "string" ? color : changedBy(color, change)),
      componentsOf(plain),
    );
    return hexOf(changed);
  }
  return undefined;
}

function plainColor({ name, attributes }: XmlElement, map: ColorMap, theme: XmlElement): string | undefined {
  const value = attributes["val"] ?? "";
  switch (name) {
    case "a:srgbClr":
      return hex(value);
    case "a:sysClr":
      return hex(attributes["lastClr"] ?? "") ?? systemColors[value];
    case "a:prstClr":
      return named(value);
    case "a:schemeClr":
      return schemeColor(value, map, theme);
    default:
      return undefined;
  }
}

function hex(value: string): string | undefined {
  return /^[0-9a-f]{6}$/i.test(value) ? `#${value}` : undefined;
}

function named(value: string): string | undefined {
  const name = shortened.reduce((word, [short, long]) => word.replace(short, long), value);
  const color = /^[a-z]+$/i.test(name) ? readCssColor(name) : undefined;
  return color?.alpha === 1 ? hexOf(color.components) : undefined;
}

/** A colour of the theme by the name that the master gives it. */
export function schemeColor(name: string, map: ColorMap, theme: XmlElement): string | undefined {
  const [elements] = childrenOf(theme, "a:themeElements");
  const [scheme] = elements === undefined ? [] : childrenOf(elements, "a:clrScheme");
  const [color] = scheme === undefined ? [] : childrenOf(scheme, `a:${map[name] ?? name}`);
  // Colours of a theme are not made from others of it.
  const held = color?.children.find((each) => typeof each !== "string" && each.name !== "a:schemeClr");
  return held === undefined || typeof held === "string" ? undefined : plainColor(held, map, theme);
}

function componentsOf(color: string): Components {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255) as unknown as Components;
}

/** A colour with its lightness changed; what changes only its hue, its saturation or its opacity is left out. */
function changedBy(color: Components, { name, attributes }: XmlElement): Components {
  const share = Number(attributes["val"] ?? Number.NaN) / 100_000;
  if (!Number.isFinite(share)) return color;
  switch (name) {
    case "a:lumMod":
      return withLightness(color, (lightness) => lightness * share);
    case "a:lumOff":
      return withLightness(color, (lightness) => lightness + share);
    case "a:lum":
      return withLightness(color, () => share);
    case "a:shade":
      return inLight(color, (light) => light * share);
    case "a:tint":
      return inLight(color, (light) => light * share + 1 - share);
    default:
      return color;
  }
}

function within(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** Components changed as amounts of light. */
function inLight(color: Components, change: (light: number) => number): Components {
  return color.map((value) => {
    const light = within(change(value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
  }) as unknown as Components;
}

/** A colour of the same hue and saturation with another lightness, as HSL has it. */
function withLightness(color: Components, change: (lightness: number) => number): Components {
  const [low, high] = [Math.min(...color), Math.max(...color)];
  const [old, next] = [(low + high) / 2, within(change((low + high) / 2))];
  const reach = 1 - Math.abs(2 * old - 1);
  const saturation = reach === 0 ? 0 : (high - low) / reach;
  const chroma = saturation * (1 - Math.abs(2 * next - 1));
  const scale = high === low ? 0 : chroma / (high - low);
  return color.map((value) => within(next - chroma / 2 + (value - low) * scale)) as unknown as Components;
}
