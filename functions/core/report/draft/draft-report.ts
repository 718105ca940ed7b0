import { BroadsheetError } from "../../errors.ts";
import { pointerTo } from "../../json/json-pointer.ts";
import { hintNearMatch } from "../../near-match.ts";
import {
  type Draft,
  type DraftAnswers,
  type DraftLanguage,
  type DraftSource,
  type DraftTable,
  grains,
  mostTitle,
} from "./draft.ts";
import { combineSql, comparedOf, type Plan } from "./blocks/parts.ts";
import { lookForOpenAmounts } from "./blocks/periods/open-amounts.ts";
import { lookForLackingCells } from "./blocks/periods/lacking-cells.ts";
import { lookForFull } from "./blocks/periods/full-periods.ts";
import { chineseScale } from "./chinese-scales.ts";
import { languageOf } from "./language-of.ts";
import { lookForConstants } from "./look/look-for-constants.ts";
import { lookForFlags } from "./look/look-for-flags.ts";
import { periodSql } from "./roles/time/period-sql.ts";
import { nameRecords } from "./roles/name-records.ts";
import { findRoles } from "./roles/find-roles.ts";
import type { CalledByUs, Roles } from "./roles/roles.ts";
import type { ReportWords } from "./words/report-words.ts";
import { findSubjects, withoutRate } from "./stories/find-subjects.ts";
import { titleOfName } from "./names/titles/title-words.ts";
import { wordsOf } from "./words/words.ts";
import { writeTemplate } from "./write-template.ts";

/**
 * Drafts a report of a table by rules: finds what it is about, and writes the files of a template.
 *
 * @throws BroadsheetError `invalid-dataset` if no honest report can be drafted, with the reason and what to do
 */
export async function draftReport(
  table: DraftTable,
  answers: DraftAnswers,
  source: Omit<DraftSource, "columns">,
): Promise<Draft> {
  const language = answers.language ?? languageOf(table.columns);
  // A text that may be either of two numbers says nothing that can be compared.
  const clear = { ...table, columns: table.columns.filter(({ unclear }) => unclear === undefined) };
  const labels = labelled(await findRoles(clear), table, wordsOf(language));
  const named = language === "en" ? await nameRecords(table, labels) : labels;
  const all = answered(counted(named, language), answers);
  const subjects = await findSubjects(table, all, language);
  const roles = withoutRate(all, subjects);
  const plan: Plan = {
    roles,
    subjects,
    language,
    title: titleOf(table, answers),
    table: table.title,
    rows: table.rows,
    unclear: table.columns.flatMap(({ name, unclear }) => (unclear === undefined ? [] : { name, value: unclear })),
    constants: await lookForConstants(table),
    flags: await lookForFlags(clear),
    ...(await lookAtSeasons(table, roles)),
    full: await lookForFull(table, roles),
    open: await lookForOpenAmounts(table, roles),
    lacks: await lookForLackingCells(table, roles),
  };
  return writeTemplate(plan, { ...source, columns: table.columns });
}

/** The title that somebody gives, in one line, or the table's name in words. @throws BroadsheetError */
function titleOf({ title: name }: DraftTable, { title }: DraftAnswers): string {
  if (title === undefined) return titleOfName(name);
  const line = title.replace(/\s+/g, " ").trim();
  if (line !== "" && line.length <= mostTitle) return line;
  throw new BroadsheetError("invalid-request", {
    code: "invalid-title",
    message: `a title has 1 to ${mostTitle} characters`,
    where: { pointer: "/answers/title" },
    seen: line.slice(0, 60),
  });
}

/** Names of columns that the turned periods make. */
const turnedName = /^(month|period|year|weekday)(s|_of_column)?$/;

/** The roles with the labels that no column has given in the words of the report's language. */
function labelled(roles: Roles, { columns }: DraftTable, { called }: ReportWords): Roles {
  const isTurned = ({ column }: { readonly column: string }): boolean =>
    roles.long?.turned === true && columns.every(({ name }) => name !== column);
  const label = <Role extends { readonly label: string; readonly column: string; readonly called?: CalledByUs }>(
    role: Role,
  ): Role => {
    const own = isTurned(role) ? (turnedName.exec(role.column)?.[1] as CalledByUs | undefined) : undefined;
    const by = role.called ?? own;
    // Of a change in price, the column's label has its two times.
    if (by === "change") return { ...role, label: `${called[by]}${/[：]$/u.test(called[by]) ? "" : " "}${role.label}` };
    if (by === "priceChange") return { ...role, label: `${called[by]}, ${role.label}` };
    return by === undefined ? role : { ...role, label: called[by] };
  };
  return { ...roles, measures: roles.measures.map(label), members: roles.members.map(label) };
}

