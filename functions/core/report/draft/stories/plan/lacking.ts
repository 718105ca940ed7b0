import type { MemberRole } from "../../roles/roles.ts";
import { comparedOf, leavingOut, memberSql, type Plan, scaledNumber, sourceOf } from "../../blocks/parts.ts";
import { periodSql } from "../../roles/time/period-sql.ts";
import { few } from "../../words/few.ts";
import { said } from "../../words/liquid.ts";
import { afterValue } from "../after-value.ts";
import type { PlanRole } from "./plan-role.ts";

/** Most names of what lacks one of both. */
const mostNamed = 5;

/** Whether a report says what has only one of the two, so that both sums are of the rest. */
export const tellsLacking = ({ kind, each }: PlanRole): boolean => kind === "target" && each === undefined;

/** SQL of the first names of what lacks one of both. */
const namesSql = (of: string): string =>
  `(SELECT string_agg(member, ', ' ORDER BY member) FROM (SELECT DISTINCT member FROM lacking WHERE ${of} IS NULL AND member IS NOT NULL ORDER BY member LIMIT ${mostNamed}))`;

/** SQL of the rows that have only one of the two, and are in neither sum. */
export function lackingSql({ roles }: Plan, role: PlanRole, compared: readonly MemberRole[]): string {
  const { time } = roles;
  const inPeriod = time !== undefined && role.isOfAll !== true;
  const [actual, planned] = [scaledNumber(role.actual), scaledNumber(role.planned)];
  const conditions = [
    ...leavingOut(compared, roles.apart),
    ...(time === undefined ? [] : [`${time.day} IS NOT NULL`]),
    ...(inPeriod ? [`${periodSql(time)} = (SELECT now FROM chosen)`] : []),
    `(${role.actual.value} IS NULL) <> (${role.planned.value} IS NULL)`,
    `coalesce(${actual}, ${planned}) <> 0`,
  ];
  return `-- Rows that have only one of the two: their number, what they add up to, and the first names.
WITH lacking AS (
  SELECT ${compared.length === 0 ? "NULL::VARCHAR" : memberSql(compared)} AS member, ${actual} AS actual, ${planned} AS planned
  FROM ${sourceOf(roles)}
  WHERE ${conditions.join("\n    AND ")}
)
SELECT
  count(*) FILTER (actual IS NULL) AS unmet, sum(planned) AS unmet_sum,
  count(DISTINCT member) FILTER (actual IS NULL) AS unmet_members, ${namesSql("actual")} AS unmet_names,
  count(*) FILTER (planned IS NULL) AS unplanned, sum(actual) AS unplanned_sum,
  count(DISTINCT member) FILTER (planned IS NULL) AS unplanned_members, ${namesSql("planned")} AS unplanned_names
FROM lacking
`;
}

/** Sentences on what has only one of the two; the text knows the row of the query as `l`. */
export function sayLacking(plan: Plan, role: PlanRole): string {
  const { language, roles } = plan;
  const [actual, planned] = [said(role.actual.label), said(role.planned.label)];
  return [one("unmet", { has: planned, lacks: actual }), one("unplanned", { has: actual, lacks: planned })].join("");

  function one(side: "unmet" | "unplanned", { has, lacks }: { readonly has: string; readonly lacks: string }): string {
    const rows = `{{ l.${side} | number }}`;
    const sum = role.adds
      ? `{{ l.${side}_sum | number: ${role.actual.decimals} }}${afterValue(role.actual, plan)}`
      : undefined;
    const names = comparedOf(roles).length === 0 ? "" : few(`l.${side}_names`, `l.${side}_members`, language);
    const behind = (before: string, after: string): string =>
      names === "" ? "" : `{% if l.${side}_names != nil %}${before}${names}${after}{% endif %}`;
    const sentence = {
      en: ` Left out: ${rows} with${sum === undefined ? "" : ` ${sum} of`} ${has} and no ${lacks}${behind(" (", ")")}.`,
      de: ` Nicht dabei: ${rows} ohne Wert für ${lacks}${sum === undefined ? "" : `, ${has} dort: ${sum}`}${behind(" (", ")")}.`,
      zh: `另有${rows}条没有${lacks}，未计入${sum === undefined ? "" : `，其${has}合计${sum}`}${behind("（", "）")}。`,
    }[language];
    return `{% if l.${side} > 0 %}${sentence}{% endif %}`;
  }
}
