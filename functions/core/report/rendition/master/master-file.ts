import { brokenFile, type CustomerFile } from "../ooxml/open-customer-file.ts";
import { childrenOf, parsePart, type PartsBudget, type XmlElement } from "../ooxml/xml-tree.ts";

/** A part of a customer's file with its relationships. */
export interface MasterPart {
  readonly body: XmlElement;
  readonly relations: readonly MasterRelation[];
}

/** A relationship to an image, or to the master, a layout or the theme. */
export interface MasterRelation {
  readonly id: string;
  readonly type: "image" | "slideMaster" | "slideLayout" | "theme";
  /** Path of the part in the customer's file. */
  readonly target: string;
}

/** A master with its layouts in their order, its theme and the images of all of them. */
export interface MasterFile {
  readonly master: MasterPart;
  readonly layouts: readonly (MasterPart & { readonly path: string })[];
  readonly theme: MasterPart;
  /** Path in the customer's file → content. */
  readonly images: ReadonlyMap<string, Uint8Array>;
  /** Points. */
  readonly size: { readonly width: number; readonly height: number };
  /** Id of the master in the presentation. */
  readonly id: number;
}

const presentationNames = "http://schemas.openxmlformats.org/presentationml/2006/main";
const drawingNames = "http://schemas.openxmlformats.org/drawingml/2006/main";

/** English Metric Units in a point. */
const emus = 12_700;
/** Most layouts, and most bytes of all images. */
const [mostLayouts, mostImageBytes] = [60, 30_000_000];
/** Most elements, attributes and texts, and most bytes, of all parts together but images. */
const [mostNodes, mostBytes] = [500_000, 24_000_000];
/** Narrowest and widest slides, points: 1 to 56 inches, as PowerPoint has them. */
const [least, most] = [72, 4_032];

/** The images that masters may have, by their endings. */
export const imageTypes: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  emf: "image/x-emf",
  wmf: "image/x-wmf",
  tif: "image/tiff",
  tiff: "image/tiff",
};

/**
 * Elements that a master does not need: they move, or refer to parts that we do not take. Extensions hold drawings that
 * have a picture beside them.
 */
const leftOut = new Set([
  "p:extLst",
  "a:extLst",
  "p:custDataLst",
  "p:transition",
  "p:timing",
  "p:controls",
  "mc:AlternateContent",
  "a:hlinkClick",
  "a:hlinkHover",
]);

/** Reads the first master of a presentation. @param name its path in the template, for messages */
export function readMasterFile(name: string, file: CustomerFile): MasterFile {
  const budget: PartsBudget = { nodes: mostNodes, bytes: mostBytes };
  const open = (path: string, root: string): XmlElement => {
    const body = file.part(path);
    if (body === undefined) throw brokenFile(name, `it has no ${path}`);
    const read = parsePart(name, path, body, budget);
    const namespace = root.startsWith("a:") ? drawingNames : presentationNames;
    if (read.name !== root || read.attributes[`xmlns:${root[0]}`] !== namespace)
      throw brokenFile(name, `${path} is not as PowerPoint writes it; a file in the strict format is none`);
    return withoutExtras(read);
  };
  const reading: Reading = { name, file, open, budget, images: new Map() };
  const presentation = open("ppt/presentation.xml", "p:presentation");
  const [list] = childrenOf(presentation, "p:sldMasterIdLst");
  const [first] = list === undefined ? [] : childrenOf(list, "p:sldMasterId");
  const related = relationsOf(reading, "ppt/presentation.xml");
  const path = related.find(({ id }) => id === first?.attributes["r:id"])?.target;
  if (path === undefined) throw brokenFile(name, "it has no master");
  const master = takePart(reading, path, "p:sldMaster");
  const theme = targetOf(reading, master, "theme");
  const layouts = layoutsOf(reading, master);
  return {
    master,
    layouts,
    theme: takePart(reading, theme, "a:theme"),
    images: reading.images,
    size: sizeOf(name, presentation),
    id: Number(first?.attributes["id"] ?? Number.NaN),
  };
}

interface Reading {
  readonly name: string;
  readonly file: CustomerFile;
  readonly open: (path: string, root: string) => XmlElement;
  readonly budget: PartsBudget;
  readonly images: Map<string, Uint8Array>;
}

