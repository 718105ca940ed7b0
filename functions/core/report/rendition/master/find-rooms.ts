import { type Box, isTitle, type Place, usualInsets } from "./master-places.ts";

/** Where the title of a layout stands, and the room that all else has beside it. */
export interface Rooms {
  readonly title: Box;
  readonly content: Box;
  /** The place whose box is the room; absent if the room is what the title leaves. */
  readonly body?: Place;
}

/** The size of a slide, points. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What PowerPoint leaves free at the sides of a place for text, points. */
export const side = 7.2;
/** What it leaves free above and below, points. */
const above = 3.6;
/** Room for running words of ours, points. */
export const footerHeight = 20;
/** The least share of a slide's height that content needs, and of a place that holds it. */
const [leastRoom, leastPlace] = [0.32, 0.4] as const;
/** The least share of a slide's width. */
const leastWidth = 0.5;
/** The least share of a slide's width that a title takes, and the least height of a place for words, points. */
const [leastTitle, leastLine] = [0.25, 20] as const;

type Pair = [number, number];

/**
 * The room for content: the largest place for it if that is large and apart from the title, or else what is below the
 * title, or above it.
 *
 * @param places those of the layout whose title it is
 * @param bodies those of the layout whose place for content is taken
 * @returns undefined if there is no room
 */
export function findRooms(size: Size, places: readonly Place[], bodies: readonly Place[]): Rooms | undefined {
  const { width, height } = size;
  const title = placeFor(size, places.find(isTitle)) ?? usualTitle(size);
  const body = largest(size, bodies.filter(isContent));
  const given = boxIn(size, body);
  if (
    body !== undefined &&
    given !== undefined &&
    placeFor(size, body) !== undefined &&
    isLarge(size, given) &&
    areApart(title, given)
  )
    return { title, content: given, body };
  const beside = title.width >= width * leastWidth ? title : { x: width / 20, width: width - width / 10 };
  const below = title.y + title.height + 2 * above;
  const rooms = [
    { x: beside.x, y: below, width: beside.width, height: footOf(size, places) - below },
    { x: beside.x, y: height / 20, width: beside.width, height: title.y - 2 * above - height / 20 },
  ];
  const content = rooms.find((each) => each.height >= height * leastRoom);
  return content === undefined ? undefined : { title, content };
}

/** The part of a place's box that is on the slide, without what PowerPoint leaves free in it. */
export function boxIn(slide: Size, place: Place | undefined): Box | undefined {
  if (place?.box === undefined) return undefined;
  const { box } = place;
  const x = Math.min(Math.max(0, box.x), slide.width - 1);
  const y = Math.min(Math.max(0, box.y), slide.height - 1);
  const [width, height] = [Math.min(box.width, slide.width - x), Math.min(box.height, slide.height - y)];
  const insets = place.insets ?? usualInsets;
  const [left, right] = [insets.left, insets.right].map((each) => Math.min(Math.max(0, each), width / 4)) as Pair;
  const [top, bottom] = [insets.top, insets.bottom].map((each) => Math.min(Math.max(0, each), height / 4)) as Pair;
  return { x: x + left, y: y + top, width: width - (left + right), height: height - (top + bottom) };
}

/** Where a title stands whose layout has no place for it that holds words. */
export function usualTitle({ width, height }: Size): Box {
  return { x: width / 20, y: height / 12, width: width - width / 10, height: height / 7 };
}

/**
 * The part of a place's box that text has.
 *
 * @returns undefined if it is not all on the slide, or too small for words
 */
export function placeFor(slide: Size, place: Place | undefined): Box | undefined {
  if (place?.box === undefined) return undefined;
  const { x, y, width, height } = place.box;
  const onSlide = x >= -1 && y >= -1 && x + width <= slide.width + 1 && y + height <= slide.height + 1;
  const found = boxIn(slide, place);
  const { left, top, right, bottom } = place.insets ?? usualInsets;
  const narrow = Math.max(left, right) > width / 4 || Math.max(top, bottom) > height / 4;
  if (!onSlide || narrow || Math.min(left, top, right, bottom) < 0 || found === undefined) return undefined;
  return found.width >= slide.width * leastTitle && found.height >= leastLine ? found : undefined;
}

/** Where running words of ours begin, points from the top. */
export function ownFoot({ height }: { readonly height: number }): number {
  return height - footerHeight - above;
}

/** Where content ends: above the places for what stands at the foot. */
function footOf(size: Size, places: readonly Place[]): number {
  const tops = places.flatMap(({ type, box }) =>
    (type === "ftr" || type === "sldNum") && box !== undefined && box.y > size.height * 0.75 ? [box.y] : [],
  );
  return Math.min(ownFoot(size), ...tops);
}

/** Whether a place is for text or anything else. */
function isContent({ type, box }: Place): boolean {
  return (type === undefined || type === "obj" || type === "body") && box !== undefined;
}

function largest(size: Size, places: readonly Place[]) {
  const areaOf = (place: Place): number => {
    const box = boxIn(size, place);
    return box === undefined ? 0 : box.width * box.height;
  };
  return places.reduce<Place | undefined>(
    (best, each) => (best === undefined || areaOf(each) > areaOf(best) ? each : best),
    undefined,
  );
}

function isLarge(slide: Size, { width, height }: Box): boolean {
  return height > slide.height * leastPlace && width > slide.width * leastWidth;
}

function areApart(one: Box, other: Box): boolean {
  return (
    one.x + one.width <= other.x ||
    other.x + other.width <= one.x ||
    one.y + one.height <= other.y ||
    other.y + other.height <= one.y
  );
}
