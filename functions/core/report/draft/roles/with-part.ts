import { quoteText } from "../quote.ts";
import type { Work } from "./cast.ts";
import { periodSql } from "./time/period-sql.ts";
import type { MemberRole, PartRole, Roles } from "./roles.ts";

/** Most values of a column of which a report shows one at a time. */
const mostParts = 12;
/** Share of the rows of a full panel from which its members are the same throughout. */
const dense = 0.9;

/**
 * Where two columns name a value of each time and values may not be added up, one of the second is shown at a time: a
 * mean over subjects or sexes is nobody's value.
 */
export async function withPart(work: Work, roles: Roles): Promise<Roles> {
  const { story, time, measures, members, selector } = roles;
  const [main, ...others] = members;
  if (story !== "panel" || time === undefined || main === undefined || selector !== undefined) return roles;
  if (measures[0]?.adds !== false || time.raw !== time.grain) return roles;
  for (const other of others.filter(({ count }) => count >= 2 && count <= mostParts)) {
    const found = await partBy(work, roles, main, other);
    if (found === undefined) continue;
    const rest = [{ ...main, alone: true }, ...others.filter((member) => member !== other)];
    return {
      ...roles,
      part: found.part,
      members: rest,
      summed: rest.length > 1,
      dense: main.countries || found.rows >= dense * main.count * time.times,
    };
  }
  return roles;
}

/** The part that a column makes of the rows, if it alone tells those of one member and time apart. */
async function partBy(
  { table, source }: Work,
  { time }: Roles,
  main: MemberRole,
  other: MemberRole,
): Promise<{ readonly part: PartRole; readonly rows: number } | undefined> {
  const rows = await table.ask(`WITH named AS (
  SELECT ${periodSql(time!)} AS period, ${main.value} AS main, ${other.value} AS other FROM ${source}
  WHERE ${time!.day} IS NOT NULL AND ${main.value} IS NOT NULL
), counts AS (
  SELECT count(*) AS n, count(other) AS known, (SELECT count(*) FROM (SELECT DISTINCT period, main FROM named)) AS alone,
    (SELECT count(*) FROM (SELECT DISTINCT period, main, other FROM named)) AS parts FROM named
)
SELECT other, count(*) AS rows, other IN (${["", ...other.leftOut].map(quoteText).join(", ")}) AS whole
FROM named, counts WHERE alone < n AND parts = n AND known = n
GROUP BY other ORDER BY whole DESC, rows DESC, other LIMIT 1`);
  const [first] = rows;
  if (first === undefined) return undefined;
  const { column, value, label } = other;
  return { part: { column, value, label, first: String(first["other"]) }, rows: Number(first["rows"]) };
}