/** The layouts that the master lists, in its order. */
function layoutsOf(reading: Reading, master: MasterPart): MasterFile["layouts"] {
  const [list] = childrenOf(master.body, "p:sldLayoutIdLst");
  const listed = (list === undefined ? [] : childrenOf(list, "p:sldLayoutId")).map(({ attributes }) =>
    master.relations.find(({ id }) => id === attributes["r:id"]),
  );
  if (listed.length === 0) throw brokenFile(reading.name, "its master has no layouts");
  if (listed.length > mostLayouts)
    throw brokenFile(reading.name, `its master has ${listed.length} layouts; at most ${mostLayouts} are taken`);
  return listed.map((relation) => {
    const path = relation!.target;
    return { ...takePart(reading, path, "p:sldLayout"), path };
  });
}

function targetOf({ name }: Reading, { relations }: MasterPart, type: MasterRelation["type"]): string {
  const found = relations.find((each) => each.type === type);
  if (found === undefined) throw brokenFile(name, `its master has no ${type}`);
  return found.target;
}

/** A part with the relationships that it still needs, each of a kind that is taken. */
function takePart(reading: Reading, path: string, root: string): MasterPart {
  const body = reading.open(path, root);
  const needed = new Set(idsIn(body));
  const relations = relationsOf(reading, path).filter(({ id, type }) => needed.has(id) || type !== "image");
  const known = new Set(relations.map(({ id }) => id));
  for (const id of needed)
    if (!known.has(id))
      throw brokenFile(reading.name, `${path} refers to something that is no picture; remove it from the master`);
  for (const { type, target } of relations) if (type === "image") takeImage(reading, target);
  return { body, relations };
}

function takeImage({ name, file, images }: Reading, path: string): void {
  if (images.has(path)) return;
  if (imageTypes[endingOf(path)] === undefined)
    throw brokenFile(name, `${path} is a picture of a kind that is not taken; PNG and JPEG are`);
  const body = file.part(path);
  if (body === undefined) throw brokenFile(name, `it has no ${path}`);
  images.set(path, body);
  const bytes = [...images.values()].reduce((sum, each) => sum + each.length, 0);
  if (bytes > mostImageBytes) throw brokenFile(name, `its pictures have more than ${mostImageBytes} bytes`);
}

/** What a path ends in, without its dot. */
export function endingOf(path: string): string {
  return /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
}

/** The relationships of a part to parts of the kinds that are taken. */
function relationsOf({ name, file, budget }: Reading, path: string): MasterRelation[] {
  const rels = path.replace(/([^/]*)$/, "_rels/$1.rels");
  const body = file.part(rels);
  if (body === undefined) return [];
  return childrenOf(parsePart(name, rels, body, budget), "Relationship").flatMap(({ attributes }): MasterRelation[] => {
    const type = (["image", "slideMaster", "slideLayout", "theme"] as const).find((each) =>
      attributes["Type"]?.endsWith(`/relationships/${each}`),
    );
    if (type === undefined || attributes["TargetMode"] === "External") return [];
    return [{ id: attributes["Id"] ?? "", type, target: resolved(name, path, attributes["Target"] ?? "") }];
  });
}

/** The path of a part that another refers to (ECMA-376-2, 6.2). */
function resolved(name: string, from: string, target: string): string {
  const base = `file:///${from}`;
  if (!URL.canParse(target, base)) throw brokenFile(name, `${from} refers to "${target.slice(0, 100)}"`);
  return new URL(target, base).pathname.slice(1);
}

/** The ids of relationships that an element refers to, at any depth. */
function idsIn({ attributes, children }: XmlElement): string[] {
  return [
    ...Object.entries(attributes).flatMap(([key, value]) => (key.startsWith("r:") && value !== "" ? [value] : [])),
    ...children.flatMap((each) => (typeof each === "string" ? [] : idsIn(each))),
  ];
}

function withoutExtras({ children, ...element }: XmlElement): XmlElement {
  return {
    ...element,
    children: children
      .filter((each) => typeof each === "string" || !leftOut.has(each.name))
      .map((each) => (typeof each === "string" ? each : withoutExtras(each))),
  };
}

function sizeOf(name: string, presentation: XmlElement): MasterFile["size"] {
  const [size] = childrenOf(presentation, "p:sldSz");
  const [width, height] = ["cx", "cy"].map((key) => Number(size?.attributes[key] ?? Number.NaN) / emus) as [
    number,
    number,
  ];
  if (![width, height].every((length) => length >= least && length <= most))
    throw brokenFile(name, "its slides have no size that PowerPoint has");
  return { width, height };
}
