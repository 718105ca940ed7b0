import type { DraftTable } from "../draft.ts";
import type { Roles } from "../roles/roles.ts";
import { findOutcome } from "./outcome/find-outcome.ts";
import { findPlan } from "./plan/find-plan.ts";
import type { Subjects } from "./subjects.ts";

/** Finds what a table is about beside its measures: what its rows end in, what was planned. */
export async function findSubjects(table: DraftTable, roles: Roles): Promise<Subjects> {
  const source = roles.long === undefined ? "records" : `(${roles.long.sql})`;
  return { plan: await findPlan(table, source, roles), outcome: await findOutcome(table, source, roles) };
}
