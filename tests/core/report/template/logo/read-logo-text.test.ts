import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createFontFiles } from "../../../../../functions/adapters/font-files.ts";
import { BroadsheetError, type Problem, type Warning } from "../../../../../functions/core/errors.ts";
import { outlineLogo } from "../../../../../functions/core/report/outline-logo.ts";
import { loadTemplate } from "../../../../../functions/core/report/template/load-template.ts";
import { familyNames } from "../../../../../functions/core/report/template/logo/family-names.ts";
import type { Template } from "../../../../../functions/core/report/template/template.ts";
import type { Logo, LogoShape } from "../../../../../functions/core/report/template/theme.ts";

const fonts = createFontFiles();
const mono = readFileSync(
  new URL(
    "../../../../../node_modules/@expo-google-fonts/ibm-plex-mono/400Regular/IBMPlexMono_400Regular.ttf",
    import.meta.url,
  ),
);

const whole = (inside: string): string => `<svg viewBox="10 20 200 100">\n${inside}\n</svg>`;
const inter = (about: string, words = "Ab"): string => `<text font-family="Inter" ${about}>${words}</text>`;

function load(svg: string, theme = "{ logo: a.svg }", more: Readonly<Record<string, Uint8Array>> = {}): Template {
  const texts = {
    "template.yaml": `title: T\ndate: "2024-06-30"\ntheme: ${theme}\n`,
    "report.md": "# T\n",
    "a.svg": svg,
  };
  const files = Object.entries(texts).map(([path, text]) => [path, new TextEncoder().encode(text)] as const);
  return loadTemplate("t", "0".repeat(64), new Map([...files, ...Object.entries(more)]));
}

function problemsOf(svg: string, theme?: string, more?: Readonly<Record<string, Uint8Array>>): readonly Problem[] {
  try {
    load(svg, theme, more);
  } catch (error) {
    if (error instanceof BroadsheetError) return error.problems;
    throw error;
  }
  return [];
}

function shapesOf(template: Template): readonly LogoShape[] {
  const warnings: Warning[] = [];
  const logo = outlineLogo(template, fonts, (warning) => void warnings.push(warning)).theme.logo as Extract<
    Logo,
    { readonly shapes: unknown }
  >;
  expect(warnings).toEqual([]);
  expect(logo.texts).toBeUndefined();
  return logo.shapes;
}

/** Left, top, right and bottom of a shape's points, rounded. */
function boxOf({ segments }: LogoShape): readonly number[] {
  const points = segments.flatMap(([, ...numbers]) => numbers);
  const [xs, ys] = [points.filter((_, at) => at % 2 === 0), points.filter((_, at) => at % 2 === 1)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)].map(Math.round);
}

function around(at: number): string {
  return `<path d="M${at} 30h1v1z" fill="#00ff00"/>`;
}

describe("the letters of a logo", () => {
  it("become shapes between those around them, in the units of the view box", () => {
    const shapes = shapesOf(
      load(whole(`${around(30)}${inter('x="20" y="60" font-size="20" fill="red"', "H")}${around(40)}`)),
    );
    expect(shapes.map(({ fill }) => fill)).toEqual(["#00ff00", "#ff0000", "#00ff00"]);
    // An H of Inter is 0.727 em high and begins 0.1 em from its place.
    expect(boxOf(shapes[1]!)).toEqual([12, 25, 23, 40]);
  });

  it("inherit from the groups around them, and may be faint", () => {
    const group = `<g font-family="Inter" font-size="20" fill="#00f" style="font-weight:bold"><g transform="translate(5 5)"><text x="10" y="50" fill-opacity=".5">H<tspan fill="none" stroke="red" stroke-width="2" stroke-opacity="25%">H</tspan></text></g></g>`;
    expect(
      shapesOf(load(whole(group))).map(({ fill, stroke, opacity }) => ({
        ...(fill && { fill }),
        ...(stroke && { stroke }),
        opacity,
      })),
    ).toEqual([
      { fill: "#0000ff", opacity: 0.5 },
      {
        stroke: { color: "#ff0000", width: 2, cap: "butt", join: "miter", miter: 4, dashes: [], dashOffset: 0 },
        opacity: 0.25,
      },
    ]);
  });

  it("draw nothing where they are hidden or empty", () => {
    const rest = '<path d="M20 30h1v1z"/>';
    for (const hidden of [
      inter('display="none"'),
      inter('visibility="hidden"'),
      inter('fill="none"'),
      inter("", "  "),
      '<text font-family="Inter"/>',
      `<g display="none">${inter("")}</g>`,
      `<defs>${inter("")}</defs>`,
    ])
      expect(shapesOf(load(whole(`${hidden}${rest}`))), hidden).toHaveLength(1);
  });

  it("are the same in any language of the report, and the same each time", () => {
    const svg = whole('<text x="20" y="60" font-family="Noto Sans JP" font-size="20">直骨</text>');
    const once = shapesOf(load(svg));
    expect(once).toHaveLength(1);
    expect(shapesOf(load(svg, "{ logo: a.svg }\nlanguages: [zh-Hant]"))).toEqual(once);
    expect(shapesOf(load(svg.replace("Noto Sans JP", "Noto Sans SC")))).not.toEqual(once);
  });

  it("may be set in the theme's own font by the name in its file, and in a shipped one that it replaces", () => {
    expect(familyNames(mono)).toEqual(["IBM Plex Mono"]);
    const renamed = Buffer.from(mono.toString("latin1").replaceAll("\0P\0l\0e\0x", "\0H\0o\0u\0s"), "latin1");
    expect(familyNames(renamed)).toContain("IBM Hous Mono");
    const theme = "{ logo: a.svg, fonts: { sans: own.ttf } }";
    const set = (family: string): readonly LogoShape[] =>
      shapesOf(load(whole(`<text x="20" y="60" font-family="${family}">Hi</text>`), theme, { "own.ttf": renamed }));
    expect(set("IBM Hous Mono, sans-serif")).toEqual(set("sans-serif"));
    expect(set("IBM Plex Mono")).toEqual(set("'ibm hous mono'"));
    expect(set("Inter")).not.toEqual(set("sans-serif"));
    const bold = whole('<text font-family="IBM Hous Mono" font-weight="700">Hi</text>');
    expect(problemsOf(bold, theme, { "own.ttf": renamed })).toMatchObject([{ seen: "bold", allowed: ["regular"] }]);
  });

  it("are warned of where no font has them", () => {
    const warnings: Warning[] = [];
    outlineLogo(
      load(whole(inter('x="20" y="60"', "A\u{1f9ff}\u{12000}"))),
      fonts,
      (warning) => void warnings.push(warning),
    );
    expect(warnings).toMatchObject([{ code: "missing-glyph" }]);
  });
});

