import { flows, type Plan } from "../blocks/parts.ts";
import { hasMembers } from "../blocks/whole-sql.ts";
import type { DraftLanguage } from "../draft.ts";
import { byAdds, byFlows } from "./liquid.ts";

/** What several rows are put together as, where they may not be added up. */
export type Put = "mean" | "median";

const behindLabel: Readonly<Record<DraftLanguage, Readonly<Record<Put, string>>>> = {
  en: { mean: ", mean", median: ", median" },
  de: { mean: ", Mittel", median: ", Median" },
  zh: { mean: "（平均）", median: "（中位数）" },
};

/** A value of which a sentence says what it is. */
const inSentence: Readonly<Record<DraftLanguage, Readonly<Record<Put, (value: string) => string>>>> = {
  en: { mean: (value) => `a mean of ${value}`, median: (value) => `a median of ${value}` },
  de: { mean: (value) => `im Mittel ${value}`, median: (value) => `im Median ${value}` },
  zh: { mean: (value) => `${value}（平均）`, median: (value) => `${value}（中位数）` },
};

/** A value in a sentence, which says that it is a mean. */
export const asMean = (language: DraftLanguage, value: string): string => inSentence[language].mean(value);

/**
 * Words for what rows that may not be added up are put together as; a condition only if the template's measures differ.
 *
 * @param of Liquid's name of the measure
 */
export function byPut({ roles: { measures } }: Plan, words: (put: Put) => string, of = "m"): string {
  const apart = measures.filter(({ adds }) => !adds);
  if (!apart.some(({ middle }) => middle === true)) return words("mean");
  if (apart.every(({ middle }) => middle === true)) return words("median");
  return `{% if ${of}.middle %}${words("median")}{% else %}${words("mean")}{% endif %}`;
}

/** Whether the rows of a period are put together to one value of the whole. */
const isPut = ({ roles: { story, time } }: Plan): boolean =>
  time !== undefined && (story === "flow" || time.finer === true || time.raw !== time.grain);

/** Words where several rows make one value of a member, those of a period or of another column; else the others. */
function ifPutOfMember(plan: Plan, put: string, other: string): string {
  const { summed, story, members } = plan.roles;
  if (isPut(plan)) return put;
  if (!summed || (story !== "panel" && story !== "cross")) return other;
  const alone = members.filter((member) => member.alone === true);
  if (alone.length === 0) return put;
  if (alone.length === members.length) return other;
  return `{% if ${alone.map(({ key }) => `parameters.by == '${key}'`).join(" or ")} %}${other}{% else %}${put}{% endif %}`;
}

/**
 * What stands behind a measure's label if values that may not be added up are put together as one.
 *
 * @param of Liquid's name of the measure
 */
export function meanOf(plan: Plan, of = "m"): string {
  return isPut(plan) ? byPut(plan, (put) => behindLabel[plan.language][put], of) : "";
}

/** Words for what there is at a time, of whose days the mean counts: users, stocks; else the others. */
function byStock({ roles: { measures, time } }: Plan, mean: string, other: string): string {
  const isCoarse = time !== undefined && (time.raw !== time.grain || time.finer === true);
  const adding = measures.filter(({ adds }) => adds);
  if (!isCoarse || adding.every(flows)) return other;
  if (!adding.some(flows)) return mean;
  return other === ""
    ? `{% unless m.flows %}${mean}{% endunless %}`
    : `{% if m.flows %}${other}{% else %}${mean}{% endif %}`;
}

/** What stands behind the label of what there is at a time, of whose days the mean counts: users, stocks. */
export function stockMean(plan: Plan): string {
  return byStock(plan, behindLabel[plan.language].mean, "");
}

/** What stands behind a measure's label where each value is that of a member: that it is the mean of its rows. */
export function memberMean(plan: Plan): string {
  const apart = ifPutOfMember(
    plan,
    byPut(plan, (put) => behindLabel[plan.language][put]),
    "",
  );
  return byAdds(plan, { adds: stockMean(plan), apart });
}

/** What stands behind the label of another measure that may not be added up, in a column of members. */
export function besideMean(plan: Plan): string {
  return ifPutOfMember(plan, behindLabel[plan.language].mean, "");
}

/** The value of a member in a sentence, which says that it is a mean if several rows make it. */
export function ofMember(plan: Plan, value: string): string {
  const says = inSentence[plan.language];
  const apart = ifPutOfMember(
    plan,
    byPut(plan, (put) => says[put](value)),
    value,
  );
  return byAdds(plan, { adds: byStock(plan, says.mean(value), value), apart });
}

/** The value of all records or of a group of them in a sentence: what is no sum of them says what it is. */
export function ofRows(plan: Plan, value: string): string {
  return byFlows(
    plan,
    value,
    byPut(plan, (put) => inSentence[plan.language][put](value)),
  );
}

/** The value of the whole in a sentence, which says that it is a mean of rows or the median of the members. */
export function ofWhole(plan: Plan, value: string): string {
  const says = inSentence[plan.language];
  const put = isPut(plan) ? byPut(plan, (one) => says[one](value)) : value;
  const apart = hasMembers(plan) ? says.median(value) : put;
  return byAdds(plan, { adds: byStock(plan, says.mean(value), value), apart });
}
