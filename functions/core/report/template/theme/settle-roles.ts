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
/** Beyond this contrast with the paper a colour of text looks black on light paper, or white on dark. */
const colourless = 8.5;
/** Most colours that one search builds on. */
const mostTries = 5000;

interface Candidate {
  readonly color: string;
  readonly cost: number;
}

type Settled = Pick<Theme, ChosenRole | "sequential" | "diverging">;
/** What decides them. */
const settledFields = ["ink", "paper", "tint", "accent", ...chosen, "sequential", "diverging"] as const;

const kept = new Map<string, Settled>();
const mostKept = 400;

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
 * where these are free, and as colours rather than as black where they can; otherwise it keeps its base's, as far as
 * they suit the fields given. `diverging` leads from `below` to `above`. If no colours are far enough apart, the
 * base's stay, and `checkTheme` warns.
 */
export function settleRoles({ theme, given, shipped }: LayeredTheme): Theme {
  const accented = theme.accent !== shipped.accent;
  const derived = accented || ["paper", "tint", "ink"].some((name) => given.has(name));
  const own = [...chosen, "sequential", "diverging"].filter((name) => given.has(name));
  if (!derived && own.length === 0) return theme;
  const key = JSON.stringify([own, derived, accented, ...settledFields.map((name) => theme[name])]);
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
  // What a base has, and is far enough apart, stays: a theme that sets nothing new looks like it.
  const own = new Map([...candidates].map(([role, list]) => [role, list.filter(({ cost }) => cost === 0)]));
  let settled = search(open, own, fixed, bars.at(-1)!);
  const seen = new Map(
    [...candidates].map(([role, list]) => [
      role,
      list.filter(({ color, cost }) => cost === 0 || contrastRatio(color, theme.paper) <= colourless),
    ]),
  );
  for (const list of [seen, candidates]) for (const bar of bars) settled ??= search(open, list, fixed, bar);
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
  const suits = (role: string, color: string): boolean =>
    [...fixed].every(([other, seen]) => areApart(role, color, other, seen, bar));
  const lists = open.map((role) => candidates.get(role)!.filter(({ color }) => suits(role, color)));
  let best: { readonly cost: number; readonly colors: readonly string[] } | undefined;
  let tries = 0;
  const colors: string[] = [];
  const stands = (index: number, { color }: Candidate): boolean =>
    colors.every((other, before) => areApart(open[index]!, color, open[before]!, other, bar));
  // The least that the roles from one on can cost beside those chosen.
  const leastFrom = (from: number): number => {
    let sum = 0;
    for (let index = from; index < open.length && sum < Infinity; index += 1)
      sum += lists[index]!.find((candidate) => stands(index, candidate))?.cost ?? Infinity;
    return sum;
  };
  const choose = (index: number, cost: number): void => {
    if (index === open.length) best = { cost, colors: [...colors] };
    for (const candidate of lists[index] ?? []) {
      const sum = cost + candidate.cost;
      if (tries > mostTries || sum >= (best?.cost ?? Infinity)) return;
      if (!stands(index, candidate)) continue;
      tries += 1;
      colors.push(candidate.color);
      if (sum + leastFrom(index + 1) < (best?.cost ?? Infinity)) choose(index + 1, sum);
      colors.pop();
    }
  };
  choose(0, 0);
  return best === undefined
    ? undefined
    : new Map([...fixed, ...open.map((role, at) => [role, best!.colors[at]!] as const)]);
}

/** Colours that a role may have on a theme's paper, the one closest to its preference first. */
function candidatesFor(role: ChosenRole, theme: Theme, accented: boolean): readonly Candidate[] {
  const { contrast } = preferences[role];
  const suits = ({ color }: Candidate): boolean =>
    contrastRatio(color, theme.paper) >= contrast &&
    (contrast < 4.5 ? carriesText(color, theme) : contrastRatio(color, theme.tint) >= contrast);
  const own = accented ? [] : [{ color: theme[role], cost: 0 }];
  return [...own, ...preferred(role)].filter(suits);
}

const preferredColors = new Map<ChosenRole, readonly Candidate[]>();

/** The colours of a role's hues, by how far they are from what is usual; made once. */
function preferred(role: ChosenRole): readonly Candidate[] {
  const known = preferredColors.get(role);
  if (known !== undefined) return known;
  const { hues, lightness } = preferences[role];
  const costs = new Map<string, number>();
  for (const [index, h] of hues.entries())
    for (const level of levels) {
      const color = hexOfOklch({ l: level / 100, c: mostChroma, h });
      const cost = 1 + index * 8 + Math.round((level - lightness) ** 2 / 4);
      if (cost < (costs.get(color) ?? Infinity)) costs.set(color, cost);
    }
  const made = [...costs].map(([color, cost]) => ({ color, cost })).toSorted((one, other) => one.cost - other.cost);
  preferredColors.set(role, made);
  return made;
}
