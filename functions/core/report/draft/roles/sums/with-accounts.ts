import type { DraftTable } from "../../draft.ts";
import { totalName } from "../../look/look-for-totals.ts";
import { maySum } from "../../../dataset/proposals/total-words.ts";
import { findAccounts } from "../../look/find-accounts.ts";
import { isResultName } from "../../names/result-names.ts";
import { isIdentifierName } from "../measures/labelling.ts";
import { leftOutBy, type MeasureRole, type MemberRole, type Roles } from "../roles.ts";

/** Lines of a plan or statement: fewer show no chapters, and more are no statement. */
const fewestLines = 5;
const mostLines = 300;
/** Measures by which lines are added up. */
const mostMeasures = 6;

/**
 * Leaves out lines of a plan or statement that are made from those around them: totals of chapters, and what is left of
 * income after costs. Where costs are written without a minus, lines of both kinds have no sum.
 */
export async function withAccounts(
  { table, source, rows }: { readonly table: DraftTable; readonly source: string; readonly rows: number },
  roles: Roles,
): Promise<Roles> {
  const lines = roles.members.find(({ count, named }) => count >= rows - 1 && named === undefined);
  // The numbers of chapters, 1 and 1.1, are no amounts.
  const amounts = roles.measures.filter(({ column }) => !isIdentifierName(column));
  const measures = amounts.filter(({ column, unit }) => column !== "*" && unit !== "%").slice(0, mostMeasures);
  if (
    roles.story !== "cross" ||
    roles.selector !== undefined ||
    lines === undefined ||
    measures.length === 0 ||
    rows < fewestLines ||
    rows > mostLines
  )
    return roles;
  const values = measures.map(({ value }, at) => `${value}::DOUBLE AS v${at}`).join(", ");
  const found = await table.ask(`SELECT ${leftOutBy(lines)} AS name, ${values} FROM ${source}`);
  const accounts = findAccounts(
    found.map((row) => ({
      name: row["name"] === null ? "" : String(row["name"]),
      values: measures.map((_, at) => (row[`v${at}`] === null ? 0 : Number(row[`v${at}`]))),
    })),
    (name) => totalName.test(name) || maySum(name) || isResultName(name),
    isResultName,
  );
  if (accounts === undefined) return roles;
  const order = found.flatMap(({ name }) => (name === null ? [] : String(name)));
  const without = (member: MemberRole): MemberRole =>
    member === lines ? { ...member, leftOut: [...new Set([...member.leftOut, ...accounts.made])].sort() } : member;
  return {
    ...roles,
    members: roles.members.map(without),
    ...(accounts.made.length > 1 || accounts.result !== undefined
      ? { accounts: { column: lines.column, order, ...accounts } }
      : {}),
    measures: latestFirst(accounts.opposed ? amounts.map((one) => ({ ...one, adds: false })) : amounts),
  };
}

const yearIn = /(?<!\d)(?:19|20)\d\d(?!\d)/;
const plannedName =
  /(^|[^\p{L}])(budget(ed)?|plan(ned)?|targets?|forecasts?|soll|ansatz|etat|prognose)([^\p{L}]|$)|预算|计划|目标|预测/iu;

const yearOf = ({ column }: MeasureRole): number => Number(yearIn.exec(column)?.[0] ?? 0);
const isPlanned = ({ column }: MeasureRole): number => Number(plannedName.test(column));

/** What came of it before what was planned, and the last year first. */
function latestFirst(measures: readonly MeasureRole[]): readonly MeasureRole[] {
  return measures.toSorted((a, b) => isPlanned(a) - isPlanned(b) || yearOf(b) - yearOf(a));
}
