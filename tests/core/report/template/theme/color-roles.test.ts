import { describe, expect, test } from "vitest";
import { contrastRatio } from "../../../../../functions/core/contrast-ratio.ts";
import { loadTemplate } from "../../../../../functions/core/report/template/load-template.ts";
import { checkTheme } from "../../../../../functions/core/report/template/theme/check-theme.ts";
import { shippedThemes } from "../../../../../functions/core/report/template/theme/read-theme.ts";
import type { Theme } from "../../../../../functions/core/report/template/theme.ts";
import { seededNumbers } from "../../layout/seeded/seeded-numbers.ts";
import { ciede2000, eyes, lab, see, type Triple } from "./eyes.ts";

/**
 * A colour has one meaning on a page: the accent, good, bad, above and below are told apart by four kinds of eyes and
 * in grey print, or a warning names the pair that an accent leaves no room to tell apart; what is printed in them, and
 * on the ramps made of them, can be read. The colours of categories are apart too, and the accent is one of them.
 */

/** Least difference to eyes with three kinds of cones and with two (CIEDE2000), and in grey (L*). */
const apart = { normal: 15, dichromat: 10, grey: 5 };
const soak = process.env["SOAK"] === "1";

/** Accents of known houses: newspapers, banks, makers, carriers, public bodies. */
const brands = {
  economist: "#e3120b",
  ft: "#0d7680",
  oecd: "#0e3a5d",
  who: "#008dc9",
  eu: "#003399",
  unicef: "#1cabe2",
  ibm: "#0f62fe",
  siemens: "#009999",
  telekom: "#e20074",
  ing: "#ff6200",
  ubs: "#e60000",
  bvg: "#f0d722",
  post: "#ffcc00",
  deere: "#367c2b",
  spotify: "#1db954",
  ups: "#351c15",
  barclays: "#00aeef",
  yahoo: "#5f01d1",
  black: "#111111",
  grey: "#6b7280",
};

const grounds = {
  white: {},
  salmon: { paper: "#fff1e5", tint: "#f6e0cf" },
  dark: { paper: "#16181d", tint: "#23262e", ink: "#f2f2ee", muted: "#b4b6b9", rule: "#4a4d55" },
};

function themeOf(fields: Readonly<Record<string, unknown>>): Theme {
  const yaml = `title: T\ndate: "2024-06-30"\ntheme: ${JSON.stringify(fields)}\n`;
  const files = Object.entries({ "template.yaml": yaml, "report.md": "# T\n" });
  return loadTemplate("t", "0".repeat(64), new Map(files.map(([path, text]) => [path, new TextEncoder().encode(text)])))
    .theme;
}

function rolesOf({ accent, good, bad, above, below }: Theme): Readonly<Record<string, string>> {
  return { accent, good, bad, above, below };
}

/** The pairs of roles that look alike and of which a warning tells. */
function warnedPairs(theme: Theme): readonly string[] {
  return checkTheme(theme).flatMap(({ code, seen }) => (code === "alike-colours" ? (seen as readonly string[]) : []));
}

/** What breaks the promise without a warning, in words. */
function faultsOf(theme: Theme): readonly string[] {
  const warned = warnedPairs(theme);
  const untold = mingled(theme).filter(
    (fault) => !warned.some((pair) => fault.startsWith(pair.split(" ").slice(0, 5).join(" "))),
  );
  return [...untold, ...faint(theme), ...rampFaults(theme), ...alikeCategories(theme)];
}

function alikeCategories({ palette, widePalette = [], accent, paper }: Theme): readonly string[] {
  return [palette, widePalette].flatMap((colors) =>
    colors.flatMap((one, index) => [
      ...(contrastRatio(one, paper) < 3 && one !== accent ? [`category ${one} is faint`] : []),
      ...colors.slice(index + 1).flatMap((other) =>
        Object.entries(eyes).flatMap(([kind, matrix]) => {
          const difference = ciede2000(lab(see(one, matrix)), lab(see(other, matrix)));
          return difference < 8.9 ? [`categories ${one} and ${other}: ${difference.toFixed(1)} to ${kind}`] : [];
        }),
      ),
    ]),
  );
}

