import type { Plan } from "../blocks/parts.ts";
import { isMoney, isPartName } from "../names/measure-words.ts";
import type { RateRole } from "./rate/rate-role.ts";
import type { Subjects } from "./table-subjects.ts";

/** A subject of a table that has a section of its own. */
export type SubjectName = Exclude<keyof Subjects, "sides">;

/** The subjects of a table in the order of their sections, and whether each may stand above the course of time. */
export function subjectsInOrder(plan: Plan): readonly { readonly name: SubjectName; readonly leads: boolean }[] {
  const { subjects } = plan;
  const isRateAsked = subjects.rate?.leads === true;
  // Of an election people ask who won before they ask how many voted.
  const isElection = subjects.kinds?.isElection === true;
  const names: readonly SubjectName[] = [
    "meters",
    "stock",
    "statement",
    "indicators",
    "limit",
    "plan",
    "inventory",
    "recommend",
    "lateness",
    "duration",
    "outcome",
    ...(isElection ? (["kinds"] as const) : []),
    ...(isRateAsked ? (["rate"] as const) : []),
    "gains",
    "rhythm",
    "scale",
    ...(isElection ? [] : (["kinds"] as const)),
    "whole",
    ...(isRateAsked ? [] : (["rate"] as const)),
  ];
  const inOrder =
    subjects.whole?.isAsked === true ? (["whole", ...names.filter((name) => name !== "whole")] as const) : names;
  const isThere = (name: SubjectName): boolean => subjects[name] !== undefined && subjects[name] !== false;
  return inOrder.filter(isThere).map((name) => ({ name, leads: leads(plan, name) }));
}

/** The subject that stands above the course of time; undefined if that leads. */
export function leadOf(plan: Plan): SubjectName | undefined {
  return subjectsInOrder(plan).find((subject) => subject.leads)?.name;
}

/**
 * Whether a report tells what its dated records came to in all and leaves their last period to who asks for it: a week
 * or a day of few records, or of records that are still open, is seldom what a table is kept for.
 */
export function tellsAllTime(plan: Plan): boolean {
  return plan.roles.time !== undefined && plan.subjects.whole !== undefined && leadOf(plan) !== undefined;
}

/** Whether the section on all dated records says in how many one side is higher, and not that on a period. */
export function saysSidesOfAll(plan: Plan): boolean {
  return plan.subjects.whole?.leads === true || tellsAllTime(plan);
}

function leads(plan: Plan, name: SubjectName): boolean {
  const { subjects } = plan;
  switch (name) {
    case "duration":
    case "rhythm":
    case "scale":
    case "kinds":
      return subjects[name]!.leads;
    case "whole":
      return subjects.whole!.leads === true;
    case "outcome":
      return isOutcomeFirst(plan);
    case "rate":
      return isRateFirst(plan, subjects.rate!);
    default:
      return true;
  }
}

/** Whether a rate is what the table is kept for, or stands in a table without a time beside the counts that make it. */
const isRateFirst = ({ roles: { time, story } }: Plan, rate: RateRole): boolean =>
  rate.leads || (time === undefined && (story === "groups" || isOfCounts(rate)));

/** Whether a table has a rate of its own beside the counts that make it: an open rate beside what was opened. */
const isOfCounts = ({ column, unit, above, below }: RateRole): boolean =>
  column !== undefined &&
  !isPartName(column) &&
  unit === "%" &&
  [above, below].every((part) => part.whole === true && !isMoney(part.unit));

/** Whether what the rows end in says more than the course of time: only a number of records has one, or nothing. */
function isOutcomeFirst({ roles: { time, measures, story }, subjects: { outcome, whole } }: Plan): boolean {
  if (outcome!.isAsked) return true;
  // Of what was measured before and after, people ask first what changed.
  if (measures[0]!.called === "change") return false;
  if (outcome!.isQuality && measures[0]!.column !== "*") return false;
  if (time === undefined) return true;
  if (outcome!.isWon) return true;
  if (outcome!.isRare && whole?.leads === true) return false;
  const isNoNews = time.even === true && !measures[0]!.adds;
  return (
    measures[0]!.column === "*" || isNoNews || (outcome!.isOpen && (outcome!.amount !== undefined || story === "flow"))
  );
}
