import type { Plan } from "./parts.ts";

/** Whether a value is compared with the same part of other years alone: where a December is low in any year. */
export const isOfPart = ({ seasonal, roles: { time } }: Plan): boolean =>
  seasonal && (time!.grain === "month" || time!.grain === "quarter");

/**
 * Query of since when a value has not been as high, or as low. It tells nothing of a course whose members change, or
 * of one that is not of all members that the value is of.
 */
export function recordQuery(plan: Plan): string {
  const part = isOfPart(plan)
    ? `\nWHERE ${plan.roles.time!.grain}(period) = (SELECT ${plan.roles.time!.grain}(now) FROM chosen)`
    : "";
  const among = part === "" ? "" : ", among the same part of all years";
  return `-- Since when the value of the chosen period has not been as high, or as low${among}; values count as they are printed.
WITH printed AS (SELECT period, round(course.value::DOUBLE, decimals) AS value FROM course, measure${part}),
now AS (SELECT period, value FROM printed WHERE period = (SELECT now FROM chosen))
SELECT
  count(*) AS earlier,
  max(p.period) FILTER (p.value >= now.value) AS as_high, max(p.period) FILTER (p.value <= now.value) AS as_low,
  count(*) FILTER (p.period > coalesce((SELECT max(period) FROM printed WHERE period < now.period AND value >= now.value), DATE '0001-01-01')) AS above,
  count(*) FILTER (p.period > coalesce((SELECT max(period) FROM printed WHERE period < now.period AND value <= now.value), DATE '0001-01-01')) AS below
FROM printed p, now
WHERE p.period < now.period
`;
}
