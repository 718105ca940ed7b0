import { describe, expect, it, test } from "vitest";
import { collectProblems } from "../../../../../functions/core/report/template/template-problems.ts";
import { logoFaces } from "../../../../../functions/core/report/template/logo/logo-faces.ts";
import { readLogo } from "../../../../../functions/core/report/template/logo/read-logo.ts";
import { seededNumbers } from "../../layout/seeded/seeded-numbers.ts";

function read(inside: string) {
  const problems = collectProblems();
  const svg = `<svg viewBox="0 0 100 100">\n${inside}\n</svg>`;
  const logo = readLogo("a.svg", svg, problems, logoFaces(undefined, new Map()));
  return { logo, refused: problems.list().length > 0 };
}

const base = '<path d="M0 0h9v9z" fill="#111111"/>';
const shape = (about: string): string =>
  `<rect x="10" y="20" width="30" height="40" ${/stroke[=:]/.test(about) ? "" : 'stroke="#0000ff"'} ${about}/>`;
const words = (about: string): string => `<text x="5" y="50" font-family="Inter" ${about}>Ab</text>`;
const outlined = (about: string): string => words(`fill="none" stroke="#0000ff" ${about}`);

/** Properties with a value that changes what is drawn. */
const changing: readonly (readonly [name: string, value: string])[] = [
  ["fill", "#ff0000"],
  ["stroke-width", "7"],
  ["stroke-width", "5%"],
  ["stroke-linecap", "round"],
  ["stroke-linecap", "square"],
  ["stroke-linejoin", "round"],
  ["stroke-linejoin", "bevel"],
  ["stroke-linejoin", "arcs"],
  ["stroke-miterlimit", "1.5"],
  ["stroke-miterlimit", "0.5"],
  ["stroke-dasharray", "3 2"],
  ["stroke-dasharray", "3, 2 1"],
  ["stroke-dasharray", "10%"],
  ["stroke-dasharray", "3 -2"],
  ["display", "none"],
  ["visibility", "hidden"],
  ["visibility", "collapse"],
  ["mix-blend-mode", "multiply"],
  ["opacity", "0.5"],
  ["font", "700 30px Inter"],
  ["font-size", "40"],
  ["font-weight", "700"],
  ["letter-spacing", "4"],
  ["text-anchor", "end"],
  ["text-transform", "uppercase"],
  ["white-space", "pre"],
];
const ofShapes = /^(?:stroke-|mix-blend-mode)/;
const ofWords = /^(?:font|letter|text|white)/;

/** The ways in which a property reaches an element, each of which must do the same or be refused. */
const ways: Readonly<Record<string, (draw: (about: string) => string, name: string, value: string) => string>> = {
  attribute: (draw, name, value) => draw(`${name}="${value}"`),
  style: (draw, name, value) => draw(`style="${name}: ${value}"`),
  "group's attribute": (draw, name, value) => `<g ${name}="${value}">${draw("")}</g>`,
  "group's style": (draw, name, value) => `<g style="${name}:${value}">${draw("")}</g>`,
  "outer group": (draw, name, value) => `<g ${name}="${value}"><g>${draw("")}</g></g>`,
  "style sheet": (draw, name, value) => `<style>.a{${name}:${value}}</style>${draw('class="a"')}`,
  "style sheet in defs": (draw, name, value) =>
    `<defs><style type="text/css"><![CDATA[ .a{${name}:${value}} ]]></style></defs>${draw('class="a"')}`,
  "style sheet for a group": (draw, name, value) => `<defs><style>g{${name}:${value}}</style></defs><g>${draw("")}</g>`,
};

describe.each(Object.entries(ways))("by %s", (_way, write) => {
  it.each(changing)("%s %s is drawn or refused, never left out", (name, value) => {
    for (const draw of [shape, words, outlined]) {
      if (draw === shape ? ofWords.test(name) : draw === words ? ofShapes.test(name) : !name.startsWith("stroke-"))
        continue;
      const { logo, refused } = read(base + write(draw, name, value));
      if (refused) continue;
      expect(logo).toEqual(
        read(base + (name === "display" || name === "visibility" ? "" : draw(`${name}="${value}"`))).logo,
      );
      expect(logo).not.toEqual(read(base + draw("")).logo);
    }
  });
});

