import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { BroadsheetError, type Problem } from "../../../../../functions/core/errors.ts";
import { loadTemplate } from "../../../../../functions/core/report/template/load-template.ts";
import { checkBrands } from "../../../../../functions/core/report/template/theme/check-brand.ts";
import { defaultTheme } from "../../../../../functions/core/report/template/theme/default-theme.ts";
import { validateThemeYaml } from "../../../../../functions/core/report/template/template-yaml.ts";
import type { Template, TemplateFiles } from "../../../../../functions/core/report/template/template.ts";
import type { Theme } from "../../../../../functions/core/report/template/theme.ts";

const mark = '<svg viewBox="0 0 10 10"><rect width="10" height="10" fill="#004488"/></svg>';

function filesOf(brand: string, { theme = "", path = "brand.yml" } = {}): TemplateFiles {
  const texts = {
    "template.yaml": `title: T\ndate: "2026-01-31"\n${theme}`,
    "report.md": "# T\n",
    [path]: brand,
    "logos/mark.svg": mark,
    "logos/wide.svg": mark.replace("0 0 10 10", "0 0 40 10"),
  };
  return new Map(Object.entries(texts).map(([file, text]) => [file, new TextEncoder().encode(text)]));
}

const load = (files: TemplateFiles): Template => loadTemplate("t", "0".repeat(64), files);
const themeOf = (brand: string, theme = ""): Theme => load(filesOf(brand, { theme })).theme;
const unread = (brand: string): unknown => checkBrands(filesOf(brand))[0]?.seen ?? [];

/** What is wrong with a brand that the template names as its base. */
function problemsOf(brand: string): readonly Problem[] {
  try {
    load(filesOf(brand, { theme: "theme: brand.yml\n" }));
  } catch (error) {
    if (error instanceof BroadsheetError) return error.problems;
    throw error;
  }
  return [];
}

/** In the manner of the examples of brand.yml's documentation. */
const acme = `
meta:
  name: { full: Acme Corporation, short: Acme }
  link: https://example.com
logo:
  images:
    mark: logos/mark.svg
    wide: { path: logos/wide.svg, alt: Acme }
  small: mark
  medium: { light: wide, dark: mark }
color:
  palette: { white: "#ffffff", ocean: "#0b4f6c", sea: ocean, rust: "#a63d1f", moss: "#386641" }
  foreground: "#101820"
  background: white
  primary: sea
  secondary: rust
  tertiary: moss
  success: moss
  danger: "#b00020"
  light: "#eeeeee"
typography:
  fonts:
    - { family: Inter, source: google, weight: [400, 700] }
  base: { family: Source Serif 4, size: 11pt, line-height: 1.5 }
  headings: { family: Inter, weight: 600 }
  monospace: IBM Plex Mono
  link: { color: primary }
defaults:
  bootstrap: { version: 5 }
`;

const own = (files: string): string =>
  `typography: { fonts: [{ family: House, source: file, files: [${files}] }], base: House, headings: Inter }`;

