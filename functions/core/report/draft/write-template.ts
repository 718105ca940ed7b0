import { assumptionsOf, questionsOf } from "./assume.ts";
import type { Draft, DraftSource } from "./draft.ts";
import { type Files, isSpread, type Plan, writeMeasures } from "./blocks/parts.ts";
import { writeTimeCharts } from "./blocks/time-charts.ts";
import { writeTimeQueries } from "./blocks/time-queries.ts";
import { writeGaps } from "./blocks/gaps.ts";
import { writeLacking } from "./blocks/periods/lacking-rows.ts";
import { writeStray } from "./blocks/periods/stray-dates.ts";
import { writeSilences } from "./blocks/periods/silences.ts";
import { writeFlags } from "./blocks/flags.ts";
import { writeVoided } from "./blocks/voided.ts";
import { writeCommon } from "./blocks/glance/frequent-values.ts";
import { writeCross } from "./blocks/cross.ts";
import { writeGroups } from "./blocks/groups.ts";
import { writeSpread } from "./blocks/spread.ts";
import { writeSurvey } from "./blocks/survey.ts";
import type { ReportWords } from "./words/report-words.ts";
import { shortLines } from "./words/short-lines.ts";
import { withDatives } from "./words/datives.ts";
import { withSingleStops } from "./words/single-stops.ts";
import { withSmallValues } from "./words/small-values.ts";
import { writeSubjects } from "./stories/write-subjects.ts";
import { wordsOf } from "./words/words.ts";
import { writeSettings } from "./blocks/settings.ts";

/** Writes the files of a template. */
export function writeTemplate(plan: Plan, source: DraftSource): Draft {
  const files: Files = new Map();
  const words = wordsOf(plan.language);
  const { story } = plan.roles;
  files.set("template.yaml", writeSettings(plan, source, words));
  files.set("tests/defaults.yaml", testOf(words));
  if (plan.roles.long !== undefined) files.set("queries/long.sql", `${plan.roles.long.sql}\n`);
  if (story === "series" || story === "panel" || story === "flow") {
    files.set("report.md", printed(words.time(plan), plan));
    writeMeasures(files, plan);
    writeTimeQueries(files, plan);
    writeLacking(files, plan);
    writeSilences(files, plan);
    writeStray(files, plan);
    writeTimeCharts(files, plan);
  } else {
    files.set("report.md", printed(words[story](plan), plan));
    if (story !== "survey" && plan.roles.listed === undefined) writeMeasures(files, plan);
    const write = isSpread(plan) ? writeSpread : { cross: writeCross, groups: writeGroups, survey: writeSurvey }[story];
    // Of indicators only the section on them is shown.
    if (plan.roles.listed === undefined) write(files, plan);
    if (story === "cross" || story === "groups") writeCommon(files, plan);
  }
  writeFlags(files, plan);
  writeGaps(files, plan);
  writeVoided(files, plan);
  writeSubjects(files, plan);
  return {
    story,
    title: plan.title,
    what: words.what(plan),
    files,
    questions: questionsOf(plan, words),
    assumed: assumptionsOf(plan, files, words),
  };
}

/** The text of a report with what depends on the names and values of its table. */
function printed(text: string, plan: Plan): string {
  return shortLines(withSingleStops(withSmallValues(withDatives(text, plan), plan), plan));
}

/** A test of the template: its default report has no warnings. */
function testOf({ labels }: ReportWords): string {
  return `# yaml-language-server: $schema=../../test.schema.json\ntitle: ${labels.test}\nexpect: { warnings: [] }\n`;
}
