import { writeTree } from "../ooxml/xml-tree.ts";
import type { Part, Relationship } from "../ooxml/write-package.ts";
import { type CustomerLayout, type CustomerMaster, isTitle, type LayoutKind } from "../master/customer-master.ts";
import { endingOf, imageTypes, type MasterPart } from "../master/master-file.ts";
import type { Place } from "../master/master-places.ts";
import type { LayoutPlaces } from "./layout-places.ts";
import type { SlideMaster } from "./slide-master.ts";
import type { Rectangle, SlideFrame } from "./slide-frame.ts";
import { slideTypes } from "./slide-names.ts";

const masterPath = "ppt/slideMasters/slideMaster1.xml";
const themePath = "ppt/theme/theme1.xml";

/** What PowerPoint leaves free at the sides, and above and below, in a place for text, points. */
const [side, above] = [7.2, 3.6];
/** Room for the name of a section and for running words, points. */
const [sectionHeight, footerHeight] = [20, 20];

/** A customer's master as the master of a report's slides: his layouts and places, under our paths. */
export function customerSlides(customer: CustomerMaster): SlideMaster {
  return {
    path: masterPath,
    id: Number.isSafeInteger(customer.id) ? customer.id : undefined,
    frame: frameOf(customer),
    parts: partsOf(customer),
    layouts: {
      title: layoutPlaces(customer.kinds.title),
      text: layoutPlaces(customer.kinds.text),
      content: layoutPlaces(customer.kinds.content),
      divider: layoutPlaces(customer.kinds.divider),
    },
  };
}

function layoutPath(index: number): string {
  return `ppt/slideLayouts/slideLayout${index + 1}.xml`;
}

function partsOf(customer: CustomerMaster): Part[] {
  const paths = new Map<string, string>(
    [...customer.images.keys()].map((path, index) => [path, mediaPath(path, index)]),
  );
  customer.layouts.forEach(({ path }, index) => paths.set(path, layoutPath(index)));
  const relationships = ({ relations }: MasterPart): Relationship[] =>
    relations.flatMap(({ id, type, target }): Relationship[] => {
      const own = { slideMaster: masterPath, theme: themePath, slideLayout: undefined, image: undefined }[type];
      const path = own ?? paths.get(target);
      return path === undefined ? [] : [{ id, type, target: `/${path}` }];
    });
  const part = (path: string, type: string, taken: MasterPart): Part => ({
    path,
    type,
    body: writeTree(taken.body),
    relationships: relationships(taken),
  });
  return [
    part(masterPath, `${slideTypes}slideMaster+xml`, customer.master),
    ...customer.layouts.map((layout, index) => part(layoutPath(index), `${slideTypes}slideLayout+xml`, layout)),
    part(themePath, "application/vnd.openxmlformats-officedocument.theme+xml", customer.theme),
    ...[...customer.images].map(([path, body], index) => ({
      path: mediaPath(path, index),
      type: imageTypes[endingOf(path)]!,
      body,
    })),
  ];
}

function mediaPath(path: string, index: number): string {
  return `ppt/media/master${index + 1}.${endingOf(path)}`;
}

/** The attributes of a place. */
function holder(place: Place | undefined): LayoutPlaces["holders"]["title"] {
  if (place === undefined) return undefined;
  const { box: _, turned: __, ...attributes } = place;
  return attributes;
}

function layoutPlaces({ index, places }: CustomerLayout): LayoutPlaces {
  const title = holder(places.find(isTitle));
  return {
    path: layoutPath(index),
    holders: {
      title,
      ctrTitle: title,
      subTitle: holder(places.find(({ type, box }) => type === "subTitle" && box !== undefined)),
      body: holder(places.find(isContent)),
      ftr: holder(places.find(({ type }) => type === "ftr")),
      sldNum: holder(places.find(({ type }) => type === "sldNum")),
    },
  };
}

/** Whether a place is for text or anything else. */
function isContent({ type, box }: Place): boolean {
  return (type === undefined || type === "obj" || type === "body") && box !== undefined;
}

/** Where things stand: in the places of the customer's layouts. */
function frameOf({ size, kinds }: CustomerMaster): SlideFrame {
  const { width, height } = size;
  const whole = { x: 0, y: 0, width, height };
  const margin = width / 20;
  const boxOf = (kind: LayoutKind, is: (place: Place) => boolean): Rectangle | undefined => {
    const box = kinds[kind].places.find((place) => is(place) && place.box !== undefined)?.box;
    return box === undefined ? undefined : inset(within(box, whole));
  };
  const title = boxOf("content", isTitle) ?? {
    x: margin,
    y: height / 12,
    width: width - 2 * margin,
    height: height / 7,
  };
  const below = title.y + title.height + 2 * above;
  const foot = height - footerHeight - above;
  const given = boxOf("text", isContent);
  const room = { x: title.x, y: below, width: title.width, height: foot - below };
  // A small place for text, or one above the title, is none for charts and tables.
  const large = given !== undefined && given.height > height * 0.4 && given.width > width * 0.5;
  const whereText = large && given.y >= title.y ? given : room;
  // The name of a section stands on the ground of text: that of titles may have any colour.
  const section = { ...whereText, height: sectionHeight };
  const content = { ...whereText, y: whereText.y + sectionHeight, height: whereText.height - sectionHeight };
  const cover = boxOf("title", isTitle) ?? title;
  const subtitle = boxOf("title", ({ type }) => type === "subTitle");
  return {
    width,
    height,
    section,
    title,
    content,
    footer: { x: content.x, y: foot, width: content.width, height: footerHeight },
    number: { x: width - margin, y: foot, width: margin - side, height: footerHeight },
    cover: {
      kicker: aboveOf(cover, 26),
      title: cover,
      subtitle: subtitle ?? { ...cover, y: Math.min(cover.y + cover.height, height * 0.7), height: height * 0.2 },
    },
    divider: boxOf("divider", isTitle) ?? title,
    fixed: true,
  };
}

function inset({ x, y, width, height }: Rectangle): Rectangle {
  const [beside, over] = [Math.min(side, width / 4), Math.min(above, height / 4)];
  return { x: x + beside, y: y + over, width: width - 2 * beside, height: height - 2 * over };
}

/** The part of a box that is on the slide. */
function within(box: Rectangle, slide: Rectangle): Rectangle {
  const x = Math.min(Math.max(0, box.x), slide.width - 1);
  const y = Math.min(Math.max(0, box.y), slide.height - 1);
  return { x, y, width: Math.min(box.width, slide.width - x), height: Math.min(box.height, slide.height - y) };
}

/** A line above a box, or at the edge of the slide. */
function aboveOf({ x, y, width }: Rectangle, height: number): Rectangle {
  return { x, y: Math.max(2, y - height), width, height };
}
