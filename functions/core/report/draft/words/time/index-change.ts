import { comparesIndexes, isIndex } from "../../blocks/indexes.ts";
import type { Plan } from "../../blocks/parts.ts";
import { period, value } from "../liquid.ts";

/** Liquid of whether an index or a price has a change that its title tells. */
function isTold({ roles: { measures } }: Plan): string {
  const keys = measures.filter(isIndex).map(({ key }) => `m.key == "${key}"`);
  return `{% assign is_index = false %}{% if h.change != nil %}{% if ${keys.join(" or ")} %}{% assign is_index = true %}{% endif %}{% endif %}`;
}

const size = "{{ moved | abs | number: 1 }}";

/**
 * A title with the change of an index or a price behind its value: the level alone says little.
 *
 * @param shown Liquid of the value and its period
 * @param from Liquid of the period that it is compared with, behind “from” or „zu“
 * @param otherwise the title of other measures
 */
export function indexTitle(plan: Plan, shown: string, from: string, otherwise: string): string {
  if (!comparesIndexes(plan)) return otherwise;
  const [up, down, same] = {
    en: [`, up ${size}% from ${from}`, `, down ${size}% from ${from}`, `, unchanged from ${from}`],
    de: [`, +${size}\u00a0% ${from}`, `, −${size}\u00a0% ${from}`, `, unverändert ${from}`],
    zh: [`，比${from}高${size}%`, `，比${from}低${size}%`, `，与${from}持平`],
  }[plan.language];
  return `${isTold(plan)}{% if is_index %}{% assign moved = h.change | round: 1 %}${shown}{% if moved > 0 %}${up}{% elsif moved < 0 %}${down}{% else %}${same}{% endif %}{% else %}${otherwise}{% endif %}`;
}

/** What the lead says of an index whose change the title has: whether that is usual, and that since the beginning. */
export function indexLead(plan: Plan, band: string, otherwise: string): string {
  if (!comparesIndexes(plan)) return otherwise;
  const begin = `${plan.roles.time!.grain === "week" ? { en: "the ", de: "der ", zh: "" }[plan.language] : ""}${period("h.begin", plan)}`;
  const before = value("h.before_value");
  const [above, below, within, risen, fallen, then] = {
    en: [
      `That is above the usual range of such changes (${band}).`,
      `That is below the usual range of such changes (${band}).`,
      `That is within the usual range of such changes (${band}).`,
      ` It has risen by ${size}% since ${begin}.`,
      ` It has fallen by ${size}% since ${begin}.`,
      `It was ${before} then.`,
    ],
    de: [
      `Das liegt über dem üblichen Bereich solcher Veränderungen (${band}).`,
      `Das liegt unter dem üblichen Bereich solcher Veränderungen (${band}).`,
      `Das liegt im üblichen Bereich solcher Veränderungen (${band}).`,
      ` Seit ${begin}: +${size}\u00a0%.`,
      ` Seit ${begin}: −${size}\u00a0%.`,
      `Damals: ${before}.`,
    ],
    zh: [
      `这高于通常的变化范围（${band}）。`,
      `这低于通常的变化范围（${band}）。`,
      `这处于通常的变化范围（${band}）之内。`,
      `自${begin}以来上升${size}%。`,
      `自${begin}以来下降${size}%。`,
      `当时为${before}。`,
    ],
  }[plan.language];
  const usual = `{% if h.is_news %}{% if h.change > h.high %}${above}{% else %}${below}{% endif %}{% elsif h.low != nil %}${within}{% endif %}`;
  const since = `{% if h.begin_change != nil %}{% assign moved = h.begin_change | round: 1 %}{% if moved > 0 %}${risen}{% elsif moved < 0 %}${fallen}{% endif %}{% elsif h.low == nil %}${then}{% endif %}`;
  return `{% if is_index %}\n${usual}${since}\n{% else %}\n${otherwise}\n{% endif %}`;
}
