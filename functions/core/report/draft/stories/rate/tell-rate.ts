import { type Plan, unitOf } from "../../blocks/parts.ts";
import { behindValue, unitIn, withUnit } from "../../units.ts";
import { comparedLabel, period, said } from "../../words/liquid.ts";
import { afterValue, behind } from "../after-value.ts";
import type { Told } from "../told.ts";
import type { RateRole } from "./rate-role.ts";
import { tellsAllTime } from "../lead-of.ts";
import { allTime } from "../period-asked.ts";
import { type RateShown, rateWords } from "./rate-words.ts";
import { comparedBy, isByOthers, isOfWhole, isToldOverTime } from "./write-rate.ts";
import { cutNote } from "../../words/cut.ts";

/** The text on a rate: that of the whole, and who has the highest and the lowest. */
export function tellRate(plan: Plan, rate: RateRole): Told {
  const { language, roles } = plan;
  const words = rateWords[language];
  const shown = shownOf(plan, rate);
  const hasMembers = comparedBy(plan, rate).length > 0;
  const space = language === "zh" ? "" : " ";
  const unit = unitIn(rate.unit, language);
  const change =
    roles.time === undefined || isOfWhole(plan, rate)
      ? ""
      : `{% if k.change != nil %}${unit === "" || unit === "%" ? "" : language === "zh" ? "；" : "; "}{{ k.change | round: ${rate.decimals} | number: '+,.${rate.decimals}f' }}${points(plan, rate)}${words.change(period("h.before", plan))}{% endif %}`;
  return {
    begin: `{% assign k = rate.first %}${roles.time === undefined ? "" : `{% assign h = headline.first %}${isToldOverTime(plan, rate) ? "{% assign t = rate_course.first %}" : ""}`}${hasMembers ? `{% capture by %}${comparedLabel(plan)}{% endcapture %}${ranged}` : ""}`,
    subject: "k.value",
    label: shown.label,
    title: hasMembers
      ? `{% if ranged %}${words.range(shown)}{% else %}${words.title(shown)}{% endif %}`
      : words.alone(shown),
    lead: `${hasMembers ? `{% if ranged %}{% elsif k.members > 1 and k.first_ties < k.members %}${words.who(shown)}${space}{% elsif k.members > 1 %}${words.same(shown)}${space}{% endif %}` : ""}${words.lead(shown)}${besideOf(plan, rate)}${byOthers(plan, rate)}${overTime(plan, rate)}`,
    figures: [
      `- **{{ k.value | number: ${rate.decimals} }}${unit === "%" ? behindValue(unit, language) : ""}** ${shown.label}\n\n  ${unit === "%" ? "" : change === "" ? `${unit}${unit === "" ? "" : language === "zh" ? "；" : "; "}` : unit}${change === "" ? words.note : change}`,
      ...rate.beside.map(
        (one, at) =>
          `{% if k.value_${at + 2} != nil %}\n- **{{ k.value_${at + 2} | number: 1 }}${behindValue("%", language)}** ${said(one.label)}\n\n  ${words.note}\n{% endif %}`,
      ),
      ...[rate.above, rate.below].map(
        (part, at) =>
          `- **{{ k.${at === 0 ? "upper" : "lower"} | divided_by: ${part.scale} | number: ${decimalsOf(part)} }}** ${said(part.label)}\n\n  ${unitOf(part, language)}`,
      ),
    ],
    sections: hasMembers ? [byMember(plan, rate, shown)] : [],
  };
}

/** Who has the highest and the lowest rate by the other columns; of two, both. */
function byOthers(plan: Plan, rate: RateRole): string {
  if (!isByOthers(plan, rate)) return "";
  const value = valueOf(plan, rate);
  const { by, two, more } = rateWords[plan.language].others;
  const [first, last] = [value("o.first_value"), value("o.last_value")];
  return `{% for o in rate_by.rows %}{% if o.tells %}${by("{{ o.label }}")}{% if o.members == 2 %}${two(first, last)}{% else %}${more(first, last)}{% endif %}{% endif %}{% endfor %}`;
}

/** A share of all times together, and when it was highest. */
function overTime(plan: Plan, rate: RateRole): string {
  if (!isToldOverTime(plan, rate)) return "";
  const value = valueOf(plan, rate);
  const { whole, top, end, within } = rateWords[plan.language].course;
  const when = (of: string): string => period(of, plan);
  if (isOfWhole(plan, rate))
    return `{% if t.periods > 2 and t.top_period != nil and t.top_period != t.until %}${within(value("t.top_value"), when("t.top_period"), value("t.last_value"), when("t.until"))}{% endif %}`;
  const sums = ["t.upper", "t.lower"].map((of, at) => {
    const part = at === 0 ? rate.above : rate.below;
    return `{{ ${of} | divided_by: ${part.scale} | number: ${decimalsOf(part)} }}`;
  });
  return `{% assign t = rate_course.first %}{% if t.value != nil and t.periods > 2 %}${whole(when("t.begin"), when("t.until"), value("t.value"), sums[0]!, sums[1]!)}{% if t.top_period != nil %}${top(value("t.top_value"), when("t.top_period"))}{% endif %}${end}{% endif %}`;
}