/** The roles with numbers in the steps by which the language counts. */
function counted(roles: Roles, language: DraftLanguage): Roles {
  return language === "zh" ? { ...roles, measures: roles.measures.map(chineseScale) } : roles;
}

const putFirst = <Role extends { readonly key: string }>(
  all: readonly Role[],
  key: string | undefined,
): readonly Role[] => {
  const chosen = all.find((one) => one.key === key);
  return chosen === undefined ? all : [chosen, ...all.filter((one) => one !== chosen)];
};

/** The roles with what somebody says instead of the rules. */
function answered(roles: Roles, { about, adds, period, compare }: DraftAnswers): Roles {
  refuseOther(
    "about",
    about,
    roles.measures.map(({ key }) => key),
  );
  refuseOther(
    "compare",
    compare,
    comparedOf(roles).map(({ key }) => key),
  );
  refuseOther("period", period, roles.time === undefined ? [] : grains.slice(grains.indexOf(roles.time.raw)));
  const keys = roles.measures.map(({ key }) => key);
  const said = new Map(typeof adds === "object" ? Object.entries(adds) : []);
  for (const key of said.keys()) refuseOther("adds", key, keys, pointerTo("/answers/adds", key));
  const measures = putFirst(roles.measures, about).map((measure, at) => {
    const own = said.get(measure.key) ?? (at === 0 && typeof adds === "boolean" ? adds : measure.adds);
    return own === measure.adds ? measure : { ...measure, adds: own };
  });
  return {
    ...roles,
    measures,
    members: putFirst(roles.members, compare),
    time: roles.time && period !== undefined ? { ...roles.time, grain: period } : roles.time,
  };
}

/** @throws BroadsheetError `invalid-request` for an answer that is none of the choices */
function refuseOther(
  name: keyof DraftAnswers,
  given: string | undefined,
  allowed: readonly string[],
  pointer = `/answers/${name}`,
): void {
  if (given === undefined || allowed.includes(given)) return;
  throw new BroadsheetError("invalid-request", {
    code: "unknown-answer",
    message: `"${given}" is no answer to "${name}" for this table`,
    where: { pointer },
    seen: given,
    allowed,
    ...hintNearMatch(given, allowed),
  });
}

/** Whether the parts of a year are alike: their means explain half of what varies within the years. */
async function lookAtSeasons({ ask }: DraftTable, roles: Roles): Promise<Pick<Plan, "seasonal" | "yearly">> {
  const { time, measures, long } = roles;
  const [measure] = measures;
  if (time === undefined || measure === undefined || (time.grain !== "month" && time.grain !== "quarter"))
    return { seasonal: false, yearly: false };
  const source = long === undefined ? "records" : `(${long.sql})`;
  // Given by a function, since in a text `$'` would be read as a pattern of the replacement.
  const value = combineSql([measure], "adds").replace("value", () => `${measure.value}::DOUBLE`);
  const [row = {}] = await ask(`WITH found AS (
  SELECT ${periodSql(time)} AS period, ${value} AS value FROM ${source} GROUP BY 1
), cells AS (
  -- What rises steadily is no time of the year.
  SELECT period, value - coalesce(regr_slope(value, epoch(period)) OVER (), 0) * epoch(period) AS value FROM found
), years AS (
  SELECT period, value - avg(value) OVER (PARTITION BY year(period)) AS value, count(*) OVER (PARTITION BY year(period)) AS parts FROM cells
), parts AS (SELECT month(period) AS part, avg(value) AS mean, count(*) AS years FROM years WHERE parts = ${time.grain === "month" ? 12 : 4} GROUP BY 1)
SELECT (SELECT count(DISTINCT year(period)) FROM cells) AS years, (SELECT min(years) FROM parts) AS whole,
  (SELECT sum(mean * mean * years) FROM parts) / nullif((SELECT sum(value * value) FROM years WHERE parts = ${time.grain === "month" ? 12 : 4}), 0) AS explained`);
  const yearly = Number(row["years"] ?? 0) >= 2;
  return { yearly, seasonal: yearly && Number(row["whole"] ?? 0) >= 3 && Number(row["explained"] ?? 0) >= 0.5 };
}
