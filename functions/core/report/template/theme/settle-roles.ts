import { contrastRatio } from "../../../contrast-ratio.ts";
import type { Theme } from "../theme.ts";
import { divergingFrom, sequentialFrom } from "./color-ramps.ts";
import { candidatesFor, chosenRoles as chosen, type Candidate, type ChosenRole } from "./role-candidates.ts";
import { areApart, type RolesApart } from "./roles-apart.ts";

/** What is asked of `watch`, which has a shape of its own beside good and bad, so that grey need not tell it. */
const watch = { normal: 14, dichromat: 8.2, grey: 0 };
/** How far apart the roles shall be; the second if the first cannot be. */
const bars: readonly RolesApart[] = [
  { roles: { normal: 19, dichromat: 12, grey: 5.5 }, watch },
  { roles: { normal: 15.5, dichromat: 10.2, grey: 5.1 }, watch },
];
/**
 * What is given up, in this order, where an accent leaves no such colours but dark ones that look black: the difference
 * in grey print, where shapes and signs tell what colours do not; then that of `watch`, which has a shape; then some of
 * that to dichromats. `checkTheme` warns of each pair.
 */
const lowered: readonly RolesApart[] = [
  { roles: { normal: 15.5, dichromat: 10.2, grey: 3 }, watch },
  { roles: { normal: 15.5, dichromat: 10.2, grey: 3 }, watch: { normal: 12, dichromat: 5, grey: 0 } },
  { roles: { normal: 15.5, dichromat: 10.2, grey: 0 }, watch: { normal: 12, dichromat: 5, grey: 0 } },
  { roles: { normal: 15.5, dichromat: 7, grey: 0 }, watch: { normal: 12, dichromat: 5, grey: 0 } },
  { roles: { normal: 12, dichromat: 5, grey: 0 }, watch: { normal: 9, dichromat: 3, grey: 0 } },
];
/** Beyond this contrast with the paper a colour of text looks black on light paper, or white on dark. */
const colourless = 8.5;
/** Most colours that one search builds on; fewer where it has many to choose from. */
const mostTries = 5000;
const mostFineTries = 600;

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
  const listed = (variety: "usual" | "fine"): ReadonlyMap<ChosenRole, readonly Candidate[]> =>
    new Map(open.map((role) => [role, candidatesFor(role, theme, variety, !accented)]));
  const candidates = listed("usual");
  // What a base has, and is far enough apart, stays: a theme that sets nothing new looks like it.
  const own = narrowed(candidates, ({ cost }) => cost === 0);
  const coloured = ({ color, cost }: Candidate): boolean =>
    cost === 0 || contrastRatio(color, theme.paper) <= colourless;
  const seen = narrowed(candidates, coloured);
  let settled = search(open, own, fixed, bars.at(-1)!);
  for (const bar of bars) settled ??= search(open, seen, fixed, bar);
  if (settled === undefined) {
    const fine = narrowed(listed("fine"), coloured);
    for (const bar of [bars.at(-1)!, ...lowered]) settled ??= search(open, fine, fixed, bar, mostFineTries);
  }
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

function narrowed(
  lists: ReadonlyMap<ChosenRole, readonly Candidate[]>,
  keep: (candidate: Candidate) => boolean,
): ReadonlyMap<ChosenRole, readonly Candidate[]> {
  return new Map([...lists].map(([role, list]) => [role, list.filter(keep)]));
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
  bar: RolesApart,
  most = mostTries,
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
      if (tries > most || sum >= (best?.cost ?? Infinity)) return;
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
