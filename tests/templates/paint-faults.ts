import { contrastRatio } from "../../functions/core/contrast-ratio.ts";
import type { Paint } from "../core/report/pdf/read-paints.ts";
import { ciede2000, eyes, lab, see } from "../core/report/template/theme/eyes.ts";

/** Colours of a theme that this needs to know. */
export interface Grounds {
  readonly paper: string;
  /** Hairlines between rows, and gridlines: they part what is readable without them. */
  readonly rule: string;
}

/** Least contrast of text, and of what a reader must see of a figure (WCAG 2.2, 1.4.3 and 1.4.11). */
const least = { text: 4.5, mark: 3 };
/** Least difference of two marks of one figure: CIEDE2000 to every kind of eyes, and L* in grey print. */
const apart = { eyes: 8.9, grey: 4 };
/** Least L* by which a band, a cell or a range differs from what it lies on. */
const shade = 4;
/** Most colours of a figure whose colours name things. */
const most = 16;
/** Widest hairline, points. */
const hairline = 1;

/**
 * What of a page cannot be read or told apart: text and marks that are faint on what lies under them, and marks of one
 * figure that look alike to one of four kinds of eyes or in grey print. It reads only what the PDF paints.
 *
 * A fill that something stands on (a cell with its text, a band with its line, a range of a bullet) is a ground: only
 * what stands on it must be strong. A figure of very many colours shows a scale, whose ends the theme's tests judge.
 */
export function paintFaults(paints: readonly Paint[], grounds: Grounds): readonly string[] {
  const shown = paints.filter((paint) => Number.isFinite(paint.at[0]));
  const scales = [...Map.groupBy(shown, ({ sequence }) => sequence)]
    .filter(([, figure]) => new Set(figure.map(({ color }) => color)).size > most)
    .map(([sequence]) => sequence);
  const judged = shown.filter(({ kind, sequence }) => kind === "text" || !scales.includes(sequence));
  const faults = judged.flatMap((paint) => {
    const at = shown.indexOf(paint);
    return faint(paint, shown.slice(0, at), shown.slice(at + 1), grounds);
  });
  return [...new Set([...faults, ...alike(judged, grounds)])];
}

function faint(paint: Paint, before: readonly Paint[], after: readonly Paint[], grounds: Grounds): readonly string[] {
  const under = placesOf(paint).map(([x, y]) => groundAt(before, x, y, grounds.paper));
  const contrasts = under.map((ground) => contrastRatio(blend(paint, ground), ground));
  // A text must be read all along; a mark is seen if its edge is.
  const worst = paint.kind === "text" ? Math.min(...contrasts) : Math.max(...contrasts);
  const says = (what: string): string =>
    `${what} ${paint.color}${paint.alpha < 1 ? ` at ${paint.alpha.toFixed(2)}` : ""} on ${under[0]}: ${worst.toFixed(2)} (${paint.tag})`;
  if (paint.kind === "text") return worst < least.text ? [says(`text “${paint.text.trim()}”`)] : [];
  // Paper between bars, and halos of labels, show nothing.
  if (worst >= least.mark || paint.color === grounds.paper || paint.alpha === 0) return [];
  if (paint.kind === "stroke") return isHairline(paint, grounds) ? [] : [says("line")];
  // Where nothing stands on one range of a bullet, something does on the same of another.
  const kin = [
    paint,
    ...after.filter(({ kind, color, alpha }) => kind === "fill" && color === paint.color && alpha === paint.alpha),
  ];
  if (!after.some((other) => kin.some((fill) => standsOn(other, fill, grounds)))) return [says("fill")];
  const step = Math.max(...under.map((ground) => Math.abs(lightness(blend(paint, ground)) - lightness(ground))));
  return paint.tag === "Figure" && step < shade ? [says(`ground ${step.toFixed(1)} L* away,`)] : [];
}

/** Whether a paint lies on a fill and can be read there. */
function standsOn(other: Paint, fill: Paint, grounds: Grounds): boolean {
  const [left, bottom, right, top] = other.at;
  const middle = [(left + right) / 2, (bottom + top) / 2] as const;
  const overlaps =
    fill.covers(...middle) ||
    (other.kind === "stroke" && left < fill.at[2] && right > fill.at[0] && bottom <= fill.at[3] && top >= fill.at[1]);
  // The line of an area is its edge.
  const ground = other.kind === "stroke" ? grounds.paper : blend(fill, grounds.paper);
  return (
    overlaps &&
    !isHairline(other, grounds) &&
    contrastRatio(blend(other, ground), ground) >= (other.kind === "text" ? least.text : least.mark)
  );
}

/** Marks of one figure whose colours look alike. */
function alike(paints: readonly Paint[], grounds: Grounds): readonly string[] {
  const figures = Map.groupBy(
    paints.filter(({ kind, tag }) => kind !== "text" && tag === "Figure"),
    ({ sequence }) => sequence,
  );
  return [...figures.values()].flatMap((figure) => {
    const colors = [
      ...new Set(
        figure
          // Axes are no marks.
          .filter(({ kind, width }) => kind === "fill" || width > hairline)
          .map((paint) => blend(paint, grounds.paper))
          .filter((color) => contrastRatio(color, grounds.paper) >= least.mark),
      ),
    ];
    return colors.flatMap((one, index) => colors.slice(index + 1).flatMap((other) => lookAlike(one, other)));
  });
}

/** How two colours look alike, if they do. */
function lookAlike(one: string, other: string): readonly string[] {
  const eye = Object.entries(eyes).flatMap(([kind, matrix]) => {
    const difference = ciede2000(lab(see(one, matrix)), lab(see(other, matrix)));
    return difference < apart.eyes ? [`marks ${one} and ${other}: ${difference.toFixed(1)} to ${kind}`] : [];
  });
  const grey = Math.abs(lightness(one) - lightness(other));
  return grey < apart.grey ? [...eye, `marks ${one} and ${other}: ${grey.toFixed(1)} L* in grey`] : eye;
}

function isHairline({ kind, color, width }: Paint, { rule }: Grounds): boolean {
  return kind === "stroke" && color === rule && width <= hairline;
}

/** Where a paint's ground is looked up: at both ends and the middle of a text, around a mark and in its middle. */
function placesOf({ kind, width, at: [left, bottom, right, top] }: Paint): readonly (readonly [number, number])[] {
  const [x, y] = [(left + right) / 2, (bottom + top) / 2];
  if (kind === "text") return [0.05, 0.5, 0.95].map((share) => [left + share * (right - left), y] as const);
  const out = width / 2 + 0.5;
  return [
    [x, y],
    [left - out, y],
    [right + out, y],
    [x, bottom - out],
    [x, top + out],
  ];
}

function groundAt(before: readonly Paint[], x: number, y: number, paper: string): string {
  return before.reduce(
    (ground, paint) => (paint.kind === "fill" && paint.covers(x, y) ? blend(paint, ground) : ground),
    paper,
  );
}

function blend({ color, alpha }: Paint, ground: string): string {
  if (alpha >= 1) return color;
  const channels = [1, 3, 5].map((start) => {
    const [over, under] = [color, ground].map((each) => Number.parseInt(each.slice(start, start + 2), 16));
    return Math.round(alpha * over! + (1 - alpha) * under!);
  });
  return `#${channels.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

function lightness(color: string): number {
  return lab(see(color, eyes.normal))[0];
}
