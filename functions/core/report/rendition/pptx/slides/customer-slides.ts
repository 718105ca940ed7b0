import { writeTree } from "../../ooxml/xml-tree.ts";
import type { Part, Relationship } from "../../ooxml/write-package.ts";
import { colorsOf } from "../../master/check-ground.ts";
import type { CustomerMaster, LayoutKind } from "../../master/customer-master.ts";
import {
  boxIn,
  footerHeight,
  ownFoot,
  placeFor,
  type Rooms,
  side,
  type Size,
  usualTitle,
} from "../../master/find-rooms.ts";
import { endingOf, imageTypes, type MasterPart } from "../../master/master-file.ts";
import { isTitle, type Place } from "../../master/master-places.ts";
import type { LayoutPlaces } from "../shapes/layout-places.ts";
import type { SlideMaster } from "./slide-master.ts";
import type { Rectangle, SlideFrame, SlideRooms } from "../slide-frame.ts";
import { slideTypes } from "../slide-names.ts";

const masterPath = "ppt/slideMasters/slideMaster1.xml";
const themePath = "ppt/theme/theme1.xml";

/** Room for the name of a section, and for the line above the title of a report, points. */
const [sectionHeight, kickerHeight] = [20, 26] as const;

/** A customer's master as the master of a report's slides: his layouts and places, under our paths. */
export function customerSlides(customer: CustomerMaster): SlideMaster {
  return {
    path: masterPath,
    id: Number.isSafeInteger(customer.id) ? customer.id : undefined,
    frame: frameOf(customer),
    parts: partsOf(customer),
    layouts: {
      title: layoutPlaces(customer, "title"),
      text: layoutPlaces(customer, "text"),
      content: layoutPlaces(customer, "content"),
      divider: layoutPlaces(customer, "divider"),
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
  const { box: _, turned: __, insets: ___, ...attributes } = place;
  return attributes;
}

function layoutPlaces({ size, kinds, rooms, layouts }: CustomerMaster, kind: LayoutKind): LayoutPlaces {
  const { index, places } = kinds[kind];
  const placed = (...types: readonly string[]): Place | undefined =>
    places.find(({ type = "", box }) => types.includes(type) && box !== undefined);
  const title = holder(places.find(isTitle));
  const titled = placeFor(size, places.find(isTitle));
  return {
    path: layoutPath(index),
    colors: colorsOf(layouts[index]!.body),
    footer: boxIn(size, placed("ftr")),
    boxes: {
      title: titled,
      ctrTitle: titled,
      subTitle: placeFor(size, placed("subTitle")),
      body: kind === "text" ? placeFor(size, rooms.text.body) : undefined,
    },
    holders: {
      title,
      ctrTitle: title,
      subTitle: holder(placed("subTitle")),
      // Text is measured for this very place, or for a room without one.
      body: kind === "text" ? holder(rooms.text.body) : undefined,
      ftr: holder(placed("ftr")),
      sldNum: holder(placed("sldNum")),
    },
  };
}

/** Where things stand: in the places of the customer's layouts. */
function frameOf({ size, kinds, rooms }: CustomerMaster): SlideFrame {
  const { width, height } = size;
  const margin = width / 20;
  const boxOf = (kind: LayoutKind, is: (place: Place) => boolean): Rectangle | undefined =>
    placeFor(size, kinds[kind].places.find(is));
  const foot = ownFoot(size);
  const own = roomsOf(rooms.content);
  const { content } = own;
  const cover = belowKicker(boxOf("title", isTitle) ?? usualCover(size));
  const subtitle = boxOf("title", ({ type }) => type === "subTitle");
  return {
    width,
    height,
    ...own,
    text: roomsOf(rooms.text),
    footer: { x: content.x, y: foot, width: content.width, height: footerHeight },
    number: { x: width - margin, y: foot, width: margin - side, height: footerHeight },
    cover: {
      kicker: { ...cover, y: cover.y - kickerHeight, height: kickerHeight },
      title: cover,
      subtitle: subtitle ?? subtitleRoom(size, cover),
    },
    divider: boxOf("divider", isTitle) ?? usualTitle(size),
    fixed: true,
  };
}

/** The name of a section stands on the ground of text: that of titles may have any colour. */
function roomsOf({ title, content }: Rooms): SlideRooms {
  return {
    title,
    section: { ...content, height: sectionHeight },
    content: { ...content, y: content.y + sectionHeight, height: content.height - sectionHeight },
    whole: content,
  };
}

/** Where the title of a report stands whose layout has no place for it. */
function usualCover({ width, height }: Size): Rectangle {
  return { x: width / 20, y: height / 4, width: width - width / 10, height: height / 4 };
}

/** The place of a title without what a line above it needs at the edge of the slide. */
function belowKicker({ y, height, ...box }: Rectangle): Rectangle {
  const lower = Math.max(0, kickerHeight + 2 - y);
  return { ...box, y: y + lower, height: Math.max(kickerHeight, height - lower) };
}

/** The room for lines below the title of a report, or above it and what stands there. */
function subtitleRoom({ height }: Size, cover: Rectangle): Rectangle {
  const [below, foot] = [cover.y + cover.height, height * 0.9];
  const room = Math.min(height * 0.25, foot - below);
  if (room >= height * 0.12) return { ...cover, y: below, height: room };
  const most = Math.max(sectionHeight, cover.y - kickerHeight - height * 0.05);
  const used = Math.min(most, height * 0.25);
  return { ...cover, y: Math.max(2, cover.y - kickerHeight - used), height: used };
}