function mingled(theme: Theme): readonly string[] {
  const roles = Object.entries(rolesOf(theme));
  const faults: string[] = [];
  for (const [index, [one, first]] of roles.entries())
    for (const [other, second] of roles.slice(index + 1)) {
      for (const [kind, matrix] of Object.entries(eyes)) {
        const difference = ciede2000(lab(see(first, matrix)), lab(see(second, matrix)));
        const least = kind === "normal" ? apart.normal : apart.dichromat;
        if (difference < least)
          faults.push(`${one} ${first} and ${other} ${second}: ${difference.toFixed(1)} to ${kind}`);
      }
      const grey = Math.abs(lightness(first) - lightness(second));
      if (grey < apart.grey) faults.push(`${one} ${first} and ${other} ${second}: ${grey.toFixed(1)} in grey`);
    }
  // Traffic lights stand beside each other; each has a shape of its own in grey.
  for (const other of ["good", "bad"] as const)
    for (const [kind, matrix] of Object.entries(eyes))
      if (ciede2000(lab(see(theme.watch, matrix)), lab(see(theme[other], matrix))) < 8)
        faults.push(`watch ${theme.watch} and ${other} ${theme[other]} to ${kind}`);
  return faults;
}

function faint(theme: Theme): readonly string[] {
  const { paper, tint } = theme;
  const texts = (["good", "watch", "bad"] as const).flatMap((role) =>
    [paper, tint].map((ground) => [role, theme[role], ground, 4.5] as const),
  );
  const marks = (["above", "below"] as const).map((role) => [role, theme[role], paper, 3] as const);
  return [...texts, ...marks]
    .filter(([, color, ground, least]) => contrastRatio(color, ground) < least)
    .map(([role, color, ground]) => `${role} ${color} is faint on ${ground}`);
}

function rampFaults({ accent, above, below, sequential, diverging, ink, paper }: Theme): readonly string[] {
  const faults: string[] = [];
  for (const color of [...sequential, ...diverging])
    if (Math.max(contrastRatio(ink, color), contrastRatio(paper, color)) < 4.5) faults.push(`no text on ${color}`);
  const away = (color: string): number => Math.abs(lightness(color) - lightness(paper));
  const grows = (colors: readonly string[]): boolean =>
    colors.every((color, index) => index === 0 || away(color) > away(colors[index - 1]!));
  const middle = (diverging.length - 1) / 2;
  if (!grows(sequential)) faults.push(`sequential does not lead away from the paper: ${sequential.join(" ")}`);
  if (!grows(diverging.slice(middle))) faults.push(`above zero: ${diverging.join(" ")}`);
  if (!grows(diverging.slice(0, middle + 1).reverse())) faults.push(`below zero: ${diverging.join(" ")}`);
  for (const [name, color] of [
    ["sequential", sequential.at(-1)!],
    ["above", above],
    ["below", below],
  ] as const)
    if (contrastRatio(color, paper) < 3) faults.push(`the end of ${name}, ${color}, is faint`);
  for (const color of [sequential[0]!, diverging[middle]!])
    if (contrastRatio(color, paper) < 1.1) faults.push(`${color} cannot be told from the paper`);
  if (diverging[0] !== below || diverging.at(-1) !== above) faults.push("the diverging ramp does not end in its roles");
  const strong = sequential.at(-2)!;
  if (chroma(accent) > 20 && chroma(strong) > 15 && turn(hue(accent), hue(strong)) > 25)
    faults.push(`sequential ${strong} has not the hue of the accent ${accent}`);
  return faults;
}

function labOf(color: string): Triple {
  return lab(see(color, eyes.normal));
}

function lightness(color: string): number {
  return labOf(color)[0];
}

function chroma(color: string): number {
  const [, a, b] = labOf(color);
  return Math.hypot(a, b);
}

function hue(color: string): number {
  const [, a, b] = labOf(color);
  return (Math.atan2(b, a) * 180) / Math.PI;
}