describe("a brand.yml", () => {
  it("gives a theme its colours, typefaces and logo; what has no meaning on paper is named", () => {
    expect(themeOf(acme)).toMatchObject({
      ink: "#101820",
      paper: "#ffffff",
      accent: "#0b4f6c",
      good: "#386641",
      bad: "#b00020",
      palette: ["#0b4f6c", "#a63d1f", "#386641"],
      body: "serif",
      headline: "sans",
      sizes: { ...defaultTheme.sizes, body: 11 },
      leading: 16.5,
      logo: { width: 40, height: 10 },
    });
    expect(unread(acme)).toEqual([
      "defaults",
      "color.light",
      "typography.link",
      "typography.headings.weight",
      "logo.small",
    ]);
  });

  it("is what a theme builds on unless it names another base, in the folder of a template or of a theme", () => {
    expect(themeOf("color: { primary: '#004488' }", "theme: { leading: 13 }\n")).toMatchObject({
      accent: "#004488",
      leading: 13,
    });
    expect(themeOf("color: { primary: '#004488' }", "theme: { base: plain }\n").accent).not.toBe("#004488");
    const below = filesOf("color: { primary: '#004488' }", { path: "house/_brand.yml", theme: "theme: house\n" });
    expect(load(below).theme.accent).toBe("#004488");
    const over = new Map(below).set("house/theme.yaml", new TextEncoder().encode("leading: 12\n"));
    expect(load(over).theme).toMatchObject({ accent: "#004488", leading: 12 });
    expect(load(filesOf("color: { primary: navy }", { theme: "theme: brand.yml\n" })).theme.accent).toBe("#000080");
  });

  it("says by warning what is worth watching, not a category's colour", () => {
    const { watch, palette } = themeOf(
      "color: { primary: '#004488', secondary: '#888888', info: '#00876c', warning: '#8a5a00' }",
    );
    expect([watch, palette]).toEqual(["#8a5a00", ["#004488", "#888888", "#00876c"]]);
  });

  it("keeps one corporate colour as the first of the default's when it has too few for charts", () => {
    const { palette } = themeOf("color: { primary: '#004488', secondary: '#888888' }");
    expect([palette[0], palette.length]).toEqual(["#004488", 6]);
    // One of the default's is too close to it for some eyes.
    expect(palette.filter((color) => defaultTheme.palette.includes(color))).toEqual(
      defaultTheme.palette.filter((color) => color !== defaultTheme.accent && color !== "#27435e"),
    );
    expect(unread("color: { primary: '#004488', secondary: '#888888' }")).toEqual(["color.secondary"]);
  });

  it("has its own typefaces from files; others are refused by name, with those that are there", () => {
    expect(problemsOf("typography: { base: Open Sans }")).toMatchObject([
      {
        code: "invalid-brand",
        seen: "Open Sans",
        where: { file: "brand.yml", line: 1 },
        allowed: ["Source Serif 4", "Inter", expect.stringContaining("source: file") as string],
      },
    ]);
    expect(problemsOf("typography: { monospace: Inter }")).toMatchObject([
      { seen: "Inter", allowed: ["IBM Plex Mono", expect.anything()] },
    ]);
    expect(problemsOf(own("{ path: fonts/h.ttf }")).map(({ code, seen }) => [code, seen])).toEqual([
      ["missing-file", "fonts/h.ttf"],
    ]);
    expect(problemsOf(own("{ path: fonts/h.woff2 }"))).toMatchObject([
      { code: "invalid-brand", allowed: expect.stringContaining("TrueType") as string },
    ]);
  });

  it.each([
    ["typography: { base: Open Sans, headings: Inter }", /Open Sans/],
    [own("{ path: fonts/h.ttf }"), /fonts\/h\.ttf does not exist/],
    ["logo: https://example.com/mark.svg", /no file that can be a logo/],
    ["logo: logos/other.svg", /does not exist/],
    ["[]", /must be a mapping/],
    ["color: [", /./],
  ])("that no theme names keeps nothing from loading: what is wrong with it is a warning (%s)", (faulty, message) => {
    for (const path of ["brand.yml", "_brand.yml"]) {
      const brand = faulty.startsWith("color") ? faulty : `${faulty}\ncolor: { primary: '#004488' }\n`;
      const files = filesOf(faulty === "[]" ? faulty : brand, { path });
      const { theme } = load(files);
      const usual = faulty === "[]" || faulty.startsWith("color");
      expect(theme.accent).toBe(usual ? defaultTheme.accent : "#004488");
      expect([theme.logo, theme.fonts]).toEqual([undefined, undefined]);
      expect(checkBrands(files)).toContainEqual(
        expect.objectContaining({ code: "unread-brand", message: expect.stringMatching(message) as string }),
      );
    }
    expect(problemsOf(faulty)).not.toEqual([]);
  });

  it("keeps to the sizes that theme.yaml allows: what it says beyond them is named, and makes no difference", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.constantFrom("200pt", "1.2.3pt", ".pt", "0pt", "5.99pt", "24pt", "24.01pt", "6pt"),
          fc.double({ min: 0, max: 40, noNaN: true }).map((size) => `${size.toFixed(2)}pt`),
        ),
        fc.double({ min: 0.5, max: 2.5, noNaN: true }),
        (size, height) => {
          const brand = stringify({ typography: { base: { size, "line-height": height } } });
          const { sizes, leading } = themeOf(brand);
          const named = unread(brand) as readonly string[];
          const told = named.includes("typography.base.size");
          expect(sizes.body).toBe(told ? defaultTheme.sizes.body : Number(size.slice(0, -2)));
          if (named.includes("typography.base.line-height")) expect(leading).toBe(defaultTheme.leading);
          expect(validateThemeYaml({ sizes: { body: sizes.body }, leading })).toEqual([]);
        },
      ),
      { seed: 6, numRuns: 200 },
    );
  });

  it("refuses what is no colour, goes in a circle, or names a logo that is not here", () => {
    expect(problemsOf("color:\n  primary: blurple\n")).toMatchObject([
      { code: "invalid-brand", where: { line: 2 }, seen: "blurple" },
    ]);
    expect(problemsOf("color:\n  palette: { a: b, b: a }\n  primary: a\n")).not.toEqual([]);
    expect(problemsOf("color: { primary: 'rgb(0 0 0 / 50%)' }")).toMatchObject([{ code: "invalid-brand" }]);
    expect(problemsOf("logo: https://example.com/mark.svg")).toMatchObject([{ code: "invalid-brand" }]);
    expect(problemsOf("logo: logos/other.svg")).toMatchObject([{ code: "missing-file", seen: "logos/other.svg" }]);
    expect(problemsOf("[]")).toMatchObject([{ code: "wrong-type" }]);
    expect(problemsOf("color: red")).toMatchObject([{ code: "invalid-brand" }]);
  });
});