describe("letters that cannot be drawn faithfully", () => {
  it.each([
    ['<text font-family="Gotham, sans-serif">A</text>', 'in the typeface "Gotham", which is not here'],
    ["<text>A</text>", "without a font-family"],
    [inter('font-weight="300"'), "in the weight 300"],
    ['<text font-family="Noto Sans JP" font-style="italic">A</text>', 'the cut "italic" of Noto Sans JP'],
    [inter('x="1 2 3"'), 'places letters one by one: x="1 2 3"'],
    [inter('dx="1,2"'), 'places letters one by one: dx="1,2"'],
    [inter('rotate="10 20"'), 'rotate="10 20"'],
    [inter('textLength="50"'), 'textLength="50"'],
    [inter('filter="url(#f)"'), 'filter="url(#f)"'],
    [inter('mask="url(#m)"'), 'mask="url(#m)"'],
    [inter('clip-path="url(#m)"'), 'clip-path="url(#m)"'],
    [inter('opacity=".5"'), 'opacity=".5"'],
    [inter('fill="url(#g)"'), "painted with a gradient"],
    [inter('fill="reddish"'), 'fill="reddish", which cannot be read'],
    [inter('font-size="big"'), 'font-size="big"'],
    [inter('font-size="0"'), 'font-size="0"'],
    [inter('style="text-decoration:underline"'), 'text-decoration="underline"'],
    [inter('style="word-spacing:3px"'), 'word-spacing="3px"'],
    [`<g style="text-transform:uppercase">${inter("")}</g>`, "text-transform"],
    [inter('writing-mode="tb"'), 'writing-mode="tb"'],
    [inter('direction="rtl"'), 'direction="rtl"'],
    [inter('dominant-baseline="middle"'), 'dominant-baseline="middle"'],
    [inter('class="a"'), "letters with a class"],
    [inter('glyph-orientation-vertical="0"'), "glyph-orientation-vertical, which is unknown"],
    [inter('onclick="x()"'), "has a script, onclick"],
    [inter('transform="turn(3)"'), 'the transform "turn(3)"'],
    [inter('transform="scale(1e200) scale(1e200) translate(0)"'), 'translate(0)", which cannot be read'],
    [inter('x="1e300"'), "far outside any page"],
    [inter("", '<tspan transform="scale(2)">A</tspan>'), "a transform on <tspan>"],
    [inter("", '<textPath href="#p">A</textPath>'), "<textPath> in a text"],
    [inter("", "<image/>"), "<image> in a text"],
    [inter("", "&nbsp;"), "is not XML: undefined entity"],
    [inter("", "<tspan>A"), "is not XML"],
    ['<text font-family="Inter">A', "<text> has no end"],
    [inter("", "A".repeat(1001)), "a text that is too long"],
    [inter('letter-spacing="1"', "हिन्दी"), "letter-spacing between letters that join"],
    [inter("", "سلام <tspan>عالم</tspan>"), "written from the right"],
    [`<defs><style>.a{fill:red}</style></defs>${inter("")}`, "a style sheet is not read"],
  ])("%s is refused with its line", (inside, message) => {
    expect(problemsOf(whole(inside))[0]).toMatchObject({
      code: "invalid-logo",
      message: expect.stringContaining(message) as string,
      where: { file: "a.svg", line: 2 },
    });
  });

  it("are refused on the line of their own tag, with the families there are", () => {
    const text = `<text font-family="Inter">\nA\n<tspan font-family="Intre">B</tspan></text>`;
    expect(problemsOf(whole(text))).toMatchObject([
      {
        where: { file: "a.svg", line: 4 },
        seen: "Intre",
        allowed: expect.arrayContaining(["Inter", "Source Serif 4", "Noto Sans Devanagari", "serif"]) as unknown,
        hint: expect.stringContaining('did you mean "Inter"?') as string,
      },
    ]);
  });
});