/** Words on the periods of the whole, where somebody chose up to which. */
const unlessAll = (plan: Plan, words: string): string =>
  tellsAllTime(plan) ? `{% if parameters.period != '${allTime}' %}${words}{% endif %}` : words;

/** The first and the last period of the whole. */
const span = (plan: Plan): string =>
  ({
    en: (a: string, b: string) => `${a} to ${b}`,
    de: (a: string, b: string) => `${a} bis ${b}`,
    zh: (a: string, b: string) => `${a}至${b}`,
  })[plan.language](period("t.begin", plan), period("t.until", plan));

/** Liquid of a rate's value with its unit. */
function valueOf({ language }: Plan, { unit, decimals }: RateRole): (of: string) => string {
  const after = behind(behindValue(unitIn(unit, language), language));
  return (of) => `{{ ${of} | number: ${decimals} }}${after}`;
}

/** What other counts of the same rows are shares of. */
function besideOf({ language }: Plan, { beside }: RateRole): string {
  const words = rateWords[language];
  return beside
    .map((one, at) => {
      const value = `{{ k.value_${at + 2} | number: 1 }}${behind(behindValue("%", language))}`;
      return `{% if k.value_${at + 2} != nil %}${words.beside(said(one.label), value, said(one.below.label))}{% endif %}`;
    })
    .join("");
}

/** Liquid's `ranged`: whether the title names both ends, of two that are compared or of what is far apart. */
const ranged =
  "{% assign ranged = false %}{% if k.value != nil %}{% assign twice = k.last_value | times: 2 %}{% if k.first_ties == 1 and k.last_ties == 1 and k.last_value > 0 and k.first_value > k.last_value %}{% if k.members == 2 or k.first_value >= twice %}{% assign ranged = true %}{% endif %}{% endif %}{% endif %}";

/** Sums need no decimals. */
const decimalsOf = ({ scale, decimals }: RateRole["above"]): number => (scale === 1 ? 0 : decimals);

const points = (plan: Plan, { unit }: RateRole): string =>
  unit === "%" ? { en: " points", de: " Punkte", zh: "个百分点" }[plan.language] : "";

function shownOf(plan: Plan, rate: RateRole): RateShown {
  const { language, roles } = plan;
  const value = valueOf(plan, rate);
  const comma = language === "zh" ? "，" : ", ";
  const sum = (of: string, part: RateRole["above"]): string =>
    `{{ ${of} | divided_by: ${part.scale} | number: ${decimalsOf(part)} }}${afterValue(part, plan)}`;
  return {
    label: said(rate.label),
    value: value("k.value"),
    first: value("k.first_value"),
    last: value("k.last_value"),
    above: said(rate.above.label),
    below: said(rate.below.label),
    upper: sum("k.upper", rate.above),
    lower: sum("k.lower", rate.below),
    when:
      roles.time === undefined
        ? ""
        : isOfWhole(plan, rate)
          ? unlessAll(plan, `${comma}${span(plan)}`)
          : `${comma}${period("h.now", plan)}`,
  };
}

function byMember(plan: Plan, rate: RateRole, shown: RateShown): string {
  const { language } = plan;
  const words = rateWords[language];
  const comma = language === "zh" ? "，" : ", ";
  const unit = unitIn(rate.unit, language);
  const label = said(withUnit(rate.label, unit, language));
  const value = valueOf(plan, rate);
  const parts = [rate.above, rate.below].map(({ label: name, unit: of }) =>
    said(withUnit(name, unitIn(of, language), language)),
  );
  const beside = rate.beside
    .map((one, at) => `, value_${at + 2}: '${said(withUnit(one.label, unitIn("%", language), language))}' | number: 1`)
    .join("");
  return `{% if k.members > 1 %}
## ${words.by("{{ by }}", shown.label)}

::chart{spec="rate" data="rate_members" title="{% if k.first_ties == k.members %}${words.level(shown)}{% else %}${words.firstName} ${shown.first}${comma}${words.lastName} ${shown.last}{% endif %}" deck="${words.deck(shown, rate.times)}${unit === "" ? "" : `${comma}${unit}`}{% if k.members > 20 %}${words.firstOfChart}${cutNote(language, "k.chart_more", value("k.chart_cut"))}{% endif %}" alt="${words.alt(shown)}"}

::table{data="rate_table" title="{% if k.members > 20 %}${words.first}${cutNote(language, "k.table_more", value("k.table_cut"))}{% else %}${words.all}{% endif %}" deck="${words.deck(shown, rate.times)}" columns="member: '{{ by }}', value: '${label}' | number: ${rate.decimals}${beside}, upper: '${parts[0]}' | number: 0, lower: '${parts[1]}' | number: 0"}
{% endif %}`;
}
