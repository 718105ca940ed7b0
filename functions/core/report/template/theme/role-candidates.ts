import { contrastRatio } from "../../../contrast-ratio.ts";
import { hexOfOklch } from "../../../perceived-color.ts";
import type { Theme } from "../theme.ts";
import { carriesText } from "./color-ramps.ts";

/** A role that a theme may leave to us, in the order in which they are chosen. */
export type ChosenRole = "bad" | "good" | "watch" | "above" | "below";

/** A colour that a role may have, and how far it is from what is usual. */
export interface Candidate {
  readonly color: string;
  readonly cost: number;
}

interface Preference {
  /** Hues in OKLCH, degrees, the usual one first. */
  readonly hues: readonly number[];
  /** Hues between and beside them, for accents that leave little room. */
  readonly more: readonly number[];
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
  bad: { hues: [27, 40, 350, 335], more: [20, 34, 14, 0, 340], lightness: 50, contrast: 4.5 },
  good: { hues: [155, 165, 145, 178], more: [138, 190, 200], lightness: 47, contrast: 4.5 },
  above: { hues: [250, 240, 258, 230], more: [265, 272], lightness: 45, contrast: 3 },
  below: { hues: [65, 75, 55, 85, 310], more: [48, 320], lightness: 60, contrast: 3 },
  watch: { hues: [80, 70, 90, 60, 100], more: [50, 110], lightness: 52, contrast: 4.5 },
};
export const chosenRoles = Object.keys(preferences) as readonly ChosenRole[];

/** The colours of a role that are tried. */
interface Variety {
  readonly hues: (preference: Preference) => readonly number[];
  /** Lightness in OKLCH, percent. */
  readonly levels: readonly number[];
  /** Chroma in OKLCH, the usual one first. */
  readonly chromas: readonly number[];
}

const varieties = {
  usual: {
    hues: ({ hues }) => hues,
    levels: [29, 32, 35, 38, 41, 44, 47, 50, 53, 56, 59, 62, 65, 68, 72, 76, 80, 84, 88],
    chromas: [0.17],
  },
  fine: {
    hues: ({ hues, more }) => [...hues, ...more],
    levels: Array.from({ length: 30 }, (_, index) => 30 + 2 * index),
    chromas: [0.17, 0.12],
  },
} as const satisfies Readonly<Record<string, Variety>>;

/**
 * Colours that a role may have on a theme's paper, the one closest to its preference first.
 *
 * @param own whether the theme's own colour is one of them, before all others
 */
export function candidatesFor(
  role: ChosenRole,
  theme: Theme,
  variety: keyof typeof varieties,
  own: boolean,
): readonly Candidate[] {
  const { contrast } = preferences[role];
  const suits = ({ color }: Candidate): boolean =>
    contrastRatio(color, theme.paper) >= contrast &&
    (contrast < 4.5 ? carriesText(color, theme) : contrastRatio(color, theme.tint) >= contrast);
  return [...(own ? [{ color: theme[role], cost: 0 }] : []), ...preferred(role, variety)].filter(suits);
}

const preferredColors = new Map<string, readonly Candidate[]>();

/** The colours of a role's hues, by how far they are from what is usual; made once. */
function preferred(role: ChosenRole, variety: keyof typeof varieties): readonly Candidate[] {
  const known = preferredColors.get(`${role} ${variety}`);
  if (known !== undefined) return known;
  const { hues, levels, chromas }: Variety = varieties[variety];
  const { lightness } = preferences[role];
  const costs = new Map<string, number>();
  for (const [index, h] of hues(preferences[role]).entries())
    for (const [fainter, c] of chromas.entries())
      for (const level of levels) {
        const color = hexOfOklch({ l: level / 100, c, h });
        const cost = 1 + index * 8 + fainter * 10 + Math.round((level - lightness) ** 2 / 4);
        if (cost < (costs.get(color) ?? Infinity)) costs.set(color, cost);
      }
  const made = [...costs].map(([color, cost]) => ({ color, cost })).toSorted((one, other) => one.cost - other.cost);
  preferredColors.set(`${role} ${variety}`, made);
  return made;
}
