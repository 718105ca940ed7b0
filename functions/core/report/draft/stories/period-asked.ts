import { againstAtFirst } from "../blocks/indexes.ts";
import type { Plan } from "../blocks/parts.ts";
import { tellsAllTime } from "./lead-of.ts";

/** Key of the choice by which no period is asked for. */
export const allTime = "all";

/**
 * Liquid's condition for the sections on one period, in a report that tells what all its records came to: somebody has
 * chosen a period, or what only these sections show. Undefined for a report that always has them.
 */
export function periodAsked(plan: Plan): string | undefined {
  if (!tellsAllTime(plan)) return undefined;
  const { roles, yearly } = plan;
  const [main, ...others] = roles.members;
  return [
    `parameters.period != '${allTime}'`,
    ...(main === undefined || others.length === 0 ? [] : [`parameters.by != '${main.key}'`]),
    ...(yearly ? [`parameters.against != '${againstAtFirst(plan)}'`] : []),
  ].join(" or ");
}

/** Text for a report with sections on one period only. */
export function ifPeriodAsked(plan: Plan, text: string): string {
  const asked = periodAsked(plan);
  return asked === undefined || text === "" ? text : `{% if ${asked} %}${text}{% endif %}`;
}
