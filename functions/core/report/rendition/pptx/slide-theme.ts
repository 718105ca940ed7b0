import type { Locale } from "../../locale/locale.ts";
import type { Theme } from "../../template/theme.ts";
import { element, join, type Markup } from "../markup.ts";
import { slideNames } from "./slide-names.ts";

const latin = { serif: "Cambria", sans: "Calibri" } as const;
const eastAsian: Readonly<Record<string, Readonly<Record<"serif" | "sans", string>>>> = {
  zh: { serif: "SimSun", sans: "Microsoft YaHei" },
  ja: { serif: "Yu Mincho", sans: "Yu Gothic" },
  ko: { serif: "Batang", sans: "Malgun Gothic" },
};

/** The theme of the slides (ECMA-376-1, 20.1.6): the report's colours, in fonts of Office: its headlines', and a
 * sans serif for all else, as on screens. */
export function writeSlideTheme(theme: Theme, { tag }: Locale): Markup {
  const { ink, paper, muted, tint, accent, palette } = theme;
  const accents = Array.from({ length: 6 }, (_, index) => (index === 0 ? accent : palette[index % palette.length]!));
  const colors = { dk1: ink, lt1: paper, dk2: muted, lt2: tint };
  const named: readonly (readonly [string, string])[] = [
    ...Object.entries(colors),
    ...accents.map((color, index) => [`accent${index + 1}`, color] as const),
    ["hlink", accent],
    ["folHlink", muted],
  ];
  return element(
    "a:theme",
    { "xmlns:a": slideNames["xmlns:a"], name: "Broadsheet" },
    element(
      "a:themeElements",
      {},
      element(
        "a:clrScheme",
        { name: "Broadsheet" },
        ...named.map(([name, color]) => element(`a:${name}`, {}, element("a:srgbClr", { val: hexOfColor(color) }))),
      ),
      element(
        "a:fontScheme",
        { name: "Broadsheet" },
        fonts("a:majorFont", theme.headline, tag),
        fonts("a:minorFont", "sans", tag),
      ),
      formats(),
    ),
  );
}

/** Which colour of the theme each name of a slide's text and grounds means (ECMA-376-1, 19.3.1.6). */
export function colorMap(): Markup {
  return element("p:clrMap", {
    bg1: "lt1",
    tx1: "dk1",
    bg2: "lt2",
    tx2: "dk2",
    ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((number) => [`accent${number}`, `accent${number}`])),
    hlink: "hlink",
    folHlink: "folHlink",
  });
}

function fonts(name: string, family: "serif" | "sans", tag: string): Markup {
  const east = eastAsian[tag.split("-")[0]!] ?? eastAsian["zh"]!;
  return element(
    name,
    {},
    element("a:latin", { typeface: latin[family] }),
    element("a:ea", { typeface: east[family] }),
    element("a:cs", { typeface: "Arial" }),
  );
}

function three(each: Markup): Markup {
  return join([each, each, each]);
}

/** Fills and lines, which a theme must have three of each. */
function formats(): Markup {
  const fill = element("a:solidFill", {}, element("a:schemeClr", { val: "phClr" }));
  return element(
    "a:fmtScheme",
    { name: "Broadsheet" },
    element("a:fillStyleLst", {}, three(fill)),
    element("a:lnStyleLst", {}, three(element("a:ln", { w: 9525 }, fill))),
    element("a:effectStyleLst", {}, three(element("a:effectStyle", {}, element("a:effectLst", {})))),
    element("a:bgFillStyleLst", {}, three(fill)),
  );
}

/** A colour as DrawingML writes it. @param color `#rrggbb` */
export function hexOfColor(color: string): string {
  const match = /^#([0-9a-f]{6})$/i.exec(color);
  if (match === null) throw new TypeError(`"${color}" is no colour of the form #rrggbb`);
  return match[1]!.toUpperCase();
}
