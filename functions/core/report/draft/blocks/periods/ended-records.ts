import { durationName } from "../../names/duration-name.ts";
import { quoteText } from "../../quote.ts";
import { periodSql } from "../../roles/time/period-sql.ts";
import type { MeasureRole } from "../../roles/roles.ts";
import type { Plan } from "../parts.ts";
import { period as shownPeriod } from "../../words/liquid.ts";
import { mostPeriods } from "./lacking-cells.ts";

/** Share of the records of a period that must have ended: a mean lacks a quarter if the longest tenth is missing. */
const nearlyAll = 0.98;

/**
 * Whether dated records have a measure only once they have ended: how long it took to close a ticket. In the last
 * periods the quick ones alone have, so their mean looks short.
 */
export function isOfEnded({ roles: { story, looks }, rows }: Plan, { column, adds }: MeasureRole): boolean {
  const look = looks.find(({ name }) => name === column);
  return story === "flow" && !adds && look !== undefined && look.values < rows && durationName.test(plain(column));
}

const plain = (column: string): string => column.replace(/[_-]+/g, " ");

/** SQL of whether nearly all rows of a window have a value. */
const nearlyAllSql = (value: string, over: string): string =>
  `count(${value})${over} >= ${nearlyAll} * count(*)${over}`;

/** SQL of the value of the chosen measure, which has none in a period in which many records are open. */
export function whereEnded(plan: Plan, value: string): string {
  const { time, measures } = plan.roles;
  const over = ` OVER (PARTITION BY ${periodSql(time!)})`;
  const ended = measures.filter((measure) => isOfEnded(plan, measure)).map(({ key }) => key);
  const unless = (keys: readonly string[], condition: string): readonly string[] => {
    if (keys.length === 0) return [];
    const others = keys.length === measures.length ? "" : `$measure NOT IN (${keys.map(quoteText).join(", ")}) OR `;
    return [`(${others}${condition})`];
  };
  const conditions = [
    ...unless(ended, nearlyAllSql(value, over)),
    ...(plan.open.length === 0
      ? []
      : [`${periodSql(time!)} NOT IN (SELECT period FROM open_periods WHERE is_lacking)`]),
  ];
  return conditions.length === 0 ? value : `CASE WHEN ${conditions.join(" AND ")} THEN ${value} END`;
}

/** Says that a period has no value of such measures while many of its records are open. */
export function openNotes(plan: Plan): readonly string[] {
  const { language, roles } = plan;
  if (roles.time === undefined) return [];
  const listed = (measures: readonly MeasureRole[]): readonly string[] =>
    measures.map(({ label }) => (language === "de" ? `„${label}“` : `“${label}”`));
  const list = listed(roles.measures.filter((measure) => isOfEnded(plan, measure)));
  const amounts = listed(roles.measures.filter(({ key }) => plan.open.includes(key)));
  const period = { day: ["day", "Tag"], week: ["week", "Woche"], month: ["month", "Monat"] } as const;
  const { grain } = roles.time;
  const [english, german] =
    grain in period
      ? period[grain as keyof typeof period]
      : grain === "quarter"
        ? ["quarter", "Quartal"]
        : ["year", "Jahr"];
  const ended = {
    en: `A ${english} of which more than 2% of the rows have no ${list.join(" or ")} yet has none: only the quick ones would count.`,
    de: `Fehlt ${list.join(" oder ")} noch in mehr als 2\u00a0% der Zeilen, bleibt der Wert offen (${german}): Sonst zählten nur die schnellen Fälle.`,
    zh: `某一时期若有超过2%的记录尚无${list.join("或")}，则不计该期数值，以免只算入较快结束的记录。`,
  };
  const one = {
    en: " ({{ x.known | number }} of {{ x.records | number }})",
    de: " ({{ x.known | number }} von {{ x.records | number }})",
    zh: "（{{ x.records | number }}条中的{{ x.known | number }}条）",
  }[language];
  const all = `{% for x in open_ones limit: ${mostPeriods} %}${shownPeriod("x.period", plan)}${one}{% unless forloop.last %}${language === "zh" ? "、" : ", "}{% endunless %}{% endfor %}{% if open_ones.size > ${mostPeriods} %} …{% endif %}`;
  const words = {
    en: `The course has no value where far fewer rows than usual have ${amounts.join(" or ")}: ${all}.`,
    de: `Der Verlauf hat dort keinen Wert, wo weit weniger Zeilen als sonst ${amounts.join(" oder ")} haben: ${all}.`,
    zh: `有${amounts.join("或")}的记录远少于平时的时期，走势中不列数值：${all}。`,
  };
  const open = `{% assign open_ones = open_periods.rows | where: "is_lacking", true %}{% if open_ones.size > 0 %}${words[language]}{% endif %}`;
  return [...(list.length > 0 ? [ended[language]] : []), ...(amounts.length > 0 ? [open] : [])];
}
