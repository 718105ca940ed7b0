import { element, join, type Markup, nothing, text } from "../../markup.ts";
import { placeOf } from "../shapes/shape-place.ts";
import type { Rectangle, SlideFrame } from "../slide-frame.ts";

/** Sizes of type in the places of layouts, points. */
export const sizes = { title: 26, cover: 40, subtitle: 20, body: 18, footer: 9 } as const;

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
export function holder(
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
export function bar(box: Rectangle): Markup {
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
export const footerPlaces = { footer: 11, number: 12 } as const;

/** The places of the running words and of the number of a slide. */
export function footers({ footer, number }: SlideFrame, firstId: number): Markup[] {
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
