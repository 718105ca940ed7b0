import { describe, expect, it } from "vitest";
import { BroadsheetError, type Problem } from "../../../../../functions/core/errors.ts";
import { checkTheme } from "../../../../../functions/core/report/template/theme/check-theme.ts";
import { defaultTheme } from "../../../../../functions/core/report/template/theme/default-theme.ts";
import { loadTemplate } from "../../../../../functions/core/report/template/load-template.ts";
import { plainTheme } from "../../../../../functions/core/report/template/theme/plain-theme.ts";
import type { Template } from "../../../../../functions/core/report/template/template.ts";
import type { Logo } from "../../../../../functions/core/report/template/theme.ts";

function load(theme: string, files: Readonly<Record<string, string>> = {}, more = ""): Template {
  const all = {
    "template.yaml": `title: T\ndate: "2024-06-30"\ntheme: ${theme}\n${more}`,
    "report.md": "# T\n",
    ...files,
  };
  return loadTemplate(
    "t",
    "0".repeat(64),
    new Map(Object.entries(all).map(([path, text]) => [path, new TextEncoder().encode(text)])),
  );
}

function problemsOf(theme: string, files: Readonly<Record<string, string>> = {}): readonly Problem[] {
  try {
    load(theme, files);
  } catch (error) {
    if (error instanceof BroadsheetError) return error.problems;
    throw error;
  }
  return [];
}

describe("a theme", () => {
  it("is one of the shipped ones, each with enough contrast", () => {
    expect(load("plain").theme).toEqual(plainTheme);
    expect(load("default").theme).toEqual(defaultTheme);
    expect(checkTheme(plainTheme)).toEqual([]);
  });

  it("is a file or folder of the template, over a base of its own; own values win", () => {
    const files = { "house/theme.yaml": 'base: plain\nleading: 13\nsizes: { title: 30 }\naccent: "#004488"\n' };
    const { theme } = load("house", files);
    const { good, watch, bad, above, below, sequential, diverging } = theme;
    expect(theme).toEqual({
      ...plainTheme,
      // They follow the accent: see color-roles.test.ts.
      good,
      watch,
      bad,
      above,
      below,
      sequential,
      diverging,
      leading: 13,
      accent: "#004488",
      palette: ["#004488", ...plainTheme.palette.slice(1)],
      widePalette: ["#004488", ...theme.widePalette!.slice(1)],
      sizes: { ...plainTheme.sizes, title: 30 },
    });
    expect(load("{ base: house/theme.yaml, leading: 15, sizes: { body: 11 } }", files).theme).toMatchObject({
      leading: 15,
      align: plainTheme.align,
      sizes: { title: 30, body: 11 },
      headline: "sans",
    });
  });

  it("has the look of a cover, its image a file beside the theme, in the template or in its images", () => {
    const files = {
      "house/theme.yaml": "cover: { color: navy, image: sea.jpg, focus: 30% 40% }\n",
      "house/sea.jpg": "x",
      "images/land.png": "x",
    };
    expect(load("house", files).theme.cover).toEqual({
      color: "#000080",
      image: { path: "house/sea.jpg", focus: { x: 0.3, y: 0.4 } },
    });
    expect(load("{ base: house, cover: { ink: white, image: land.png } }", files).theme.cover).toEqual({
      color: "#000080",
      ink: "#ffffff",
      image: { path: "images/land.png", focus: { x: 0.5, y: 0.5 } },
    });
    expect(problemsOf("{ cover: { image: lnad.png } }", files)).toMatchObject([
      {
        code: "missing-file",
        seen: "lnad.png",
        where: { file: "template.yaml", line: 3 },
        hint: expect.stringContaining("land.png") as string,
      },
    ]);
    expect(problemsOf("{ cover: { focus: middle } }")).toMatchObject([
      { code: "invalid-value", seen: "middle", where: { line: 3 } },
    ]);
  });

  it("says which of a cover's, a watermark's and a pull quote's colours are too faint", () => {
    const faint = {
      ...defaultTheme,
      cover: { color: "#808080" },
      watermark: "#888888",
      pullquote: { color: "#ff8888" },
    };
    expect(checkTheme(faint).map(({ message }) => /^theme: (.*?) #/.exec(message)?.[1])).toEqual([
      "the colour of pull quotes",
      "the cover's ink",
      "muted on the watermark",
    ]);
    expect(checkTheme({ ...defaultTheme, cover: { color: "#12304c" }, watermark: "#eeeeee" })).toEqual([]);
  });

  it("takes colours in every form of CSS and has them as #rrggbb", () => {
    expect(
      load("{ ink: rgb(17 34 51), accent: rebeccapurple, paper: hsl(0 0% 100%), palette: [oklch(0 0 0), '#ABC'] }")
        .theme,
    ).toMatchObject({
      ink: "#112233",
      accent: "#663399",
      paper: "#ffffff",
      palette: ["#000000", "#aabbcc"],
    });
  });

  it.each([
    ["{ accent: reddish }", {}, { code: "invalid-value", seen: "reddish" }],
    ["{ palette: ['#123456', rgb(1 2 3 / 50%)] }", {}, { code: "invalid-value", seen: "rgb(1 2 3 / 50%)" }],
    ["plian", {}, { code: "unknown-theme", where: { file: "template.yaml", line: 3 }, hint: 'did you mean "plain"?' }],
    ["house", { "house/theme.yaml": "base: house\n" }, { code: "circular-theme" }],
    [
      "house",
      { "house/theme.yaml": "ink: #111111\nledding: 3\n" },
      { code: "unknown-field", seen: "ledding", where: { file: "house/theme.yaml", line: 2 } },
    ],
    ["{ logo: none.svg }", { "logo.svg": "<svg/>" }, { code: "missing-file", allowed: ["logo.svg"] }],
    ["{ tables: zebra }", {}, { code: "not-allowed", allowed: ["rules", "stripes"] }],
    ["3", {}, { code: "wrong-type" }],
  ])("%s is refused with its place", (theme, files, problem) => {
    expect(problemsOf(theme, files as Record<string, string>)).toContainEqual(
      expect.objectContaining({
        ...problem,
        ...("where" in problem ? { where: expect.objectContaining(problem.where) as object } : {}),
      }),
    );
  });
});

