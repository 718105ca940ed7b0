import {
  hasGlance,
  hasSeason,
  hasTopDay,
  hasWeekdays,
  hasYearMeans,
  hasYearOfMembers,
  hasYearSums,
} from "../blocks/glance/glance.ts";
import type { Plan } from "../blocks/parts.ts";
import type { DraftLanguage } from "../draft.ts";
import { byFlows, value } from "./liquid.ts";

/** Change in percent above which people say how many times as much it is. */
const mostPercent = 200;

/** Liquid's `g`: what is asked of a course before its last period. */
export function assignGlance(plan: Plan): string {
  return hasGlance(plan) ? "{% assign g = glance.first %}" : "";
}

/** The sentences on a course behind that on its ends: whole years, the part of a year that is highest, the top day. */
export function glanceSentences(plan: Plan): string {
  return [
    hasYearSums(plan) || hasYearMeans(plan) ? yearsSentence(plan) : "",
    hasYearOfMembers(plan) ? yearOfMembers(plan) : "",
    hasSeason(plan) ? seasonSentence(plan) : "",
    hasTopDay(plan) ? daySentence(plan) : "",
    hasWeekdays(plan) ? weekdaySentence(plan) : "",
  ].join("");
}

const year = (of: string, language: DraftLanguage): string =>
  `{{ ${of} | date: '%Y' }}${language === "zh" ? "年" : ""}`;

/** Liquid of whether a year is the only one, and neither the first nor the last, which a sentence has anyway. */
const isInner = (of: string): string =>
  `g.years > 2 and ${of} != nil and ${of} != g.first_year and ${of} != g.last_year`;

/** The first and the last whole year, and the highest and the lowest one if they are neither. */
function yearsSentence(plan: Plan): string {
  const { language } = plan;
  const [first, last, top, low] = ["g.first_year", "g.last_year", "g.top_year", "g.low_year"].map((of) =>
    year(of, language),
  );
  const [begun, ended, most, least] = ["g.first_sum", "g.last_sum", "g.top_sum", "g.low_sum"].map(value);
  const times = "{{ g.years_change | divided_by: 100 | plus: 1 | number: 1 }}";
  const percent = "{{ g.years_change | round: 1 | number: '+,.1f' }}";
  const said = {
    en: {
      many: `, ${times} times as much`,
      change: ` (${percent}%)`,
      sums: (change: string) => ` In whole years it went from ${begun} in ${first} to ${ended} in ${last}${change}`,
      means: ` The mean of the year went from ${begun} in ${first} to ${ended} in ${last}`,
      sum: ` The whole of ${last} came to ${ended}.`,
      mean: ` The mean of ${last} was ${ended}.`,
      top: `; the highest was ${most} in ${top}`,
      low: `; the lowest was ${least} in ${low}`,
      end: ".",
    },
    de: {
      many: `, das ${times}-Fache`,
      change: ` (${percent}\u00a0%)`,
      sums: (change: string) => ` Ganze Jahre: ${begun} (${first}), zuletzt ${ended} (${last})${change}`,
      means: ` Jahresmittel: ${begun} (${first}), zuletzt ${ended} (${last})`,
      sum: ` Summe des Jahres ${last}: ${ended}.`,
      mean: ` Mittel des Jahres ${last}: ${ended}.`,
      top: `; Höchststand ${most} (${top})`,
      low: `; Tiefststand ${least} (${low})`,
      end: ".",
    },
    zh: {
      many: `，为${times}倍`,
      change: `（${percent}%）`,
      sums: (change: string) => `按整年计，${first}为${begun}，${last}为${ended}${change}`,
      means: `年平均值${first}为${begun}，${last}为${ended}`,
      sum: `${last}全年合计${ended}。`,
      mean: `${last}全年平均${ended}。`,
      top: `；最高为${top}的${most}`,
      low: `；最低为${low}的${least}`,
      end: "。",
    },
  }[language];
  const change = `{% if g.years_change > ${mostPercent} %}${said.many}{% elsif g.years_change != nil %}${said.change}{% endif %}`;
  const [sums, means] = [hasYearSums(plan), hasYearMeans(plan)];
  const begin = byFlows(plan, sums ? said.sums(change) : "", means ? said.means : "");
  // Of members, the sentence behind this one has their only year.
  const one = byFlows(plan, sums && !hasYearOfMembers(plan) ? said.sum : "", means ? said.mean : "");
  const alone = one === "" ? "" : `{% if g.years == 1 %}${one}{% endif %}`;
  return `${alone}{% if g.years > 1 %}${begin}{% if ${isInner("g.top_year")} %}${said.top}{% endif %}{% if ${isInner("g.low_year")} %}${said.low}{% endif %}${said.end}{% endif %}`;
}

