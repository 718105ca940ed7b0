import type { Locale } from "../../../locale/locale.ts";
import { readsFromRight } from "../../../layout/text/reads-from-right.ts";
import { element, join, type Markup } from "../../markup.ts";
import type { Part } from "../../ooxml/write-package.ts";
import type { LayoutPlaces } from "../shapes/layout-places.ts";
import type { PlannedSlide } from "../plan/planned-slide.ts";
import type { SlideFrame } from "../slide-frame.ts";
import { emus, slideNames, slideTypes } from "../slide-names.ts";
import { colorMap } from "../slide-theme.ts";
import { bar, footerPlaces, footers, holder, shapeTree, sizes } from "./layout-shapes.ts";

const masterPath = "ppt/slideMasters/slideMaster1.xml";
const themePath = "ppt/theme/theme1.xml";

/** The layouts of our own master, in their order. */
const layouts = ["title", "text", "content", "divider"] as const;

/** What PowerPoint calls the kinds of layouts (ECMA-376-1, 19.7.15), and how they are named. */
const layoutTypes: Readonly<Record<PlannedSlide["layout"], readonly [type: string, name: string]>> = {
  title: ["title", "Title Slide"],
  text: ["obj", "Title and Content"],
  content: ["titleOnly", "Title Only"],
  divider: ["secHead", "Section Header"],
};

/** A master with its layouts and its theme. */
export interface SlideMaster {
  readonly path: string;
  /** Its id in the presentation. @default the first one */
  readonly id?: number | undefined;
  readonly frame: SlideFrame;
  readonly parts: readonly Part[];
  readonly layouts: Readonly<Record<PlannedSlide["layout"], LayoutPlaces>>;
}

/** Path of a layout. */
function layoutPath(layout: PlannedSlide["layout"]): string {
  return `ppt/slideLayouts/slideLayout${layouts.indexOf(layout) + 1}.xml`;
}

/** Our own master. */
export function ownSlides(frame: SlideFrame, locale: Locale, theme: Markup): SlideMaster {
  const holders = {
    title: { type: "title" },
    ctrTitle: { type: "ctrTitle" },
    subTitle: { type: "subTitle", idx: 1 },
    body: { idx: 1 },
    ftr: { type: "ftr", sz: "quarter", idx: footerPlaces.footer },
    sldNum: { type: "sldNum", sz: "quarter", idx: footerPlaces.number },
  };
  const places = (layout: PlannedSlide["layout"]): LayoutPlaces => ({ path: layoutPath(layout), holders });
  return {
    path: masterPath,
    frame,
    parts: ownParts(frame, readsFromRight(locale), theme),
    layouts: {
      title: places("title"),
      text: places("text"),
      content: places("content"),
      divider: places("divider"),
    },
  };
}

function ownParts(frame: SlideFrame, rightToLeft: boolean, theme: Markup): Part[] {
  return [
    {
      path: masterPath,
      type: `${slideTypes}slideMaster+xml`,
      body: masterBody(frame, rightToLeft),
      relationships: [
        ...layouts.map((layout, index) => ({
          id: `rId${index + 1}`,
          type: "slideLayout",
          target: `/${layoutPath(layout)}`,
        })),
        { id: `rId${layouts.length + 1}`, type: "theme", target: `/${themePath}` },
      ],
    },
    ...layouts.map((layout) => ({
      path: layoutPath(layout),
      type: `${slideTypes}slideLayout+xml`,
      body: layoutBody(layout, frame),
      relationships: [{ id: "rId1", type: "slideMaster", target: `/${masterPath}` }],
    })),
    { path: themePath, type: "application/vnd.openxmlformats-officedocument.theme+xml", body: theme },
  ];
}

function masterBody(frame: SlideFrame, rightToLeft: boolean): Markup {
  const style = (size: number, bold: boolean, font: string, color: string): Markup =>
    element(
      "a:lvl1pPr",
      { algn: rightToLeft ? "r" : "l", rtl: rightToLeft ? 1 : 0, marL: 0, indent: 0 },
      element("a:spcBef", {}, element("a:spcPts", { val: 0 })),
      element("a:buNone", {}),
      element(
        "a:defRPr",
        { sz: size * 100, b: bold ? 1 : 0 },
        element("a:solidFill", {}, element("a:schemeClr", { val: color })),
        element("a:latin", { typeface: `+${font}-lt` }),
        element("a:ea", { typeface: `+${font}-ea` }),
        element("a:cs", { typeface: `+${font}-cs` }),
      ),
    );
  return element(
    "p:sldMaster",
    slideNames,
    element(
      "p:cSld",
      {},
      element("p:bg", {}, element("p:bgRef", { idx: 1001 }, element("a:schemeClr", { val: "bg1" }))),
      shapeTree(
        bar({ x: 0, y: 0, width: frame.width, height: 5 }),
        holder(3, "Title", { type: "title" }, frame.title, "t"),
        holder(4, "Text", { type: "body", idx: 1 }, frame.content, "t"),
        ...footers(frame, 5),
      ),
    ),
    colorMap(),
    element(
      "p:sldLayoutIdLst",
      {},
      ...layouts.map((_, index) => element("p:sldLayoutId", { id: firstLayoutId + index, "r:id": `rId${index + 1}` })),
    ),
    element(
      "p:txStyles",
      {},
      element("p:titleStyle", {}, style(sizes.title, true, "mj", "tx1")),
      element("p:bodyStyle", {}, style(sizes.body, false, "mn", "tx1")),
      element("p:otherStyle", {}, style(sizes.body, false, "mn", "tx1")),
    ),
  );
}

/** Ids of masters and layouts begin here (ECMA-376-1, 19.7.9). */
export const masterId = 2_147_483_648;
const firstLayoutId = masterId + 1;

function layoutBody(layout: PlannedSlide["layout"], frame: SlideFrame): Markup {
  const [type, name] = layoutTypes[layout];
  const { cover } = frame;
  const title = holder(2, "Title", { type: "title" }, layout === "divider" ? frame.divider : frame.title, "t");
  const own: readonly Markup[] = {
    title: [
      bar({ x: 48, y: cover.title.y, width: 5, height: cover.title.height }),
      holder(2, "Title", { type: "ctrTitle" }, cover.title, "t", sizes.cover),
      holder(3, "Subtitle", { type: "subTitle", idx: 1 }, cover.subtitle, "t", sizes.subtitle),
    ],
    text: [title, holder(3, "Content", { idx: 1 }, frame.content, "t")],
    content: [title],
    divider: [holder(2, "Title", { type: "title" }, frame.divider, "t", sizes.cover)],
  }[layout];
  return element(
    "p:sldLayout",
    { ...slideNames, type, preserve: 1 },
    element("p:cSld", { name }, shapeTree(...own, ...footers(frame, 5))),
    element("p:clrMapOvr", {}, element("a:masterClrMapping", {})),
  );
}

/** Size of a slide and of its notes. */
export function slideSizes({ width, height }: SlideFrame): Markup {
  return join([
    element("p:sldSz", { cx: emus(width), cy: emus(height) }),
    element("p:notesSz", { cx: emus(540), cy: emus(720) }),
  ]);
}
