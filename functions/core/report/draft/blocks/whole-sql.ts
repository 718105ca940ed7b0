import type { Plan } from "./parts.ts";

/** Whether the whole is put together from members, and not from the rows themselves. */
export function hasMembers({ roles: { members, story } }: Plan): boolean {
  return members.length > 0 && story !== "flow";
}

/** SQL of one value from those of all members: their sum, or their median where they may not be added up. */
export function overMembers(plan: Plan, sum: string, median: string): string {
  const adds = plan.roles.measures.map((measure) => measure.adds);
  if (!hasMembers(plan) || adds.every(Boolean)) return sum;
  return adds.some(Boolean) ? `CASE WHEN any_value(m.adds) THEN (${sum})::DOUBLE ELSE ${median} END` : median;
}
