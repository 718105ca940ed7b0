import type { MeasureRole, Roles } from "../../roles/roles.ts";
import type { PlanRole } from "../plan/plan-role.ts";
import type { StatementRole } from "./statement-role.ts";

const year = /(?<!\d)(?:19|20)\d\d(?!\d)/;

/** The statement that a table is, if one of its lines is what is left of others. */
export function findStatement(
  { accounts, members, measures }: Roles,
  plan: PlanRole | undefined,
): StatementRole | undefined {
  const line = members.find(({ column }) => column === accounts?.column);
  if (accounts?.result === undefined || line === undefined) return undefined;
  const pair = plan?.kind === "target" ? { later: plan.actual, earlier: plan.planned } : yearsOf(measures);
  if (pair === undefined) return undefined;
  const { order, made, result } = accounts;
  return { line, ...pair, result, order, made };
}

/** The last two years among measures that are called by a year; without any, the first measure. */
function yearsOf(measures: readonly MeasureRole[]): Pick<StatementRole, "later" | "earlier"> | undefined {
  const dated = measures
    .flatMap((measure) => {
      const found = year.exec(measure.column)?.[0];
      return found === undefined ? [] : [{ measure, found, rest: measure.column.replace(found, "") }];
    })
    .sort((a, b) => b.found.localeCompare(a.found, "en"));
  const [last] = dated;
  if (last === undefined) return measures[0] === undefined ? undefined : { later: measures[0] };
  const before = dated.find(({ found, rest }) => found !== last.found && rest === last.rest);
  return { later: last.measure, ...(before !== undefined && { earlier: before.measure }) };
}
