import { columnsOfGoals } from "../stories/columns-of-goals.ts";
import { columnsOfSpans } from "../stories/span/columns-of-spans.ts";
import type { Subjects } from "../stories/table-subjects.ts";
import { commonColumns } from "./glance/frequent-values.ts";
import { otherGroups } from "./other-groups.ts";
import { comparedOf, type Plan } from "./parts.ts";

/** The columns with several values of which a report has nothing, on no choice of its parameters; not of a survey. */
export function unusedColumns(plan: Plan): readonly string[] {
  const { roles, subjects } = plan;
  const { looks, time, measures, selector, place, part, long, story } = roles;
  if (long?.turned === true || story === "survey") return [];
  const used = new Set([
    ...(time?.columns ?? []),
    time?.season?.column,
    ...(subjects.whole?.groups ?? []).map(({ column }) => column),
    ...[...comparedOf(roles), ...otherGroups(plan)].flatMap(({ column, named }) => [column, named]),
    ...measures.flatMap(({ column, direction }) => [column, direction]),
    ...(selector === undefined ? [] : [selector, ...measures.map(({ value }) => value.slice(1, -1))]),
    place?.column,
    roles.voided?.column,
    ...columnsOfSubjects(subjects),
    // How many say yes has a line of its own.
    ...commonColumns(plan).flatMap(({ column, yes }) => (yes === undefined ? [] : [column])),
    part?.column,
  ]);
  const unused = looks.filter(({ name, distinct }) => distinct > 1 && !used.has(name)).map(({ name }) => name);
  return [...unused, ...(long?.without ?? [])];
}

/** The columns of what the table is about beside its measures. */
function columnsOfSubjects(subjects: Subjects): readonly (string | undefined)[] {
  return [
    ...columnsOfGoals(subjects),
    subjects.plan?.actual.column,
    subjects.plan?.planned.column,
    subjects.stock?.opening,
    subjects.stock?.column,
    ...(subjects.stock?.flows ?? []).map(({ column }) => column),
    subjects.sides?.one.column,
    subjects.sides?.other.column,
    subjects.rate?.column,
    subjects.rate?.without,
    subjects.rate?.above.column,
    subjects.rate?.below.column,
    ...(subjects.rate?.beside ?? []).flatMap(({ above, below }) => [above.column, below.column]),
    ...(subjects.scale?.columns ?? []).map(({ column }) => column),
    ...(subjects.kinds?.columns ?? []).map(({ column }) => column),
    subjects.statement?.later.column,
    subjects.statement?.earlier?.column,
    ...(subjects.rhythm?.columns ?? []),
    subjects.whole?.voided?.column,
    ...columnsOfSpans(subjects),
    subjects.outcome?.column,
    ...(subjects.outcome?.groups ?? []).map(({ column }) => column),
  ];
}
