import { strToU8 } from "fflate";
import { expect, test } from "vitest";
import { hasDarkGround } from "../../../../../functions/core/report/rendition/master/check-ground.ts";
import { parsePart } from "../../../../../functions/core/report/rendition/ooxml/xml-tree.ts";

const names =
  'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"';
const map = '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2"/>';
const scheme = `<a:dk1><a:sysClr val="windowText"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>
  <a:dk2><a:srgbClr val="1F497D"/></a:dk2><a:lt2><a:srgbClr val="EEECE1"/></a:lt2>`;

function read(body: string) {
  return parsePart("theme.pptx", "part.xml", strToU8(body));
}

/** Whether a layout is dark on a master of this ground. @param own the layout's own ground, and its colours */
function isDark(ground: string, own = "", colors = "", formats = ""): boolean {
  const master = read(`<p:sldMaster ${names}><p:cSld>${ground}</p:cSld>${map}</p:sldMaster>`);
  const layout = read(`<p:sldLayout ${names}><p:cSld>${own}</p:cSld>${colors}</p:sldLayout>`);
  const theme = read(
    `<a:theme ${names}><a:themeElements><a:clrScheme>${scheme}</a:clrScheme>${formats}</a:themeElements></a:theme>`,
  );
  return hasDarkGround({ master: { body: master, relations: [] }, theme: { body: theme, relations: [] } }, layout);
}

function filled(color: string): string {
  return `<p:bg><p:bgPr><a:solidFill>${color}</a:solidFill></p:bgPr></p:bg>`;
}

/** A ground of colours that run into each other, from one place to the next. */
function gradient(...colors: readonly string[]): string {
  const stops = colors.map((color, index) => `<a:gs pos="${index * 50_000}">${color}</a:gs>`).join("");
  return `<a:gradFill><a:gsLst>${stops}</a:gsLst><a:lin ang="5400000"/></a:gradFill>`;
}

const [white, black, own] = [
  '<a:srgbClr val="FFFFFF"/>',
  '<a:srgbClr val="101010"/>',
  '<a:schemeClr val="phClr"><a:shade val="5000"/></a:schemeClr>',
];
const referred = '<p:bg><p:bgRef idx="1002"><a:schemeClr val="bg1"/></p:bgRef></p:bg>';

/** The fills of a theme for grounds. */
function styles(second: string): string {
  const plain = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
  return `<a:fmtScheme><a:bgFillStyleLst>${plain}${second}${plain}</a:bgFillStyleLst></a:fmtScheme>`;
}

const override = '<p:clrMapOvr><a:overrideClrMapping bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2"/></p:clrMapOvr>';

test.each<readonly [string, boolean, boolean]>([
  ["no ground of its own", isDark(""), false],
  ["a colour of the theme", isDark(filled('<a:schemeClr val="tx2"/>')), true],
  [
    "a dark colour made light",
    isDark(filled('<a:schemeClr val="tx2"><a:lumMod val="10000"/><a:lumOff val="90000"/></a:schemeClr>')),
    false,
  ],
  ["a light colour made dark", isDark(filled('<a:schemeClr val="bg1"><a:lumMod val="5000"/></a:schemeClr>')), true],
  ["a shade", isDark(filled('<a:srgbClr val="FFFFFF"><a:shade val="5000"/></a:srgbClr>')), true],
  ["a tint", isDark(filled('<a:srgbClr val="000080"><a:tint val="5000"/></a:srgbClr>')), false],
  ["a lightness", isDark(filled('<a:srgbClr val="FFFFFF"><a:lum val="9000"/></a:srgbClr>')), true],
  ["a colour by its name", isDark(filled('<a:prstClr val="black"/>')), true],
  ["a colour by its short name", isDark(filled('<a:prstClr val="dkBlue"/>')), true],
  ["a colour of Windows", isDark(filled('<a:sysClr val="windowText"/>')), true],
  ["a reference", isDark('<p:bg><p:bgRef idx="1001"><a:schemeClr val="tx1"/></p:bgRef></p:bg>'), true],
  ["the layout's own ground", isDark("", filled('<a:srgbClr val="000000"/>')), true],
  [
    "the layout's own ground on a dark master",
    isDark(filled('<a:prstClr val="black"/>'), filled('<a:prstClr val="white"/>')),
    false,
  ],
  ["the layout's own colours", isDark("", "", override), true],
  ["a name that no colour has", isDark(filled('<a:prstClr val="none"/>')), false],
  ["a light gradient", isDark(`<p:bg><p:bgPr>${gradient(white, white)}</p:bgPr></p:bg>`), false],
  ["a gradient that ends dark", isDark(`<p:bg><p:bgPr>${gradient(white, black)}</p:bgPr></p:bg>`), true],
  ["a gradient that is dark between", isDark(`<p:bg><p:bgPr>${gradient(white, black, white)}</p:bgPr></p:bg>`), true],
  [
    "a pattern",
    isDark(
      `<p:bg><p:bgPr><a:pattFill prst="pct50"><a:fgClr>${black}</a:fgClr><a:bgClr>${white}</a:bgClr></a:pattFill></p:bgPr></p:bg>`,
    ),
    true,
  ],
  ["a dark gradient of the theme", isDark(referred, "", "", styles(gradient(white, own))), true],
  ["a light gradient of the theme", isDark(referred, "", "", styles(gradient(white, white))), false],
  ["a dark shade of the theme", isDark(referred, "", "", styles(`<a:solidFill>${own}</a:solidFill>`)), true],
  ["a picture of the theme", isDark(referred, "", "", styles("<a:blipFill/>")), false],
  ["a picture", isDark("<p:bg><p:bgPr><a:blipFill/></p:bgPr></p:bg>"), false],
])("%s is judged", (_, dark, expected) => {
  expect(dark).toBe(expected);
});