const color = fc.constantFrom(
  ..."#0b4f6c #a63d1f #386641 #5c3c92 #b8860b #2f4f4f ocean navy maroon teal indigo crimson".split(" "),
);
const members = {
  defaults: fc.constant({ shiny: {} }),
  ...Object.fromEntries(
    "foreground background primary secondary tertiary success info warning danger light dark"
      .split(" ")
      .map((role) => [`color.${role}`, color]),
  ),
  "typography.base.family": fc.constantFrom("Inter", "Source Serif 4"),
  "typography.base.size": fc.constantFrom("11pt", "16px", "1rem"),
  "typography.base.line-height": fc.constantFrom(1.4, "1.4"),
  "typography.base.weight": fc.constantFrom(300, 400),
  "typography.headings.family": fc.constantFrom("Inter", "Source Serif 4"),
  "typography.headings.style": fc.constant("italic"),
  "typography.headings.color": color,
  "typography.monospace-inline.color": color,
  "typography.link.decoration": fc.constant("underline"),
  "logo.small": fc.constantFrom("logos/mark.svg", "logos/wide.svg"),
  "logo.medium": fc.constantFrom("logos/mark.svg", "logos/wide.svg"),
  "logo.large": fc.constantFrom("logos/mark.svg", "logos/wide.svg"),
} satisfies Readonly<Record<string, fc.Arbitrary<unknown>>>;
type Members = Readonly<Record<string, unknown>>;

function brandOf(given: Members): string {
  const brand: Record<string, unknown> = { color: { palette: { ocean: "#123456" } } };
  for (const [path, value] of Object.entries(given)) {
    const steps = path.split(".");
    let at = brand;
    for (const step of steps.slice(0, -1)) at = (at[step] ??= {}) as Record<string, unknown>;
    at[steps.at(-1)!] = value;
  }
  return stringify(brand);
}

it("loses nothing silently: each member shapes the theme, says what the theme has anyway, or is named", () => {
  fc.assert(
    fc.property(fc.record(members, { requiredKeys: [] }), (given) => {
      const brand = brandOf(given);
      const theme = themeOf(brand);
      const named = unread(brand) as readonly string[];
      for (const path of Object.keys(given)) {
        const isNamed = named.some((one) => path === one || path.startsWith(`${one}.`));
        if (isNamed) {
          // What is named as not read makes no difference.
          const { [path]: _, ...rest } = given as Members;
          expect(themeOf(brandOf(rest)), path).toEqual(theme);
          continue;
        }
        // What is not named makes one, for some other value of it.
        const others = [
          ...new Set(
            fc.sample(members[path as keyof typeof members] as fc.Arbitrary<unknown>, { numRuns: 24, seed: 1 }),
          ),
        ];
        const { [path]: _, ...rest } = given as Members;
        const without = JSON.stringify(themeOf(brandOf(rest)));
        const differs = (value: unknown): boolean =>
          JSON.stringify(themeOf(brandOf({ ...given, [path]: value }))) !== without;
        expect(others.some(differs), path).toBe(true);
      }
    }),
    { seed: 30, numRuns: process.env["SOAK"] === undefined ? 60 : 2000 },
  );
});

