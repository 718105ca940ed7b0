import { againstAtFirst } from "./indexes.ts";
import { stringify } from "yaml";
import type { DraftSource } from "../draft.ts";
import type { ReportWords } from "../words/report-words.ts";
import { otherOf } from "../roles/roles.ts";
import { columnsOfGoals } from "../stories/columns-of-goals.ts";
import { tellsAllTime } from "../stories/lead-of.ts";
import { allTime } from "../stories/period-asked.ts";
import { columnsOfSpans } from "../stories/span/columns-of-spans.ts";
import { hasOther, type Plan } from "./parts.ts";

/** A text that Liquid reads, without its marks. */
const withoutLiquid = (text: string): string =>
  text
    .replace(/[{}%]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();

/** `template.yaml` of a draft. */
export function writeSettings(plan: Plan, source: DraftSource, words: ReportWords): string {
  const { language, title, constants } = plan;
  // A title is Liquid.
  const named = title.replaceAll(/\{(?=[{%])/g, "{{ '{' }}");
  const used = new Set(source.columns.map(({ name }) => name));
  const settings = {
    title: named,
    kicker: [named, ...constants.map(withoutLiquid)].filter(Boolean).join(" · "),
    languages: [language],
    // A template needs a date; a table has none that a reader should see, so it stays out of the dateline.
    date: "2024-06-30",
    dateline: { date: false },
    parameters: { type: "object", additionalProperties: false, properties: parametersOf(plan, words) },
    datasets: {
      records: {
        default: source.dataset,
        ...(source.file !== undefined && { file: source.file }),
        columns: Object.fromEntries(
          [...neededColumns(plan), ...columnsOfGoals(plan.subjects)]
            .filter((name) => used.has(name))
            .map((name) => [
              name,
              source.columns.find((column) => column.name === name)!.type === "integer"
                ? "number"
                : source.columns.find((column) => column.name === name)!.type,
            ]),
        ),
      },
    },
  };
  return `# yaml-language-server: $schema=../template.schema.json\n${stringify(settings, { lineWidth: 0 })}`;
}

/** The columns that the queries name. */
function neededColumns({
  roles,
  subjects: { plan, outcome, rate, scale, lateness, duration, rhythm, whole },
}: Plan): readonly string[] {
  if (roles.long?.turned === true) return [];
  if (roles.survey !== undefined) return roles.survey.columns;
  return [
    ...(roles.time?.columns ?? []),
    ...roles.members.flatMap(({ column, named }) => (named === undefined ? [column] : [column, named])),
    ...(roles.selector === undefined ? [] : [roles.selector]),
    ...(roles.place === undefined ? [] : [roles.place.column]),
    ...(roles.part === undefined ? [] : [roles.part.column]),
    ...new Set(roles.measures.flatMap(({ direction }) => (direction === undefined ? [] : [direction]))),
    ...roles.measures
      .map(({ column, value }) => (roles.selector === undefined ? column : value.slice(1, -1)))
      .filter((column) => column !== "*"),
    ...(roles.voided === undefined ? [] : [roles.voided.column]),
    ...(plan === undefined ? [] : [plan.actual.column, plan.planned.column]),
    ...(rate === undefined ? [] : [rate, ...rate.beside].flatMap(({ above, below }) => [above.column, below.column])),
    ...(scale?.columns ?? []).map(({ column }) => column),
    ...(rhythm?.columns ?? []),
    ...(whole?.voided === undefined ? [] : [whole.voided.column]),
    ...columnsOfSpans({ lateness, duration }),
    ...(outcome === undefined ? [] : [outcome.column, ...outcome.groups.map(({ column }) => column)]),
  ];
}

const choice = (title: string, values: readonly { readonly key: string; readonly label: string }[], first: string) => ({
  title,
  enum: values.map(({ key }) => key),
  labels: Object.fromEntries(values.map(({ key, label }) => [key, label])),
  default: first,
});

/** The parameters: what it is about, what it compares, which period and against which. */
function parametersOf(plan: Plan, { labels }: ReportWords): Record<string, unknown> {
  const { roles, yearly } = plan;
  const { measures, members, time } = roles;
  return {
    ...(measures.length > 1 && { measure: choice(labels.measure, measures, measures[0]!.key) }),
    ...(hasOther(plan) && measures.length > 2 && { other: choice(labels.other, measures, otherOf(measures)!.key) }),
    ...(members.length > 1 &&
      (roles.story !== "cross" || roles.summed) && { by: choice(labels.by, members, members[0]!.key) }),
    ...(roles.part !== undefined && {
      part: {
        title: withoutLiquid(roles.part.label),
        type: "string",
        default: roles.part.first,
        choices: { query: "part_choices", column: "key", label: "label" },
      },
    }),
    ...(time !== undefined && {
      period: {
        title: labels.period,
        type: "string",
        default: tellsAllTime(plan) ? allTime : "latest",
        choices: { query: "period_choices", column: "key", label: "label" },
      },
    }),
    ...(time !== undefined &&
      yearly && {
        against: choice(
          labels.against,
          [
            { key: "year_before", label: labels.yearBefore },
            { key: "previous", label: labels.previous },
          ],
          againstAtFirst(plan),
        ),
      }),
  };
}
