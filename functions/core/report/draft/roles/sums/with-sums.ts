import type { DraftTable } from "../../draft.ts";
import { totalName } from "../../look/look-for-totals.ts";
import { quoteName, quoteText } from "../../quote.ts";
import { periodSql } from "../time/period-sql.ts";
import { isAmountUnit } from "../../names/measure-words.ts";
import { isCountedName } from "../../names/sum-words.ts";
import type { MeasureRole, Roles } from "../roles.ts";

/** Share of rows in which a column must be the sum of others, and of periods in which a row must. */
const mostRows = 0.9;

/**
 * The measures, of which those may be added up of which the table has a sum of its own: regions beside their total, men
 * and women beside all. So may those of a table whose recipe leaves out a row that is called a total.
 */
export async function withSums(work: Work, roles: Roles): Promise<Roles> {
  const { leftOut } = work.table;
  const had = leftOut.some((text) => totalName.test(text.trim()))
    ? { ...roles, measures: roles.measures.map((one) => (mayHaveTotal(one) ? adding(one) : one)) }
    : roles;
  return await withSummedRows(work, await withSummedColumns(work, await withSummedPeriods(work, had)));
}

interface Work {
  readonly table: DraftTable;
  readonly source: string;
}

const numberOf = (name: string): string => `TRY_CAST(${quoteName(name)} AS DOUBLE)`;

/** The same by periods across: quarters beside the total of their year. */
async function withSummedPeriods({ table }: Work, roles: Roles): Promise<Roles> {
  const total = roles.long?.total;
  if (total === undefined || roles.selector !== undefined) return roles;
  const [row = {}] = await table.ask(`WITH sums AS (
  SELECT ${numberOf(total.whole)} AS whole, ${total.parts.map((part) => `coalesce(${numberOf(part)}, 0)`).join(" + ")} AS parts FROM records
) SELECT avg((abs(whole - parts) <= 0.005 * abs(whole))::INTEGER) AS equal FROM sums WHERE whole <> 0`);
  if (Number(row["equal"] ?? 0) < mostRows) return roles;
  return { ...roles, measures: roles.measures.map(adding) };
}

/** The same by rows: regions above a row of their total. */
async function withSummedRows({ table, source }: Work, roles: Roles): Promise<Roles> {
  const { members, time, selector } = roles;
  const measures: MeasureRole[] = [];
  for (const measure of roles.measures) {
    let adds = measure.adds;
    for (const { value, leftOut } of members) {
      const wholes = leftOut.filter((name) => totalName.test(name.trim()));
      if (adds || (measure.surely && measure.supposed !== true) || selector !== undefined || wholes.length !== 1)
        continue;
      const isWhole = `${value} = ${quoteText(wholes[0]!)}`;
      const isPart = `${value} NOT IN (${leftOut.map(quoteText).join(", ")})`;
      const sum = (of: string): string => `sum(${measure.value}::DOUBLE) FILTER (${of})`;
      const [row = {}] = await table.ask(`WITH sums AS (
  SELECT ${sum(isWhole)} AS whole, ${sum(isPart)} AS parts
  FROM ${source} WHERE ${value} IS NOT NULL${time === undefined ? "" : ` GROUP BY ${periodSql(time)}`}
) SELECT avg((abs(whole - parts) <= 0.005 * abs(whole))::INTEGER) AS equal FROM sums WHERE whole <> 0`);
      adds = Number(row["equal"] ?? 0) >= mostRows;
    }
    measures.push(adds === measure.adds ? measure : { ...measure, adds, surely: true });
  }
  return { ...roles, measures };
}

/**
 * Whether a measure is taken for one that a total was of: no word says that it may not be added up, and it is of whole
 * numbers, of a unit of amounts or of who came. What has none of these may be a density or a mark, of which the total
 * was left empty.
 */
const mayHaveTotal = ({ surely, supposed, column, unit, label }: MeasureRole): boolean =>
  column !== "*" && (!surely || (supposed === true && (isAmountUnit(unit) || isCountedName(label))));

const adding = (measure: MeasureRole): MeasureRole => ({ ...measure, adds: true, surely: true });

async function withSummedColumns({ table, source }: Work, roles: Roles): Promise<Roles> {
  const { measures, selector } = roles;
  const whole = measures.find(({ column }) => totalName.test(column.trim()));
  const parts = measures.filter(
    (measure) => measure !== whole && measure.column !== "*" && !(measure.surely && !measure.adds),
  );
  if (whole === undefined || selector !== undefined || parts.length < 2) return roles;
  const sum = parts.map(({ value }) => `coalesce(${value}::DOUBLE, 0)`).join(" + ");
  const total = `${whole.value}::DOUBLE`;
  const [row = {}] = await table.ask(
    `SELECT avg((abs(${total} - (${sum})) <= 0.005 * abs(${total}))::INTEGER) AS equal FROM ${source} WHERE ${whole.value} IS NOT NULL`,
  );
  if (Number(row["equal"] ?? 0) < mostRows) return roles;
  return { ...roles, measures: measures.map((one) => (one === whole || parts.includes(one) ? adding(one) : one)) };
}