const font = readFileSync(
  join(
    import.meta.dirname,
    "../../../../../node_modules/@expo-google-fonts/ibm-plex-mono/400Regular/IBMPlexMono_400Regular.ttf",
  ),
);

/** A brand whose family "House" has these files, which are there. */
function withFonts(fonts: string): { readonly theme: Theme; readonly named: readonly string[] } {
  const files = new Map(filesOf(`typography: { fonts: [${fonts}], base: House }`));
  for (const cut of ["a", "b", "c"]) files.set(`fonts/${cut}.ttf`, font);
  return { theme: load(files).theme, named: (checkBrands(files)[0]?.seen ?? []) as readonly string[] };
}

describe("the forms in which brands name their fonts", () => {
  it.each([
    ["a list of paths", "{ family: House, source: file, files: [fonts/a.ttf] }", { regular: "fonts/a.ttf" }, []],
    [
      "no source, which means files",
      "{ family: House, files: [{ path: fonts/a.ttf }] }",
      { regular: "fonts/a.ttf" },
      [],
    ],
    [
      "weights as numbers, texts and names",
      "{ family: House, source: file, files: [{ path: fonts/a.ttf, weight: 400 }, { path: fonts/b.ttf, weight: '700' }, { path: fonts/c.ttf, weight: semi-bold }] }",
      { regular: "fonts/a.ttf", bold: "fonts/b.ttf", semibold: "fonts/c.ttf" },
      [],
    ],
    [
      "one file for several weights",
      "{ family: House, source: file, files: [{ path: fonts/a.ttf, weight: [400, 700] }, { path: fonts/b.ttf, weight: 600 }] }",
      { regular: "fonts/a.ttf", bold: "fonts/a.ttf", semibold: "fonts/b.ttf" },
      [],
    ],
    [
      "a range of weights",
      "{ family: House, source: file, files: [{ path: fonts/a.ttf, weight: 100..900 }] }",
      { regular: "fonts/a.ttf", semibold: "fonts/a.ttf", bold: "fonts/a.ttf" },
      [],
    ],
    [
      "weights that reports do not use, which are named",
      "{ family: House, source: file, files: [fonts/a.ttf, { path: fonts/b.ttf, weight: 300 }, { path: fonts/c.ttf, weight: 900, style: italic }] }",
      { regular: "fonts/a.ttf" },
      ["typography.fonts.House.fonts/b.ttf", "typography.fonts.House.fonts/c.ttf"],
    ],
    [
      "files of another kind, which are named",
      "{ family: House, source: file, files: [fonts/a.ttf, { path: fonts/b.woff2, weight: 700 }] }",
      { regular: "fonts/a.ttf" },
      ["typography.fonts.House.fonts/b.woff2"],
    ],
  ] as const)("%s", (_form, fonts, cuts, named) => {
    const found = withFonts(fonts);
    expect(found.theme.fonts?.sans).toEqual(cuts);
    expect(found.named).toEqual(named);
  });
});

it.each([
  ["color:\ntypography:\nlogo:\n", {}],
  ["color: { palette: null, primary: Navy }", { accent: "#000080" }],
  ["color: { primary: { light: '#004488', dark: '#88bbff' } }", { accent: "#004488" }],
  [
    "color: { palette: { brand-blue: { light: '#004488', dark: '#88bbff' } }, primary: brand-blue }",
    { accent: "#004488" },
  ],
  ["color: { primary: 'oklch(0.4 0.1 250)' }", {}],
  ["typography: { base: Inter, headings: { weight: 700 } }", { body: "sans" }],
  ["logo: { images: { mark: logos/mark.svg }, large: mark }", {}],
])("takes what there is of %s", (brand, expected) => {
  expect(problemsOf(brand)).toEqual([]);
  expect(themeOf(brand)).toMatchObject(expected);
});

it.each([
  ["color: { primary: 123456 }", 123456],
  ["color: { primary: [navy] }", ["navy"]],
  ["color: { primary: { dark: '#88bbff' } }", { dark: "#88bbff" }],
  ["typography: { base: { family: [Inter, Arial] } }", "Inter,Arial"],
  ["typography: [Inter]", ["Inter"]],
  ["logo: [logos/mark.svg]", ["logos/mark.svg"]],
])("refuses %s, with what it sees", (brand, seen) => {
  expect(problemsOf(brand)).toMatchObject([{ code: "invalid-brand", seen }]);
});
