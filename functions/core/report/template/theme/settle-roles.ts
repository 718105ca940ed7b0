import { contrastRatio } from "../../../contrast-ratio.ts";
import { hexOfOklch } from "../../../perceived-color.ts";
import type { Theme } from "../template.ts";
import { carriesText, divergingFrom, sequentialFrom } from "./color-ramps.ts";
import { areApart, type Apartness } from "./roles-apart.ts";

/** A role that a theme may leave to us, in the order in which they are chosen. */
type ChosenRole = "bad" | "good" | "watch" | "above" | "below";

interface Preference {
  /** Hues in OKLCH, degrees, the usual one first. */
  readonly hues: readonly number[];
  /** Lightness in OKLCH, percent. */
  readonly lightness: number;
  /** Least contrast with the paper, and with the tint behind text. */
  readonly contrast: number;
}

/**
 * Good is green and bad red as far as the accent allows; above and below are blue and ochre, which dichromats tell
 * apart.
 */
const preferences: Readonly<Record<ChosenRole, Preference>> = {
  bad: { hues: [27, 40, 350, 335], lightness: 50, contrast: 4.5 },
  good: { hues: [155, 165, 145, 178], lightness: 47, contrast: 4.5 },
  above: { hues: [250, 240, 258, 230], lightness: 45, contrast: 3 },
  below: { hues: [65, 75, 55, 85, 310], lightness: 60, contrast: 3 },
  watch: { hues: [80, 70, 90, 60, 100], lightness: 52, contrast: 4.5 },
};
const chosen = Object.keys(preferences) as readonly ChosenRole[];
/** Lightness of the colours that are tried. */
const levels = [29, 32, 35, 38, 41, 44, 47, 50, 53, 56, 59, 62, 65, 68, 72, 76, 80, 84, 88];
const mostChroma = 0.17;

/** How far apart the roles shall be; the second if the first cannot be. */
const bars: readonly Apartness[] = [
  { normal: 19, dichromat: 12, grey: 5.5 },
  { normal: 15.5, dichromat: 10.2, grey: 5.1 },
];
/** Most colours that one search builds on. */
const mostTries = 4000;

interface Candidate {
  readonly color: string;
  readonly cost: number;
}

type Settled = Pick<Theme, ChosenRole | "sequential" | "diverging">;
/** What decides them. */
const settledFields = ["ink", "paper", "tint", "accent", ...chosen, "sequential", "diverging"] as const;

const kept = new Map<string, Settled>();
const mostKept = 100;

/** A theme as its fields and those of its bases make it, before the roles that they leave open are settled. */
export interface LayeredTheme {
  readonly theme: Theme;
  /** Names of the fields that it, or a base of its own, gives. */
  readonly given: ReadonlySet<string>;
  /** The shipped theme at its bottom. */
  readonly shipped: Theme;
}

/**
 * Gives the roles of colour that a theme's fields leave open. With an accent of its own a theme gets a `sequential`
 * ramp in its hue and roles that are apart from it and from each other to four kinds of eyes and in grey, in usual hues
 * where these are free; otherwise it keeps its base's, as far as they suit the fields given. `diverging` leads from
 * `below` to `above`. If no colours are far enough apart, the base's stay, and `checkTheme` warns.
 */
export function settleRoles({ theme, given, shipped }: LayeredTheme): Theme {
  const accented = theme.accent !== shipped.accent;
  const derived = accented || ["paper", "tint", "ink"].some((name) => given.has(name));
  const own = [...chosen, "sequential", "diverging"].filter((name) => given.has(name));
  if (!derived && own.length === 0) return theme;
  const key = JSON.stringify([own, accented, ...settledFields.map((name) => theme[name])]);
  const known = kept.get(key);
  if (known !== undefined) return { ...theme, ...known };
  const roles = chooseRoles(theme, given, accented);
  const settled = {
    ...roles,
    sequential: given.has("sequential") || !derived ? theme.sequential : sequentialFrom(theme.accent, theme),
    diverging: given.has("diverging") ? theme.diverging : divergingFrom(roles.below, roles.above, theme),
  };
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, settled);
  return { ...theme, ...settled };
}

