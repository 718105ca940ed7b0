import type { Locale } from "../../../locale/locale.ts";
import { readsFromRight } from "../../../layout/text/reads-from-right.ts";
import { element, join, type Markup, nothing, text } from "../../markup.ts";
import type { Part } from "../../ooxml/write-package.ts";
import type { LayoutPlaces } from "../shapes/layout-places.ts";
import type { PlannedSlide } from "../plan/planned-slide.ts";
import { placeOf } from "../shapes/shape-place.ts";
import type { Rectangle, SlideFrame } from "../slide-frame.ts";
import { emus, slideNames, slideTypes } from "../slide-names.ts";

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

/** Sizes of type in the places of layouts, points. */
const sizes = { title: 26, cover: 40, subtitle: 20, body: 18, footer: 9 } as const;

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
    element("p:clrMap", {
      bg1: "lt1",
      tx1: "dk1",
      bg2: "lt2",
      tx2: "dk2",
      ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((number) => [`accent${number}`, `accent${number}`])),
      hlink: "hlink",
      folHlink: "folHlink",
    }),
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

/** The shapes of a slide, a layout or a master. */
export function shapeTree(...shapes: readonly Markup[]): Markup {
  return element(
    "p:spTree",
    {},
    element(
      "p:nvGrpSpPr",
      {},
      element("p:cNvPr", { id: 1, name: "" }),
      element("p:cNvGrpSpPr", {}),
      element("p:nvPr", {}),
    ),
    element("p:grpSpPr", {}),
    join(shapes),
  );
}

/** A place of a layout. */
function holder(
  id: number,
  name: string,
  place: Readonly<Record<string, string | number>>,
  box: Rectangle,
  anchor: "t" | "ctr" | "b",
  size?: number,
): Markup {
  const style = size === undefined ? nothing : element("a:lvl1pPr", {}, element("a:defRPr", { sz: size * 100 }));
  const shown = element("a:r", {}, element("a:rPr", { lang: "en-US" }), element("a:t", {}, text(name)));
  return placeShape(id, name, place, box, anchor, style, shown);
}

/** A place with its look and what it shows until it is filled. */
function placeShape(
  id: number,
  name: string,
  place: Readonly<Record<string, string | number>>,
  box: Rectangle,
  anchor: "t" | "ctr" | "b",
  style: Markup,
  shown: Markup,
): Markup {
  return element(
    "p:sp",
    {},
    element(
      "p:nvSpPr",
      {},
      element("p:cNvPr", { id, name }),
      element("p:cNvSpPr", {}, element("a:spLocks", { noGrp: 1 })),
      element("p:nvPr", {}, element("p:ph", place)),
    ),
    element("p:spPr", {}, placeOf("a:xfrm", box), element("a:prstGeom", { prst: "rect" }, element("a:avLst", {}))),
    element(
      "p:txBody",
      {},
      element("a:bodyPr", { lIns: 0, tIns: 0, rIns: 0, bIns: 0, anchor }, element("a:normAutofit", {})),
      element("a:lstStyle", {}, style),
      element("a:p", {}, shown),
    ),
  );
}

/** A bar of the accent. */
function bar(box: Rectangle): Markup {
  return element(
    "p:sp",
    {},
    element(
      "p:nvSpPr",
      {},
      element("p:cNvPr", { id: 20, name: "Bar" }),
      element("p:cNvSpPr", {}),
      element("p:nvPr", {}),
    ),
    element(
      "p:spPr",
      {},
      placeOf("a:xfrm", box),
      element("a:prstGeom", { prst: "rect" }, element("a:avLst", {})),
      element("a:solidFill", {}, element("a:schemeClr", { val: "accent1" })),
      element("a:ln", {}, element("a:noFill", {})),
    ),
    element(
      "p:txBody",
      {},
      element("a:bodyPr", {}),
      element("a:lstStyle", {}),
      element("a:p", {}, element("a:endParaRPr", { lang: "en-US" })),
    ),
  );
}

/** Numbers of the places of footers. */
const footerPlaces = { footer: 11, number: 12 } as const;

/** The places of the running words and of the number of a slide. */
function footers({ footer, number }: SlideFrame, firstId: number): Markup[] {
  const [words, counted] = [footerPlaces.footer, footerPlaces.number];
  const empty = element("a:endParaRPr", { lang: "en-US" });
  return [
    footerPlace(firstId, "Footer", { type: "ftr", sz: "quarter", idx: words }, footer, "l", empty),
    footerPlace(
      firstId + 1,
      "Number",
      { type: "sldNum", sz: "quarter", idx: counted },
      number,
      "r",
      slideNumber("‹#›"),
    ),
  ];
}

function footerPlace(
  id: number,
  name: string,
  place: Readonly<Record<string, string | number>>,
  box: Rectangle,
  align: "l" | "r",
  shown: Markup,
): Markup {
  const style = element(
    "a:lvl1pPr",
    { algn: align },
    element(
      "a:defRPr",
      { sz: sizes.footer * 100 },
      element("a:solidFill", {}, element("a:schemeClr", { val: "tx2" })),
      element("a:latin", { typeface: "+mn-lt" }),
    ),
  );
  return placeShape(id, name, place, box, "ctr", style, shown);
}

/** The field that numbers a slide. @param shown until it is counted */
export function slideNumber(shown: string): Markup {
  return element(
    "a:fld",
    { id: "{5B7D4E4B-2C0A-5D0E-A0B1-6F0E8B5D9C11}", type: "slidenum" },
    element("a:rPr", { lang: "en-US" }),
    element("a:t", {}, text(shown)),
  );
}

/** Size of a slide and of its notes. */
export function slideSizes({ width, height }: SlideFrame): Markup {
  return join([
    element("p:sldSz", { cx: emus(width), cy: emus(height) }),
    element("p:notesSz", { cx: emus(540), cy: emus(720) }),
  ]);
}
