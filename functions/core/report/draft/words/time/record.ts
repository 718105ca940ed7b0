import type { Plan } from "../../blocks/parts.ts";
import { isOfPart } from "../../blocks/record.ts";
import { hasSteady } from "../../blocks/periods/period-queries.ts";
import type { DraftLanguage, Grain } from "../../draft.ts";
import { period, value } from "../liquid.ts";
import { recentTitle } from "./recent.ts";

/** What stands before a week, behind “since”. */
const weekly: Readonly<Record<DraftLanguage, string>> = { en: "the ", de: "der ", zh: "" };

/** Fewest periods before the chosen one of which it is worth saying that it is above or below them all. */
const fewestBelow = 4;

const grainsOf: Readonly<Record<DraftLanguage, Readonly<Record<Grain, string>>>> = {
  en: { day: " days", week: " weeks", month: " months", quarter: " quarters", year: " years" },
  de: { day: " Tagen", week: " Wochen", month: " Monaten", quarter: " Quartalen", year: " Jahren" },
  zh: { day: "天", week: "周", month: "个月", quarter: "个季度", year: "年" },
};

/**
 * Since when the value has not been as high, or as low, behind the value in a title. Nothing if that is not long, or if
 * the periods are not of the same members.
 */
export function sinceWhen(plan: Plan): string {
  const { roles, language } = plan;
  const hasMembers = roles.members.length > 0 && roles.story !== "flow";
  const same = hasMembers
    ? ` and h.fewest == h.most${hasSteady(plan) ? " and h.absents == 0" : ""}${plan.lacks ? " and h.unlike != true" : ""}`
    : "";
  const count = `{{ c.earlier | plus: 1 | number }}${grainsOf[language][roles.time!.grain]}`;
  const [most, sinceMost, least, sinceLeast] = isOfPart(plan) ? ofPart(plan) : ofAll(plan, count);
  const otherwise = recentTitle(plan, sinceBegun(plan, same));
  return `{% if c.earlier >= ${fewestBelow}${same} %}{% if c.above >= ${fewestBelow} %}{% if c.as_high == nil %}${most}{% elsif c.as_high == h.begin %}${otherwise}{% else %}${sinceMost}{% endif %}{% elsif c.below >= ${fewestBelow} %}{% if c.as_low == nil %}${least}{% elsif c.as_low == h.begin %}${otherwise}{% else %}${sinceLeast}{% endif %}{% else %}${otherwise}{% endif %}{% else %}${otherwise}{% endif %}`;
}

/** The highest and the lowest of so many periods, and since when. */
function ofAll(plan: Plan, count: string): readonly string[] {
  const { language, roles } = plan;
  const week = roles.time!.grain === "week";
  const high = `${week ? weekly[language] : ""}${period("c.as_high", plan)}`;
  const low = high.replace("c.as_high", "c.as_low");
  const day = roles.time!.grain === "day" ? "dem " : "";
  return {
    en: [
      `, the highest of ${count}`,
      `, the highest since ${high}`,
      `, the lowest of ${count}`,
      `, the lowest since ${low}`,
    ],
    de: [
      `, höchster Wert von ${count}`,
      `, höchster Wert seit ${day}${high}`,
      `, niedrigster Wert von ${count}`,
      `, niedrigster Wert seit ${day}${low}`,
    ],
    zh: [`，${count}中最高`, `，${high}以来最高`, `，${count}中最低`, `，${low}以来最低`],
  }[language];
}

/** The same of so many Decembers, or fourth quarters. */
function ofPart({ language, roles }: Plan): readonly string[] {
  const isMonth = roles.time!.grain === "month";
  const part = isMonth
    ? { en: "{{ h.now | date: '%B' }}", de: "{{ h.now | date: '%B' }}wert", zh: "{{ h.now | date: '%-m' }}月" }[
        language
      ]
    : { en: "Q{{ h.now | date: '%q' }}", de: "Q{{ h.now | date: '%q' }}-Wert", zh: "第{{ h.now | date: '%q' }}季度" }[
        language
      ];
  const count = "{{ c.earlier | plus: 1 | number }}";
  const [high, low] = ["c.as_high", "c.as_low"].map((of) => `{{ ${of} | date: '%Y' }}`);
  return {
    en: [
      `, the highest ${part} of ${count}`,
      `, the highest ${part} since ${high}`,
      `, the lowest ${part} of ${count}`,
      `, the lowest ${part} since ${low}`,
    ],
    de: [
      `, höchster ${part} von ${count} Jahren`,
      `, höchster ${part} seit ${high}`,
      `, niedrigster ${part} von ${count} Jahren`,
      `, niedrigster ${part} seit ${low}`,
    ],
    zh: [
      `，${count}年${part}中最高`,
      `，${high}年以来${part}最高`,
      `，${count}年${part}中最低`,
      `，${low}年以来${part}最低`,
    ],
  }[language];
}

/** Correlation of values with time from which they rise or fall, rather than swing. */
const steadily = 0.6;

/** Fewest periods of which a range says something. */
const fewestRanged = 5;

/** The change since the beginning, if values rise or fall; otherwise between which they lie. */
function sinceBegun(plan: Plan, same: string): string {
  const begin = `${plan.roles.time!.grain === "week" ? weekly[plan.language] : ""}${period("h.begin", plan)}`;
  const size = "{{ h.begin_change | abs | number: 1 }}";
  const times = "{{ h.begin_change | divided_by: 100 | plus: 1 | number: 1 }}";
  const [low, high] = [value("h.lowest"), value("h.highest")];
  const [up, down, many, range] = {
    en: [
      `, up ${size}% since ${begin}`,
      `, down ${size}% since ${begin}`,
      `, ${times} times that of ${begin}`,
      `, between ${low} and ${high} since ${begin}`,
    ],
    de: [
      `, seit ${begin} +${size}\u00a0%`,
      `, seit ${begin} −${size}\u00a0%`,
      `, das ${times}-Fache von ${begin}`,
      `, seit ${begin} zwischen ${low} und ${high}`,
    ],
    zh: [
      `，比${begin}高${size}%`,
      `，比${begin}低${size}%`,
      `，为${begin}的${times}倍`,
      `，${begin}以来在${low}与${high}之间`,
    ],
  }[plan.language];
  const ranged = `{% if h.periods >= ${fewestRanged} and h.lowest != h.highest%}${range}{% endif %}`.replace(
    "highest%}",
    "highest %}",
  );
  const shown = `{% if h.begin_change > 200 %}${many}{% elsif h.begin_change >= 1 %}${up}{% elsif h.begin_change <= -1 %}${down}{% endif %}`;
  const moved = plan.roles.measures.some(({ kind }) => kind === "percent")
    ? `{% if m.kind == "percent" and h.begin_change != nil and h.trend >= ${steadily} %}${isFairBeginning(plan, shown).replaceAll("\n", "")}{% else %}${ranged}{% endif %}`
    : ranged;
  return same === "" ? moved : `{% if true${same} %}${moved}{% endif %}`;
}

/** Words on a change since the beginning: if years are alike, only from the same part of a year. */
export function isFairBeginning({ seasonal, roles }: Plan, then: string): string {
  const grain = roles.time!.grain;
  if (!seasonal || (grain !== "month" && grain !== "quarter")) return then;
  return `{% assign part = h.now | date: '%m' %}{% assign first_part = h.begin | date: '%m' %}{% if part == first_part %}\n${then}\n{% endif %}`;
}
