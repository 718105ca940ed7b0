import type { ColumnLook } from "../../look/look-at-columns.ts";
import { spaced } from "../../names/limit-names.ts";
import { readLabel } from "../../names/read-label.ts";
import { quoteName } from "../../quote.ts";
import type { Bound } from "./limit-role.ts";
import type { LimitColumn } from "./read-bounds.ts";

/** Names of what a part is meant to measure, and of how far it may be from that. */
const nominalName = /\b(nominal|target|set ?point|soll(wert|maß)?|nenn(wert|maß)|zielwert)\b|标称|公称|目标|设定/i;
const toleranceName = /\btol(erances?)?\b|toleranz|公差|允差|±/i;
const upperName = /\b(upper|plus|max|oben|obere)\b|\+|上/i;
const lowerName = /\b(lower|minus|min|unten|untere)\b|(?<!\w)[-−]|下/i;

/** Part of what is meant above which a tolerance is none, but a limit. */
const small = 0.5;

const isNumber = ({ type, values }: ColumnLook): boolean => (type === "integer" || type === "number") && values > 0;

/** Tolerances beside what is meant, as limits on either side of it. */
export function readTolerances(looks: readonly ColumnLook[]): readonly LimitColumn[] {
  const numbers = looks.filter(isNumber);
  const nominals = numbers.filter(({ name }) => nominalName.test(spaced(name)) && !toleranceName.test(spaced(name)));
  const [nominal] = nominals;
  if (nominal === undefined || nominals.length > 1) return [];
  return numbers.flatMap((look): readonly LimitColumn[] => {
    const name = spaced(look.name);
    const size = Math.max(Math.abs(look.low), Math.abs(look.high));
    if (!toleranceName.test(name) || !(size < small * Math.abs(nominal.middle))) return [];
    const [isUpper, isLower] = [upperName.test(name), lowerName.test(name)];
    const bound = (sign: "+" | "-"): Bound => ({
      column: look.name,
      label: readLabel(look.name).label,
      beside: nominal.name,
      // Rounded, since the sum of two tenths is no tenth, and what equals a limit is within it.
      value: `round(${quoteName(nominal.name)}::DOUBLE ${sign} abs(${quoteName(look.name)}::DOUBLE), 9)`,
    });
    return [
      {
        weight: 1,
        of: [],
        look: { ...nominal, places: Math.max(nominal.places, look.places) },
        upper: isLower && !isUpper ? undefined : bound("+"),
        lower: isUpper && !isLower ? undefined : bound("-"),
      },
    ];
  });
}
