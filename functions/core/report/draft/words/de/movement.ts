import type { Plan } from "../../blocks/parts.ts";
import type { Grain } from "../../draft.ts";
import { hasMembers } from "../../blocks/whole-sql.ts";
import { byAdds, byFlows, byKind, period } from "../liquid.ts";
import { ifAlike, partOf } from "../of-many.ts";
import { byPut, meanOf, stockMean } from "../means.ts";
import { shownChange } from "../notes/row-notes.ts";

/** Names of columns are never declined: they stand before a colon, or between quotation marks. */
export const grainWords: Readonly<Record<Grain, string>> = {
  day: "nach Tag",
  week: "nach Woche",
  month: "nach Monat",
  quarter: "nach Quartal",
  year: "nach Jahr",
};

/** „(Juni 2025)“ hinter einem Wert. */
export const at = (of: string, plan: Plan): string => `(${period(of, plan)})`;

/** Eine Veränderung mit „mehr“ und „weniger“, die jedem Hauptwort folgen können. */
export function moved(plan: Plan): string {
  const size = byKind(plan, {
    percent: `{{ moved | abs | number: 1 }}\u00a0%`,
    points: `{{ moved | abs | number: m.places }} Prozentpunkte`,
    amount: `{{ moved | abs | number: m.decimals }}{{ m.after }}`,
  });
  const tiny = `${shownChange("h.change")}${byKind(plan, { percent: "\u00a0%", points: " Prozentpunkte", amount: "{{ m.after }}" })}`;
  return `{% assign moved = h.change | round: m.places %}{% if h.change == 0 %}kein Unterschied{% elsif moved == 0 %}fast kein Unterschied (${tiny}){% else %}${size} {% if moved > 0 %}mehr{% else %}weniger{% endif %}{% endif %}`;
}

/** „dem 8. Februar 2024“, „der Woche vom 5. Februar 2024“, „Februar 2024“. */
export function dative(of: string, plan: Plan): string {
  const { grain } = plan.roles.time!;
  return `${grain === "day" ? "dem " : grain === "week" ? "der " : ""}${period(of, plan)}`;
}

/** „zum 8. Februar 2024“, „zur Woche vom 5. Februar 2024“, „zu Februar 2024“. */
export function to(of: string, plan: Plan): string {
  const { grain } = plan.roles.time!;
  return `${grain === "day" ? "zum " : grain === "week" ? "zur " : "zu "}${period(of, plan)}`;
}

export function band(plan: Plan): string {
  return byKind(plan, {
    percent:
      "{{ h.low | at_least: -100 | round: m.places | number: m.signed }} bis {{ h.high | round: m.places | number: m.signed }}\u00a0%",
    points:
      "{{ h.low | round: m.places | number: m.signed }} bis {{ h.high | round: m.places | number: m.signed }} Prozentpunkte",
    amount: "{{ h.low | number: m.decimals }} bis {{ h.high | number: m.decimals }}{{ m.after }}",
  });
}

export const unitOfChange = (plan: Plan): string =>
  byKind(plan, { percent: "Prozent", points: "Prozentpunkte", amount: "{{ m.unit }}" });

export function whole(plan: Plan): string {
  const isWhole = plan.roles.members.length === 0 || plan.roles.story === "flow";
  return `${partOf(plan)}${byAdds(plan, { adds: stockMean(plan), apart: isWhole ? meanOf(plan) : ", Median" })}`;
}

/** Was die Werte eines Verlaufs sind: die des Ganzen, Mittel der Zeilen oder Mediane der Einzelnen. */
export function kindOfValue(plan: Plan): string {
  const { grain } = plan.roles.time!;
  const each = { day: "Tages", week: "Wochen", month: "Monats", quarter: "Quartals", year: "Jahres" }[grain];
  const highest = (put: "mean" | "median"): string => `Höchster Wert (${each}${put === "mean" ? "mittel" : "median"})`;
  const isWhole = plan.roles.members.length === 0 || plan.roles.story === "flow";
  const apart = isWhole ? (meanOf(plan) === "" ? "Höchster Wert" : byPut(plan, highest)) : "Höchster Median";
  const adds = stockMean(plan) === "" ? "Höchster Wert" : byFlows(plan, "Höchster Wert", highest("mean"));
  return byAdds(plan, { adds, apart });
}

/** Wessen Veränderung es ist: des Ganzen oder des Medians; derer mit Werten zu beiden Zeiten, wenn nicht aller. */
export function typical(plan: Plan): string {
  if (!hasMembers(plan)) return "Verglichen mit";
  const both = "{{ h.compared | number }} mit Werten zu beiden Zeiten, verglichen mit";
  return byAdds(plan, {
    adds: ifAlike(plan, "Verglichen mit", both),
    apart: ifAlike(plan, "Median, verglichen mit", `Median von ${both}`),
  });
}
