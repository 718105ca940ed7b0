import { childrenOf, type XmlElement } from "../ooxml/xml-tree.ts";

/** A place of a layout for a title, text or a footer. */
export interface Place {
  /** As in the layout; a place for any content has none. */
  readonly type?: string;
  readonly idx?: string;
  readonly sz?: string;
  /** Whether it does not stand upright. */
  readonly turned?: true;
  /** Absent if neither the layout nor its master says it. */
  readonly box?: Box;
  /** What is left free in it at each side. @default PowerPoint's own */
  readonly insets?: Insets;
}

/** Points at each side. */
export interface Insets {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What PowerPoint leaves free in a place for text. */
export const usualInsets: Insets = { left: 7.2, top: 3.6, right: 7.2, bottom: 3.6 };

/** Points from the top left corner of a slide. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** English Metric Units in a point. */
const emus = 12_700;

/**
 * The places of a layout or a master, with the boxes that they inherit.
 *
 * @param inherited those of the master of a layout
 */
export function findPlaces(root: XmlElement, inherited: readonly Place[]): Place[] {
  const [slide] = childrenOf(root, "p:cSld");
  const [tree] = slide === undefined ? [] : childrenOf(slide, "p:spTree");
  return (tree === undefined ? [] : childrenOf(tree, "p:sp")).flatMap((shape): Place[] => {
    const holder = descend(shape, "p:nvSpPr", "p:nvPr", "p:ph");
    if (holder === undefined) return [];
    const { type, idx, sz } = holder.attributes;
    const transform = descend(shape, "p:spPr", "a:xfrm");
    const above = inherited.find((each) => sameKind(each.type, type));
    const box = boxOf(transform) ?? above?.box;
    const properties = descend(shape, "p:txBody", "a:bodyPr")?.attributes ?? {};
    const insets = insetsOf(properties, above?.insets);
    const turned = isTurned(transform, properties) ?? above?.turned === true;
    return [
      {
        ...(type !== undefined && { type }),
        ...(idx !== undefined && { idx }),
        ...(sz !== undefined && { sz }),
        ...(box !== undefined && { box }),
        ...(turned && { turned }),
        ...(insets !== undefined && { insets }),
      },
    ];
  });
}

/** Whether a place is for the title of a slide. */
export function isTitle({ type }: Place): boolean {
  return type === "title" || type === "ctrTitle";
}

/** Kinds of places in layouts → those of masters after which they take. */
const kinds: Readonly<Record<string, string>> = { ctrTitle: "title", subTitle: "body", obj: "body" };

/** Whether a place of a layout takes after one of its master. */
function sameKind(master = "body", layout = "body"): boolean {
  return (kinds[master] ?? master) === (kinds[layout] ?? layout);
}

/** Whether a place, or the text in it, does not stand upright; undefined if its own shape does not say. */
function isTurned(transform: XmlElement | undefined, text: XmlElement["attributes"]): boolean | undefined {
  const { rot, vert } = text;
  const own = transform === undefined ? [] : [Number(transform.attributes["rot"] ?? 0) !== 0];
  const inside = rot === undefined && vert === undefined ? [] : [Number(rot ?? 0) !== 0 || (vert ?? "horz") !== "horz"];
  const said = [...own, ...inside];
  return said.length === 0 ? undefined : said.some(Boolean);
}

/** @param inherited those of the master's place */
function insetsOf(text: XmlElement["attributes"], inherited: Insets | undefined): Insets | undefined {
  const given = ["lIns", "tIns", "rIns", "bIns"].map((name) => Number(text[name] ?? Number.NaN) / emus);
  if (!given.some(Number.isFinite)) return inherited;
  const usual = inherited ?? usualInsets;
  const [left, top, right, bottom] = [usual.left, usual.top, usual.right, usual.bottom].map((each, index) =>
    Number.isFinite(given[index]!) ? given[index]! : each,
  ) as [number, number, number, number];
  return { left, top, right, bottom };
}

function boxOf(transform: XmlElement | undefined): Place["box"] {
  const [offset] = transform === undefined ? [] : childrenOf(transform, "a:off");
  const [extent] = transform === undefined ? [] : childrenOf(transform, "a:ext");
  const [x, y] = ["x", "y"].map((name) => Number(offset?.attributes[name] ?? Number.NaN) / emus) as [number, number];
  const [width, height] = ["cx", "cy"].map((name) => Number(extent?.attributes[name] ?? Number.NaN) / emus) as [
    number,
    number,
  ];
  return [x, y, width, height].every(Number.isFinite) && width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

/** The first element at the end of a path of names. */
function descend(root: XmlElement, ...names: readonly string[]): XmlElement | undefined {
  return names.reduce<XmlElement | undefined>((at, name) => (at === undefined ? at : childrenOf(at, name)[0]), root);
}
