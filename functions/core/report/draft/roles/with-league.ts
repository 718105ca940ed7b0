import type { ColumnLook } from "../look/look-at-columns.ts";
import type { MeasureRole, Roles } from "./roles.ts";

const pointsName = /^(total )?(points?|pts\.?|punkte|pkt[es]?\.?|积分|总积分)$/i;
/** Names of how many matches were won, drawn and lost. */
const results: readonly RegExp[] = [
  /^(won|wins?|w|siege|s|g|gewonnen|胜|胜场)$/i,
  /^(drawn|draws?|ties|d|t|unentschieden|u|平|平局|平场)$/i,
  /^(lost|loss(es)?|l|niederlagen|n|v|verloren|负|负场|败)$/i,
];
/** Names of how many matches there were: all teams have about as many. */
const playedName =
  /^(played|matches( played)?|games( played)?|pld?|gp|mp|p|m|spiele|sp\.?|partien|begegnungen|场次|比赛场次|已赛|赛)$/i;
const goalNames: readonly RegExp[] = [
  /^(goal[ _]diff(erence)?|gd|\+\/-|diff(erenz)?\.?|tordifferenz|td|净胜球)$/i,
  /^(goals?([ _](for|scored))?|gf|f|for|tore|进球)$/i,
  /^(goals?[ _](against|conceded)|ga|a|against|gegentore|失球)$/i,
];

const named = (measures: readonly MeasureRole[], name: RegExp): MeasureRole | undefined =>
  measures.find(({ column }) => name.test(column.trim()));

/**
 * The roles of a league table: its order is that of points, goals follow, and how many matches were played ranks
 * nobody.
 */
export function withLeague(looks: readonly ColumnLook[], roles: Roles): Roles {
  const { story, summed, measures, place } = roles;
  const points = named(measures, pointsName);
  const told = results.filter((result) => looks.some(({ name }) => result.test(name.trim()))).length;
  if (story !== "cross" || summed || points === undefined || told < 2) return roles;
  const goals = goalNames.flatMap((name) => named(measures, name) ?? []);
  const others = measures.filter(
    (one) =>
      one !== points && !goals.includes(one) && !playedName.test(one.column.trim()) && one.column !== place?.column,
  );
  return {
    ...roles,
    league: points.key,
    measures: [
      { ...points, adds: false, surely: true },
      ...[...goals, ...others].map((one) => ({ ...one, adds: false })),
    ],
  };
}