/** The last whole year of all members, and who had most of it. */
function yearOfMembers({ language, roles }: Plan): string {
  // The sum of what meters show has what was used around a gap, too.
  if (roles.meter !== undefined) return "";
  const when = year("g.of_year", language);
  const [sum, most] = ["g.of_year_sum", "g.of_year_top_sum"].map(value);
  const [all, partly] = ["{{ g.of_year_members | number }}", "{{ g.of_year_partly | number }}"];
  const said = {
    en: ` The ${all} with values in ${when} had ${sum} in that year{% if g.of_year_partly > 0 %}, ${partly} of them not in all of it{% endif %}; {{ g.of_year_top }} had most, ${most}.`,
    de: ` ${when} ergeben {{ g.of_year_members | number }} mit Werten ${sum}{% if g.of_year_partly > 0 %}, davon ${partly} mit Lücken{% endif %}; das meiste: {{ g.of_year_top }} mit ${most}.`,
    zh: `${when}有数值的${all}项合计${sum}{% if g.of_year_partly > 0 %}（其中${partly}项不全）{% endif %}，{{ g.of_year_top }}最多，为${most}。`,
  }[language];
  return `{% if g.of_year_top != nil and g.of_year_members > 1 %}${said}{% endif %}`;
}

/** Which part of a year has the highest mean, and which the lowest. */
function seasonSentence({ language, roles: { time } }: Plan): string {
  const isMonth = time!.grain === "month";
  const pattern = { en: "%B", de: "%B", zh: "%-m月" }[language];
  const part = (of: string): string =>
    isMonth
      ? `{{ ${of} | date: '${pattern}' }}`
      : language === "zh"
        ? `第{{ ${of} | date: '%q' }}季度`
        : `Q{{ ${of} | date: '%q' }}`;
  const [top, low] = [part("g.top_part"), part("g.low_part")];
  const [most, least] = ["g.top_mean", "g.low_mean"].map(value);
  const said = {
    en: ` On average of {{ g.times | number }} whole years, ${top} is highest with ${most} and ${low} lowest with ${least}.`,
    de: ` Im Mittel von {{ g.times | number }} ganzen Jahren am höchsten: ${top} mit ${most}, am niedrigsten: ${low} mit ${least}.`,
    zh: `{{ g.times | number }}个整年平均，${top}最高，为${most}；${low}最低，为${least}。`,
  }[language];
  return `{% if g.times > 1 and g.top_mean != g.low_mean %}${said}{% endif %}`;
}

/** The weekdays with the highest and the lowest mean, if weekdays differ. */
function weekdaySentence({ language }: Plan): string {
  const [top, low] = ["{{ g.top_weekday | date: '%A' }}", "{{ g.low_weekday | date: '%A' }}"];
  const [most, least] = ["g.top_weekday_mean", "g.low_weekday_mean"].map(value);
  const said = {
    en: ` By weekday, the mean is highest on ${top} (${most}) and lowest on ${low} (${least}).`,
    de: ` Im Mittel der Wochentage am höchsten: ${top} (${most}), am niedrigsten: ${low} (${least}).`,
    zh: `按星期平均，${top}最高（${most}），${low}最低（${least}）。`,
  }[language];
  return `{% if g.weekdays_differ %}${said}{% endif %}`;
}

/** The day with most, if there is one. */
function daySentence({ language }: Plan): string {
  const [day, most] = ["{{ g.top_day | date }}", value("g.top_day_value")];
  const said = {
    en: ` The day with most was ${day}: ${most}.`,
    de: ` Tag mit dem höchsten Wert: ${day} mit ${most}.`,
    zh: `单日最高为${day}的${most}。`,
  }[language];
  return `{% if g.top_days == 1 and g.top_day_value > 1 %}${said}{% endif %}`;
}
