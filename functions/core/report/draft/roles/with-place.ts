import { quoteName } from "../quote.ts";
import type { Work } from "./cast.ts";
import type { MeasureRole, Roles } from "./roles.ts";

const placeName = /^(pos(ition)?\.?|rank(ing)?|place|platz|rang|tabellenplatz|名次|排名|位次|standing|#)$/i;

/** Share of the rows that may stand before one with a higher value: those with as many are told apart by others. */
const mostTurned = 0.15;

/**
 * The table's own places, if its rows have them and these follow a measure: who has as many points stands where the
 * table puts it. Then the report is about that measure, unless it is about another one that they follow, too.
 */
export async function withPlace({ table, source, looks, rows }: Work, roles: Roles): Promise<Roles> {
  const place = looks.find(
    ({ name, type, whole, low, high, values }) =>
      placeName.test(name.trim()) && type === "integer" && whole && low === 1 && high <= rows && values === rows,
  );
  if (place === undefined || roles.story !== "cross" || roles.summed) return roles;
  const candidates = roles.measures.filter(({ column }) => column !== place.name && column !== "*");
  if (candidates.length === 0) return roles;
  const own = quoteName(place.name);
  const cells = candidates.map(
    (_, at) =>
      `count(*) FILTER (v${at} > lag_${at}) <= ${mostTurned} * count(*) AND count(DISTINCT v${at}) * 2 > count(*) AS f${at}`,
  );
  const lags = candidates.map(
    ({ value }, at) => `${value}::DOUBLE AS v${at}, lag(${value}::DOUBLE) OVER (ORDER BY ${own}) AS lag_${at}`,
  );
  const [row = {}] = await table.ask(`SELECT ${cells.join(", ")} FROM (SELECT ${lags.join(", ")} FROM ${source})`);
  const found = candidates.find((_, at) => row[`f${at}`] === true);
  if (found === undefined) return roles;
  return {
    ...roles,
    measures: [awarded(found), ...roles.measures.filter((one) => one !== found)],
    place: { value: own, column: place.name, measure: found.key },
  };
}

/** Points are awarded: nobody asks for the share that a team has of all of them. */
function awarded(measure: MeasureRole): MeasureRole {
  return /^(points?|pts|punkte|score|积分|得分)$/i.test(measure.label) ? { ...measure, adds: false } : measure;
}