function turn(one: number, other: number): number {
  const difference = Math.abs(one - other) % 360;
  return Math.min(difference, 360 - difference);
}

/** Palettes as companies have them: an accent, and sometimes paper, tint and ink of their own. */
function generatedThemes(): readonly Readonly<Record<string, string>>[] {
  const next = seededNumbers(30);
  const pick = (from: number, to: number): number => Math.round(from + next() * (to - from));
  const around = Array.from(
    { length: soak ? 540 : 45 },
    () => `hsl(${pick(0, 359)} ${pick(45, 100)}% ${pick(20, 65)}%)`,
  );
  const papers = Object.values(grounds);
  return [...Object.values(brands), ...around].map((accent, index) => ({ ...papers[index % papers.length], accent }));
}

test("no role looks black, or white on dark paper; where an accent leaves no room, a warning names the pair", () => {
  const themes = generatedThemes().map((fields) => ({ fields, theme: themeOf(fields) }));
  const colourless = themes.flatMap(({ fields, theme }) =>
    (["good", "bad", "watch", "above", "below"] as const)
      .filter((role) => contrastRatio(theme[role], theme.paper) > 8.5 || chroma(theme[role]) < 15)
      .map((role) => `${JSON.stringify(fields)}: ${role} ${theme[role]}`),
  );
  expect(colourless).toEqual([]);
  expect(
    themes.flatMap(({ fields, theme }) => faultsOf(theme).map((fault) => `${fields["accent"]}: ${fault}`)),
  ).toEqual([]);
  const warned = themes.filter(({ theme }) => warnedPairs(theme).length > 0);
  expect(warned.length).toBeLessThan(themes.length / 4);
});

test("a theme's colours do not depend on the themes that were read before", () => {
  const diverging = ["#8a5a00", "#c9a66b", "#e6e6e6", "#7fa3c7", "#1f4e79"];
  const { paper } = shippedThemes["default"]!;
  // The same colours, of which one says that its paper is its own: its sequential ramp is made for it.
  const own = themeOf({ diverging, paper }).sequential;
  expect(themeOf({ diverging }).sequential).toEqual(shippedThemes["default"]!.sequential);
  expect(themeOf({ diverging, paper }).sequential).toEqual(own);
});

test.each(Object.entries(shippedThemes))(
  "a theme that repeats a colour of its base, %s, gets no others",
  (base, theme) => {
    for (const name of ["paper", "tint", "ink", "good", "bad", "watch", "above", "below", "diverging"] as const) {
      const settled = themeOf({ base, [name]: theme[name] });
      expect({ ...rolesOf(settled), watch: settled.watch }, name).toEqual({ ...rolesOf(theme), watch: theme.watch });
    }
  },
);

test.each(Object.entries(shippedThemes))("the roles of the %s theme stay apart, and are readable", (_, theme) => {
  expect(faultsOf(theme)).toEqual([]);
  expect(checkTheme(theme)).toEqual([]);
});

describe.each(Object.entries(grounds))("a theme that sets only its accent, on %s", (_, ground) => {
  const hues = Array.from({ length: soak ? 120 : 12 }, (_each, index) => index * (soak ? 3 : 30) + 5);
  const levels = soak ? [20, 30, 40, 50, 60, 70] : [30, 55];
  const around = hues.flatMap((angle) =>
    levels.map((level) => `hsl(${angle} ${soak ? 60 + (angle % 40) : 85}% ${level}%)`),
  );

  test("keeps them apart all around the circle of hues", () => {
    const faults = around.flatMap((accent) =>
      faultsOf(themeOf({ ...ground, accent })).map((each) => `${accent}: ${each}`),
    );
    expect(faults).toEqual([]);
  });

  test("keeps them apart for the brands that people know", () => {
    const faults = Object.entries(brands).flatMap(([name, accent]) =>
      faultsOf(themeOf({ ...ground, accent })).map((each) => `${name}: ${each}`),
    );
    expect(faults).toEqual([]);
  });
});