function logo(svg: string): Extract<Logo, { readonly shapes: unknown }> | undefined {
  const { logo: read } = load("{ logo: a.svg }", { "a.svg": svg }).theme;
  return read !== undefined && "shapes" in read ? read : undefined;
}

/** A PNG of two pixels side by side, red and clear. */
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAAD0lEQVR4nGP4z8AARAwMAAz8Af9c/RSVAAAAAElFTkSuQmCC",
  "base64",
);

/** Returns what is wrong with a logo of pixels; nothing if it is sound. */
function pngProblems(bytes: Uint8Array): readonly string[] {
  const files = new Map([
    ["template.yaml", new TextEncoder().encode('title: T\ndate: "2024-06-30"\ntheme: { logo: a.png }\n')],
    ["report.md", new TextEncoder().encode("# T\n")],
    ["a.png", bytes],
  ]);
  try {
    expect(loadTemplate("t", "0".repeat(64), files).theme.logo).toEqual({
      width: 2,
      height: 1,
      png: png.toString("base64"),
    });
    return [];
  } catch (error) {
    if (error instanceof BroadsheetError)
      return error.problems.map(({ code, message }) => `${String(code)} ${message}`);
    throw error;
  }
}

describe("a logo made of pixels", () => {
  it("is taken as it is", () => {
    expect(pngProblems(png)).toEqual([]);
  });

  it.each([
    ["text", Buffer.from("not a picture"), "the logo is not a PNG file"],
    ["cut short", png.subarray(0, -6), "damaged or cut short"],
    ["altered", Buffer.from(png).fill(7, 45, 46), "damaged or cut short"],
    ["without its end", png.subarray(0, -12), "damaged or cut short"],
  ])("is refused when it is %s", (_, bytes, message) => {
    expect(pngProblems(bytes)).toEqual([expect.stringContaining(message) as string]);
  });
});