test("dashes begin where stroke-dashoffset says, and a whole line has none", () => {
  const dashed = (about: string): unknown => read(base + shape(`stroke="#00f" stroke-dasharray="3 2 1" ${about}`)).logo;
  expect(dashed('stroke-dashoffset="2"')).not.toEqual(dashed(""));
  expect(dashed('stroke-dashoffset="-10"')).toEqual(dashed('stroke-dashoffset="2"'));
  const whole = read(base + shape('stroke="#00f"')).logo;
  for (const about of ["none", "0", "0,0"])
    expect(read(base + shape(`stroke="#00f" stroke-dashoffset="3" stroke-dasharray="${about}"`)).logo).toEqual(whole);
});

test("what is visible, and what is displayed, is what CSS says of each element of a tree", () => {
  const next = seededNumbers(71);
  const pick = (list: readonly string[]): string => list[Math.floor(next() * list.length)]!;
  for (let round = 0; round < 300; round++) {
    const shown: string[] = [];
    let count = 0;
    const grow = (depth: number, displayed: boolean, visible: boolean): string => {
      const display = pick(["", "", "", 'display="none"', 'style="display:none"', 'display="inline"']);
      const visibility = pick(["", "", 'visibility="hidden"', 'visibility="visible"', 'visibility="inherit"']);
      const about = `${display} ${visibility}`;
      const [isDisplayed, isVisible] = [
        displayed && !display.includes("none"),
        visibility.includes("hidden") ? false : visibility.includes('visible"') ? true : visible,
      ];
      if (depth === 0) {
        const rectangle = `<rect x="${(count += 1)}" width="1" height="1" `;
        if (isDisplayed && isVisible) shown.push(`${rectangle}/>`);
        return `${rectangle}${about}/>`;
      }
      const inside = Array.from({ length: 1 + Math.floor(next() * 3) }, () => grow(depth - 1, isDisplayed, isVisible));
      return `<g ${about}>${inside.join("")}</g>`;
    };
    const tree = grow(3, true, true);
    expect(read(base + tree).logo, tree).toEqual(read(base + shown.join("")).logo);
  }
});

test.each([
  '<svg x="10" width="5" height="5"><rect width="3" height="3"/></svg>',
  `<g paint-order="stroke">${shape('stroke="#00ff00"')}</g>`,
  `<g font="700 30px Inter">${words("")}</g>`,
])("%s is refused", (inside) => {
  expect(read(base + inside).refused).toBe(true);
});

/** CSS reads keywords and names in any case, and `!important` in a style only. */
test.each([
  ["display:none !important", false],
  ["display: none!important; display: inline", false],
  ["display:NONE", false],
  ["DISPLAY:none", false],
  ["display:INLINE", true],
  ["visibility:hidden ! IMPORTANT", false],
  ["visibility:HIDDEN", false],
  ["visibility:VISIBLE", true],
  ["visibility:visible !important", true],
  ["visibility:visible !important; visibility: hidden", true],
  ["fill:#ff0000 !important", true],
])("the style %s draws as CSS says", (style, drawn) => {
  const about = style.startsWith("fill") ? 'fill="#ff0000"' : "";
  expect(read(base + shape(`style="${style}"`))).toEqual(read(base + (drawn ? shape(about) : "")));
  expect(read(`${base}<g style="${style}">${shape("")}</g>`)).toEqual(
    read(base + (drawn ? `<g ${about}>${shape("")}</g>` : "")),
  );
  if (!style.startsWith("fill"))
    expect(read(`${base}<g style="${style}">${words("")}</g>`)).toEqual(read(base + (drawn ? words("") : "")));
  const own = read(base + words(`style="${style}"`));
  // A property whose name is in capitals is unknown there.
  if (!own.refused || !style.startsWith("DISPLAY")) expect(own).toEqual(read(base + (drawn ? words(about) : "")));
});

test.each(["visibility", "display"])("values of %s that are not read are refused", (name) => {
  for (const value of ["revert", "shown", "none !important", "contents"])
    for (const draw of [shape, words]) expect(read(base + draw(`${name}="${value}"`)).refused, value).toBe(true);
  expect(read(base + shape('style="visibility: initial"')).refused).toBe(true);
});

test("an empty style sheet changes nothing", () => {
  expect(read(`<defs><style> /* none */ </style></defs>${base}`)).toEqual(read(base));
});
