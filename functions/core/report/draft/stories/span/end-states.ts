import type { DraftTable } from "../../draft.ts";
import type { ColumnLook } from "../../look/look-at-columns.ts";
import { isOpenState, isOverState, progressName } from "./end-state-names.ts";
import { readLabel } from "../../names/read-label.ts";
import { quoteName, quoteText } from "../../quote.ts";
import { plainName } from "./moment-names.ts";
import type { EndStates, Moment } from "./span-role.ts";
import { hasSql } from "./span-sql.ts";

/** Most states that people tell apart. */
const mostStates = 15;
/** Fewest rows of a state, and the share of them with an end, from which it is that of rows that have ended. */
const [fewestOfState, mostlyEnded] = [5, 0.5];

interface StateCount {
  readonly state: string;
  readonly rows: number;
  readonly ended: number;
}

/**
 * The column of states that tells which of the rows without an end are open; undefined if none does. Words say so, and
 * the rows: a state of which most rows have an end is that of rows that have ended.
 *
 * @param source SQL of the rows that count
 */
export async function findEndStates(
  table: DraftTable,
  source: string,
  looks: readonly ColumnLook[],
  begin: Moment,
  end: Moment,
): Promise<EndStates | undefined> {
  let found: { readonly role: EndStates; readonly known: number } | undefined;
  for (const { name, type, distinct } of looks) {
    if (type !== "text" || distinct < 2 || distinct > mostStates || name === end.column) continue;
    const counts = await countStates(table, source, name, begin, end);
    const open = counts.filter((one) => isOpenState(one.state) && !isMostlyEnded(one));
    const over = counts.filter((one) => isOverState(one.state) || (!isOpenState(one.state) && isMostlyEnded(one)));
    const without = lacking(counts);
    const known = lacking(open) + lacking(over.filter(({ state }) => isOverState(state)));
    if (known === 0 || (known < without && !progressName.test(plainName(name)))) continue;
    if (found !== undefined && found.known >= known) continue;
    const texts = (kind: readonly StateCount[]): readonly string[] => kind.map(({ state }) => state);
    found = { role: { column: name, label: readLabel(name).label, open: texts(open), over: texts(over) }, known };
  }
  return found?.role;
}

const isMostlyEnded = ({ rows, ended }: StateCount): boolean => rows >= fewestOfState && ended >= mostlyEnded * rows;

/** How many rows of some states have no end. */
const lacking = (counts: readonly StateCount[]): number =>
  counts.reduce((sum, { rows, ended }) => sum + rows - ended, 0);

async function countStates(
  { ask }: DraftTable,
  source: string,
  column: string,
  begin: Moment,
  end: Moment,
): Promise<readonly StateCount[]> {
  const state = `trim(${quoteName(column)})`;
  const found = await ask(
    `SELECT ${state} AS state, count(*) AS n, count(*) FILTER (${hasSql(end)}) AS ended FROM ${source} WHERE ${state} <> '' AND ${hasSql(begin)} GROUP BY ALL ORDER BY state`,
  );
  return found.map((row) => ({ state: String(row["state"]), rows: Number(row["n"]), ended: Number(row["ended"]) }));
}

const isOneOf = ({ column }: EndStates, texts: readonly string[]): string =>
  texts.length === 0 ? "false" : `coalesce(trim(${quoteName(column)}) IN (${texts.map(quoteText).join(", ")}), false)`;

/** SQL of the columns by which the rows without an end are told apart: their state, and whether it is open or final. */
export const endColumns = (states: EndStates, end: Moment): readonly string[] => [
  `nullif(trim(${quoteName(states.column)}), '') AS state`,
  `NOT (${hasSql(end)}) AND ${isOneOf(states, states.open)} AS is_open`,
  `NOT (${hasSql(end)}) AND ${isOneOf(states, states.over)} AS is_over`,
];

/** The query of how many rows of a condition have which state; of none it has one row of 0. */
export const statesSql = (
  from: string,
  condition: string,
): string => `-- The rows that have no end and are not open, by their state.
WITH counted AS (
  SELECT state, count(*) AS n
  FROM ${from}
  WHERE ${condition}
  GROUP BY state
)
FROM counted
UNION ALL
SELECT NULL, 0 WHERE NOT EXISTS (FROM counted)
ORDER BY n DESC, state
`;
