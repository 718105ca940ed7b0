import type { TemplateFiles } from "../../template/template.ts";
import { brokenFile, openCustomerFile } from "../ooxml/open-customer-file.ts";
import { hasDarkGround } from "./check-ground.ts";
import { findRooms, type Rooms } from "./find-rooms.ts";
import { type MasterFile, readMasterFile } from "./master-file.ts";
import { findPlaces, isTitle, type Place } from "./master-places.ts";

/** Where a template, or the theme that it shares, keeps a customer's master. */
const customerFile = "theme.pptx";

/** The kinds of slides that a report needs, and the layouts that may serve each, the best one first. */
const wanted = {
  title: ["title", "secHead", "titleOnly", "obj"],
  text: ["obj", "tx", "titleOnly"],
  content: ["titleOnly", "obj", "tx"],
  divider: ["secHead", "title", "titleOnly", "obj"],
} as const;

/** A kind of slide. */
export type LayoutKind = keyof typeof wanted;

/** A layout that a kind of slide has. */
export interface CustomerLayout {
  /** Its index in `MasterFile.layouts`. */
  readonly index: number;
  readonly places: readonly Place[];
}

/** A customer's master, with the layouts that are used. */
export interface CustomerMaster extends MasterFile {
  readonly kinds: Readonly<Record<LayoutKind, CustomerLayout>>;
  /** Where text stands, and where all else does. */
  readonly rooms: Readonly<Record<"text" | "content", Rooms>>;
}

/**
 * Reads the master that a template brings for slides: the first one of a presentation, with its layouts and its theme.
 *
 * @returns undefined if it brings none
 * @throws BroadsheetError `invalid-template`, `broken-office-file`
 */
export function readCustomerMaster(files: TemplateFiles): CustomerMaster | undefined {
  const brought = files.get(customerFile);
  if (brought === undefined) return undefined;
  const file = readMasterFile(customerFile, openCustomerFile(customerFile, brought));
  const own = findPlaces(file.master.body, []);
  const layouts = file.layouts.map(({ body }, index) => ({
    index,
    type: body.attributes["type"] ?? "",
    places: findPlaces(body, own),
  }));
  // Text is measured for places that stand upright.
  const titled = layouts.filter(({ places }) => places.some(isTitle) && !places.some(({ turned }) => turned));
  const layoutOf = (kind: LayoutKind): CustomerLayout => {
    const found = wanted[kind].map((type) => titled.find((each) => each.type === type)).find(Boolean) ?? titled[0];
    if (found === undefined) throw brokenFile(customerFile, "none of its layouts has an upright place for a title");
    return found;
  };
  const [text, content] = [layoutOf("text"), layoutOf("content")];
  // Text of titles has the layout's own colours; all else would not be legible.
  for (const { index } of [text, content])
    if (hasDarkGround(file, file.layouts[index]!.body))
      throw brokenFile(customerFile, "its master is dark, and the charts of a report would not be legible on it");
  const roomsOf = ({ places }: CustomerLayout): Rooms => {
    const found = findRooms(file.size, places, text.places);
    if (found === undefined)
      throw brokenFile(customerFile, "a title of its layouts leaves no room for text and charts");
    return found;
  };
  return {
    ...file,
    kinds: { title: layoutOf("title"), text, content, divider: layoutOf("divider") },
    rooms: { text: roomsOf(text), content: roomsOf(content) },
  };
}
