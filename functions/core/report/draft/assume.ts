import { comparesYears } from "./blocks/indexes.ts";
import type { AssumedQuestion, Assumption, DraftQuestion, Grain } from "./draft.ts";
import { grains } from "./draft.ts";
import { comparedOf, type Files, type Plan } from "./blocks/parts.ts";
import { assumedReadings } from "./words/notes/readings.ts";
import { measuresAside } from "./blocks/other-measures.ts";
import { hasSteady } from "./blocks/periods/period-queries.ts";
import type { ReportWords } from "./words/report-words.ts";

/** Longest and shortest period that a table's times can be put together to. */
function grainsFrom(raw: Grain): readonly Grain[] {
  return grains.slice(grains.indexOf(raw)).filter((grain) => grain !== "week" || raw === "day" || raw === "week");
}

const keyed = (all: readonly { readonly key: string; readonly label: string }[]): DraftQuestion["choices"] =>
  all.map(({ key, label }) => ({ value: key, label }));

/** The questions that the rules answered, with what else could be the answer. */
export function questionsOf({ roles }: Plan, words: ReportWords): readonly DraftQuestion[] {
  const { measures, time, story } = roles;
  const [about] = measures;
  const compared = comparedOf(roles);
  return [
    ...(about === undefined ? [] : [{ name: "about" as const, chosen: about.key, choices: keyed(measures) }]),
    ...(about === undefined || story === "groups"
      ? []
      : [
          {
            name: "adds" as const,
            chosen: about.adds,
            choices: mayOrNot(words),
          },
        ]),
    ...(time === undefined
      ? []
      : [
          {
            name: "period" as const,
            chosen: time.grain,
            choices: grainsFrom(time.raw).map((grain) => ({ value: grain, label: words.answers[grain] })),
          },
        ]),
    ...(compared.length === 0
      ? []
      : [{ name: "compare" as const, chosen: compared[0]!.key, choices: keyed(compared) }]),
  ];
}

function mayOrNot({ answers }: ReportWords): DraftQuestion["choices"] {
  return [
    { value: true, label: answers.may },
    { value: false, label: answers.mayNot },
  ];
}

/** What the rules decided, each with the line of the file that says so. */
export function assumptionsOf(plan: Plan, files: Files, words: ReportWords): readonly Assumption[] {
  const { roles } = plan;
  const { time, measures, members } = roles;
  const said = words.assumed;
  const questions = questionsOf(plan, words);
  const asked = (name: DraftQuestion["name"]): DraftQuestion | undefined =>
    questions.find((question) => question.name === name);
  const found: (Assumption | undefined)[] = [
    ...assumedReadings(roles.reading, plan.language).map(({ text, line }) =>
      find(files, text, "queries/long.sql", line),
    ),
    time && find(files, said.time(time), "queries/facts.sql", " AS period", asked("period")),
    time && time.raw !== time.grain
      ? find(files, said.complete, "queries/periods.sql", "(period < (SELECT")
      : undefined,
    ...measures.map((measure) => {
      const file = measures.length > 1 ? "queries/measures.sql" : "queries/measure.sql";
      return find(
        files,
        measure.adds ? said.adds(measure.label) : said.apart(measure.label),
        file,
        `('${measure.key}'`,
        asked("adds") && { name: "adds", of: measure.key, chosen: measure.adds, choices: mayOrNot(words) },
      );
    }),
    ...members
      .filter(({ leftOut }) => leftOut.length > 0)
      .map(({ label, leftOut }) =>
        find(files, said.leftOut(label, leftOut), "queries/facts.sql", " NOT IN (", asked("compare")),
      ),
    hasSteady(plan) ? find(files, said.steady, "queries/steady.sql", "") : undefined,
    plan.yearly ? find(files, comparedWith(plan, words), "template.yaml", "against:") : undefined,
    measuresAside(plan).length > 0
      ? find(files, said.aside(measuresAside(plan).map(({ label }) => label)), "template.yaml", "measure:")
      : undefined,
    ...plan.unclear.map(({ name, value }) =>
      find(files, said.unclear(name, value, readingsOf(value)), "template.yaml", "columns:", { name: "decimal" }),
    ),
    ...roles.twins.map((column) => find(files, said.twin(column), "template.yaml", "columns:")),
    roles.survey === undefined
      ? undefined
      : find(files, said.survey(roles.survey.questions.length), "queries/answers.sql", ""),
  ];
  return found.filter((one) => one !== undefined);
}

/** With what a period is compared, and why. */
function comparedWith(plan: Plan, { assumed }: ReportWords): string {
  const by = comparesYears(plan);
  return by === undefined ? assumed.previous : by === "index" ? assumed.yearOfPrices : assumed.yearBefore;
}

/** The two numbers that a text may be: `4,906` is 4906 or 4.906. */
function readingsOf(value: string): readonly [string, string] {
  const digits = value.replaceAll(/[^0-9.,]/g, "");
  return [digits.replaceAll(/[.,]/g, ""), digits.replaceAll(",", ".")];
}

/** The line of a file that has these words. @param question what can be answered otherwise */
function find(
  files: Files,
  text: string,
  file: string,
  words: string,
  question?: AssumedQuestion,
): Assumption | undefined {
  const line = (files.get(file) ?? "").split("\n").findIndex((one) => one.includes(words)) + 1;
  return line === 0 ? undefined : { text, file, line, ...(question !== undefined && { question }) };
}
