import { differenceTo, perceive } from "../../../perceived-color.ts";

/** How far two colours are apart. */
export interface Apartness {
  /** To eyes with three kinds of cones, by CIEDE2000. */
  readonly normal: number;
  /** To those with two, whichever they lack: the least difference. */
  readonly dichromat: number;
  /** In grey print: the difference of lightness, L* of CIELAB. */
  readonly grey: number;
}

/** What is asked of pairs of roles, and of those with `watch`. */
export interface RolesApart {
  readonly roles: Apartness;
  readonly watch: Apartness;
}

/** Searches ask for the same few pairs again and again. */
const known = new Map<string, Apartness>();
const mostKnown = 60_000;

/** How far two colours `#rrggbb` are apart. */
export function apartness(one: string, other: string): Apartness {
  const key = one < other ? one + other : other + one;
  const found = known.get(key);
  if (found !== undefined) return found;
  const [first, second] = [perceive(one), perceive(other)];
  const apart = {
    normal: differenceTo("normal", first, second),
    dichromat: Math.min(
      differenceTo("protanopia", first, second),
      differenceTo("deuteranopia", first, second),
      differenceTo("tritanopia", first, second),
    ),
    grey: Math.round(Math.abs(first.normal.l - second.normal.l) * 1000) / 1000,
  };
  if (known.size >= mostKnown) known.clear();
  known.set(key, apart);
  return apart;
}

/** Whether two roles' colours are told apart. */
export function areApart(role: string, color: string, other: string, seen: string, bar: RolesApart): boolean {
  const least = role === "watch" || other === "watch" ? bar.watch : bar.roles;
  const { normal, dichromat, grey } = apartness(color, seen);
  return grey >= least.grey && normal >= least.normal && dichromat >= least.dichromat;
}
