import type { Plan } from "../blocks/parts.ts";
import { unitOf } from "../blocks/parts.ts";
import { behindValue } from "../units.ts";

/** German plurals that are units and end in -n in the dative: “56 Tage”, “von 56 Tagen”. */
const plural =
  /(^| )(Tage|Jahre|Monate|Quartale|Stücke|Meter|Kilometer|Zentimeter|Liter|Hektoliter|Einwohner|Punkte|Pakete|Schritte|Unfälle|Fälle|Gäste|Plätze|Zimmer|Kinder|Teilnehmer|Besucher|Mitarbeiter|Schüler|Fahrzeuge|Exemplare|Hektare?|Dienstjahre|Lebensjahre|Arbeitstage)$/;

/** A German unit behind a preposition that takes the dative. */
export const inDative = (unit: string): string => (plural.test(unit) ? `${unit}n` : unit);

/** Whether a measure of a German report has a unit that changes behind a preposition. */
export function hasDatives({ language, roles: { measures } }: Plan): boolean {
  return language === "de" && measures.some((measure) => plural.test(unitOf(measure, language)));
}

/** What stands behind the value of a measure behind such a preposition. */
export function afterInDative(plan: Plan, measure: Plan["roles"]["measures"][number]): string {
  return behindValue(inDative(unitOf(measure, plan.language)), plan.language);
}

const printed = "\\{\\{ [\\w.]+ \\| number: m\\.decimals \\}\\}";
/** “von 3 Tagen”, and “zwischen 3 Tagen und 5 Tagen”. */
const governed = new RegExp(
  `((?:^|[ (])(?:[Zz]wischen ${printed}\\{\\{ m\\.after \\}\\} und|[Vv]on|[Mm]it(?: je)?|[Bb]ei|[Zz]u|[Aa]us|[Zz]wischen) ${printed})\\{\\{ m\\.after \\}\\}`,
  "gm",
);

/** The text of a German report in which units behind a preposition have their dative. */
export function withDatives(text: string, plan: Plan): string {
  if (!hasDatives(plan)) return text;
  const once = text.replace(governed, "$1{{ m.dative }}");
  return once.replace(/(zwischen \{\{ [\w.]+ \| number: m\.decimals \}\})\{\{ m\.after \}\}/gi, "$1{{ m.dative }}");
}