function chooseRoles(theme: Theme, given: ReadonlySet<string>, accented: boolean): Pick<Theme, ChosenRole> {
  const fixed = new Map<string, string>([["accent", theme.accent]]);
  for (const role of chosen) if (given.has(role)) fixed.set(role, theme[role]);
  // A theme's own diverging colours say which are above and below, unless it names them.
  if (given.has("diverging")) {
    if (!fixed.has("below")) fixed.set("below", theme.diverging[0]!);
    if (!fixed.has("above")) fixed.set("above", theme.diverging.at(-1)!);
  }
  const open = chosen.filter((role) => !fixed.has(role));
  const candidates = new Map(open.map((role) => [role, candidatesFor(role, theme, accented)]));
  let settled: ReadonlyMap<string, string> | undefined;
  for (const bar of bars) settled ??= search(open, candidates, fixed, bar);
  const { good, bad, watch, above, below } = theme;
  return {
    good,
    bad,
    watch,
    above,
    below,
    ...Object.fromEntries([...(settled ?? fixed)].filter(([role]) => role !== "accent")),
  };
}

/**
 * The colours that cost least in all, of which each is apart from the others and from those fixed.
 *
 * @returns undefined if there are none, or none was found in the tries allowed
 */
function search(
  open: readonly ChosenRole[],
  candidates: ReadonlyMap<ChosenRole, readonly Candidate[]>,
  fixed: ReadonlyMap<string, string>,
  bar: Apartness,
): ReadonlyMap<string, string> | undefined {
  let best: { readonly cost: number; readonly colors: ReadonlyMap<string, string> } | undefined;
  let tries = 0;
  const pairs = new Map<string, boolean>();
  const fits = (role: string, color: string, [other, seen]: readonly [string, string]): boolean => {
    const key = `${role} ${color} ${other} ${seen}`;
    const known = pairs.get(key) ?? areApart(role, color, other, seen, bar);
    pairs.set(key, known);
    return known;
  };
  const choose = (index: number, cost: number, colors: ReadonlyMap<string, string>): void => {
    const role = open[index];
    if (role === undefined) best = { cost, colors };
    for (const candidate of role === undefined ? [] : candidates.get(role)!) {
      const sum = cost + candidate.cost;
      if (tries > mostTries || (best !== undefined && sum >= best.cost)) return;
      if (![...colors].every((other) => fits(role!, candidate.color, other))) continue;
      tries += 1;
      choose(index + 1, sum, new Map([...colors, [role!, candidate.color]]));
    }
  };
  choose(0, 0, fixed);
  return best?.colors;
}

/** Colours that a role may have on a theme's paper, the one closest to its preference first. */
function candidatesFor(role: ChosenRole, theme: Theme, accented: boolean): readonly Candidate[] {
  const { hues, lightness, contrast } = preferences[role];
  const suits = (color: string): boolean =>
    contrastRatio(color, theme.paper) >= contrast &&
    (contrast < 4.5 ? carriesText(color, theme) : contrastRatio(color, theme.tint) >= contrast);
  const costs = new Map<string, number>();
  if (!accented && suits(theme[role])) costs.set(theme[role], 0);
  for (const [index, h] of hues.entries())
    for (const level of levels) {
      const color = hexOfOklch({ l: level / 100, c: mostChroma, h });
      const cost = 1 + index * 8 + Math.round((level - lightness) ** 2 / 4);
      if (cost < (costs.get(color) ?? Infinity) && suits(color)) costs.set(color, cost);
    }
  return [...costs].map(([color, cost]) => ({ color, cost })).toSorted((one, other) => one.cost - other.cost);
}
