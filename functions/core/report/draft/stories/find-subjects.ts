import type { DraftLanguage, DraftTable } from "../draft.ts";
import type { Roles } from "../roles/roles.ts";
import { hasGains } from "./gain/has-gains.ts";
import { withVoided } from "../roles/without-voided.ts";
import { findIndicators } from "./indicator/find-indicators.ts";
import { findKinds } from "./kinds/find-kinds.ts";
import { findLimits } from "./limit/find-limits.ts";
import { findOutcome } from "./outcome/find-outcome.ts";
import type { OutcomeRole } from "./outcome/outcome.ts";
import { findPlan } from "./plan/find-plan.ts";
import { findRate } from "./rate/find-rate.ts";
import { findRecommend } from "./recommend/find-recommend.ts";
import { columnsOfRhythm, findRhythm } from "./rhythm/find-rhythm.ts";
import { findSpans } from "./span/find-spans.ts";
import { findInventory } from "./inventory/find-inventory.ts";
import { findStatement } from "./statement/find-statement.ts";
import type { Spans } from "./span/span-role.ts";
import type { Subjects } from "./table-subjects.ts";
import { findSides } from "./sides/find-sides.ts";
import { findScale } from "./scale/find-scale.ts";
import { findWhole } from "./whole/find-whole.ts";

/** Finds what a table is about beside its measures: what was planned, what its rows end in, a rate of two columns. */
export async function findSubjects(table: DraftTable, roles: Roles, language: DraftLanguage): Promise<Subjects> {
  const source = roles.long === undefined ? "records" : `(${roles.long.sql})`;
  const spans = await findSpans(table, source, roles);
  const rate = await findRate(table, source, roles, language);
  // Of counts by state each row is so many, and no one of those that ended so.
  const outcome = rate?.without === undefined ? await findOutcome(table, source, withVoided(roles)) : undefined;
  const rhythm = await findRhythm(table, source, roles);
  const limit = await findLimits(table, source, roles);
  const inventory = await findInventory(table, source, roles);
  const meant = await findPlan(table, source, roles);
  const plan = inventory?.level !== undefined && meant?.kind === "threshold" ? undefined : meant;
  // Of what has limits, people ask whether it is within them, and not how far it is from what was meant.
  const isLimited = limit?.pairs.some(({ measure }) => measure.column === plan?.actual.column) === true;
  const scale = findScale(roles, table.rows, table.title);
  const statement = findStatement(roles, plan);
  const indicators = await findIndicators(table, source, roles);
  // The section on limits has the values beside them.
  const isTold = limit !== undefined && indicators?.target === undefined && roles.listed !== undefined;
  const found: Subjects = {
    ...none,
    indicators: isTold ? undefined : indicators,
    limit,
  };
  // Of indicators at one time nothing else is known: no sum, share or order of their values.
  if (roles.listed !== undefined) return found;
  return {
    ...found,
    statement,
    recommend: await findRecommend(table, source, roles),
    // Of income and costs it says nothing how many lines reach their plan.
    plan: isLimited || (statement !== undefined && roles.accounts?.opposed === true) ? undefined : plan,
    inventory,
    ...spans,
    outcome: outcome !== undefined && isToldBySpans(outcome, spans) ? undefined : outcome,
    rhythm,
    rate,
    scale,
    // A stock and what comes and goes are no kinds of one thing.
    kinds: scale === undefined && roles.stock === undefined ? await findKinds(table, source, roles) : undefined,
    whole: findWhole(roles, columnsOfRhythm(roles)),
    sides: await findSides(table, source, roles),
    gains: hasGains(roles),
    meters: roles.meter,
    stock: roles.stock,
  };
}

const none: Subjects = {
  statement: undefined,
  indicators: undefined,
  limit: undefined,
  plan: undefined,
  inventory: undefined,
  recommend: undefined,
  lateness: undefined,
  duration: undefined,
  outcome: undefined,
  rhythm: undefined,
  rate: undefined,
  scale: undefined,
  kinds: undefined,
  whole: undefined,
  sides: undefined,
  gains: false,
  meters: undefined,
  stock: undefined,
};

/** Whether an outcome only says who has a date that a span tells more of: what has no end is open. */
function isToldBySpans({ told, column }: OutcomeRole, { lateness, duration }: Spans): boolean {
  return told === "date" && [lateness?.actual, lateness?.due, duration?.end].some((one) => one?.column === column);
}

/**
 * The roles without the column of a rate that several rows make, unless somebody asks for it: its mean is no rate; and
 * without limits, which are no measures.
 */
export function withoutRate(roles: Roles, { rate, limit, kinds }: Subjects): Roles {
  const { story, summed, time, measures } = roles;
  const isMade = summed || time !== undefined || story === "groups";
  const bounds = new Set((limit?.pairs ?? []).flatMap(({ lower, upper }) => [lower?.column, upper?.column]));
  // What differs in brackets from part to part of one sum is no unit.
  const named = new Set(kinds?.isNamed === true ? kinds.columns.map(({ column }) => column) : []);
  const measured = measures
    .filter(({ column }) => !bounds.has(column))
    .map((one) => (named.has(one.column) ? { ...one, label: one.column.trim(), unit: "" } : one));
  const others = measured.filter(({ column }, at) => at === 0 || !isMade || column !== rate?.column);
  return others.length === 0 ? roles : { ...roles, measures: others };
}