describe("a logo", () => {
  it("is read as outlines in the units of its view box, transforms applied", () => {
    const read = logo(
      '<svg viewBox="10 10 100 50"><g transform="translate(10 10) scale(2)" fill="#ABC"><path d="M0 0h10v5l-5-5z"/></g><path style="fill:none;stroke:black;stroke-width:2" d="m20 20 5 5"/></svg>',
    );
    expect(read).toEqual({
      width: 100,
      height: 50,
      shapes: [
        { segments: [["M", 0, 0], ["L", 20, 0], ["L", 20, 10], ["L", 10, 0], ["Z"]], fill: "#aabbcc" },
        {
          segments: [
            ["M", 10, 10],
            ["L", 15, 15],
          ],
          stroke: { color: "#000000", width: 2, cap: "butt", join: "miter", miter: 4, dashes: [], dashOffset: 0 },
        },
      ],
    });
  });

  it("takes no notice of a typeface that no letters have: drawing programs write it on groups and paths", () => {
    const plain = '<svg viewBox="0 0 4 4"><g><path d="M0 0h4v4z"/></g></svg>';
    const styled =
      '<svg viewBox="0 0 4 4" text-rendering="auto"><g font-family="Inter" style="font-size:12px;letter-spacing:0;text-anchor:middle"><path font-weight="700" d="M0 0h4v4z"/></g></svg>';
    expect(logo(styled)).toEqual(logo(plain));
  });

  it("draws circles, rounded rectangles and arcs as curves", () => {
    const read = logo(
      '<svg width="20" height="20"><circle cx="10" cy="10" r="10"/><rect width="4" height="4" rx="1"/><path d="M0 0a5 5 0 01.5.5q1 1 2 0t2 0"/></svg>',
    );
    const [circle, rectangle, path] = read!.shapes.map(({ segments }) => segments);
    expect(circle!.map(([command]) => command).join("")).toBe("MCCCCZ");
    const top = circle!.flatMap(([, ...points]) => points.filter((_, index) => index % 2 === 1));
    expect([Math.min(...top), Math.max(...top)].map(Math.round)).toEqual([0, 20]);
    expect(rectangle!.filter(([command]) => command === "C")).toHaveLength(4);
    expect(path!.map(([command]) => command).join("")).toBe("MCCC");
  });

  it.each([
    ['<svg viewBox="0 0 1 1"><text>hi</text></svg>', "letters without a font-family"],
    ['<svg viewBox="0 0 1 1"><image href="x.png"/></svg>', "href is not drawn"],
    ['<svg viewBox="0 0 1 1"><path fill="url(#g)" d="M0 0h1"/></svg>', "is not a colour"],
    ['<svg viewBox="0 0 1 1"><path fill="rgb(1 2 3 / 50%)" d="M0 0h1"/></svg>', "is transparent"],
    ['<svg viewBox="0 0 1 1"><path opacity=".5" d="M0 0h1"/></svg>', "opacity is not drawn"],
    ['<svg viewBox="0 0 1 1"><path d="M0 0 5"/></svg>', "<path> cannot be drawn"],
    ['<svg viewBox="0 0 1 1"></svg>', "draws nothing"],
    ["no svg", "needs an <svg>"],
  ])("%s is refused", (svg, message) => {
    expect(problemsOf("{ logo: a.svg }", { "a.svg": svg })).toContainEqual(
      expect.objectContaining({
        code: "invalid-logo",
        message: expect.stringContaining(message) as string,
        where: { file: "a.svg", line: 1 },
      }),
    );
  });
});

describe("a page", () => {
  it("may be turned and have a cover", () => {
    expect(load("plain", {}, "page: { size: Letter, orientation: landscape, cover: true }").page).toMatchObject({
      width: 792,
      height: 612,
      cover: true,
    });
    expect(load("plain", {}, "page: { size: { width: 600, height: 400 }, orientation: portrait }").page).toMatchObject({
      width: 400,
      height: 600,
    });
  });
});

const rect = (about: string): string => `<svg viewBox="0 0 10 10">\n<rect width="4" height="4" ${about}/>\n</svg>`;

describe("colours of a logo", () => {
  it.each([
    ["rgb(255 0 0)", "#ff0000"],
    ["hsl(240, 100%, 50%)", "#0000ff"],
    ["steelblue", "#4682b4"],
    ["currentColor", "#000000"],
  ])("may be written as %s", (fill, read) => {
    expect(
      logo(`<svg viewBox="0 0 1 1"><path fill="${fill}" d="M0 0h1v1z"/><path d="M0 0h1v1z"/></svg>`)?.shapes[0]?.fill,
    ).toBe(read);
  });

  it("may be transparent: then nothing is drawn", () => {
    expect(
      logo('<svg viewBox="0 0 1 1"><path fill="transparent" d="M0 0h1v1z"/><path d="M0 0h1v1z"/></svg>')?.shapes,
    ).toHaveLength(1);
  });
});

describe("a logo whose numbers lead nowhere", () => {
  it.each([
    ["a product beyond all numbers", rect('transform="scale(1e200) scale(1e200) translate(0)"'), 2],
    [
      "parents whose product is",
      `<svg viewBox="0 0 10 10"><g transform="scale(1e200)">\n${'<g transform="scale(-1e200)">'}\n<rect width="4" height="4"/></g></g></svg>`,
      3,
    ],
    ["an infinite angle", rect('transform="rotate(1e999)"'), 2],
    ["an empty list", rect('transform="translate()"'), 2],
    ["a place no PDF holds", rect('transform="translate(1e300)"'), 2],
    ["a stroke without width", rect('stroke="red" stroke-width="wide"'), 2],
  ])("%s is an error with file and line", (_, svg, line) => {
    expect(problemsOf("{ logo: a.svg }", { "a.svg": svg })).toContainEqual(
      expect.objectContaining({ code: "invalid-logo", where: { file: "a.svg", line } }),
    );
  });
});
