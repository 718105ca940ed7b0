import type { Spans } from "./span-role.ts";

/** The columns that the queries of spans read. */
export function columnsOfSpans({ lateness, duration }: Spans): readonly string[] {
  return [lateness, duration].flatMap((role) => {
    if (role === undefined) return [];
    const moments = "due" in role ? [role.due, role.actual, ...role.days] : [role.begin, role.end];
    const named = role.name === undefined ? [] : [role.name.column];
    const amount = "amount" in role && role.amount !== undefined ? [role.amount.column] : [];
    const states = role.states === undefined ? [] : [role.states.column];
    return [
      ...states,
      ...amount,
      ...moments.map(({ column }) => column),
      ...role.groups.map(({ column }) => column),
      ...named,
    ];
  });
}
