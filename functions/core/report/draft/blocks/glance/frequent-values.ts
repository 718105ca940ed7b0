import type { ColumnLook } from "../../look/look-at-columns.ts";
import { readLabel } from "../../names/read-label.ts";
import { quoteName, quoteText } from "../../quote.ts";
import { isLabelling } from "../../roles/measures/labelling.ts";
import { readYesNo } from "../../stories/outcome/state-words.ts";
import { type Files, isSpread, type Plan, sourceOf, valueSql } from "../parts.ts";

/** Most columns of which a report says what is most common, and most values of one. */
const [mostColumns, mostValues] = [4, 400];
/** Fewest rows of which a share says something, and smallest share of them that is worth a line. */
const [fewestRows, smallest] = [20, 0.03];

/** A column of kinds, of which a report says how many are of the one that people ask for. */
export interface CommonColumn {
  readonly column: string;
  readonly label: string;
  /** SQL of its value; a text. */
  readonly value: string;
  /** The value that says yes, if it is one of two that say yes and no. */
  readonly yes: string | undefined;
  readonly isTwo: boolean;
}

/** Words of a text, of four letters and more, without the endings of plurals. */
const stemsOf = (text: string): readonly string[] =>
  text
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .map((word) => word.replace(/(?<=[^s])s$/, ""))
    .filter((word) => word.length >= 4);

/**
 * The columns of kinds that the first figures do not show: what most of the rows are, and how many say yes. What the
 * title names comes first, then yes and no.
 */
export function commonColumns(plan: Plan): readonly CommonColumn[] {
  const { roles, rows, title, subjects } = plan;
  const { story, looks, members, measures, time, selector, listed, long } = roles;
  if (story !== "groups" && !(story === "cross" && measures[0]?.column === "*")) return [];
  if (isSpread(plan) || selector !== undefined || listed !== undefined || long !== undefined || rows < fewestRows)
    return [];
  const used = new Set([
    ...roles.twins,
    ...(time?.columns ?? []),
    ...members.slice(0, 1).map(({ column }) => column),
    ...measures.map(({ column }) => column),
    subjects.outcome?.column,
    subjects.rate?.without,
  ]);
  const named = new Set(stemsOf(title));
  const found = looks
    .filter((look) => !used.has(look.name) && isKind(look, rows))
    .map((look, at) => {
      const answers = look.type === "text" ? readYesNo(look.texts) : undefined;
      const isInTitle = stemsOf(look.name).some((stem) => named.has(stem));
      const score = (isInTitle ? 4 : 0) + (look.distinct === 2 ? 1 : 0) - at / 100;
      return { look, yes: look.type === "text" ? answers?.yes[0] : "1", score };
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, mostColumns);
  return found.map(({ look, yes }) => ({
    column: look.name,
    label: readLabel(look.name).label,
    value:
      look.type === "text"
        ? `nullif(trim(${quoteName(look.name)}), '')`
        : `(${quoteName(look.name)}::INTEGER)::VARCHAR`,
    yes: yes?.trim(),
    isTwo: look.distinct === 2,
  }));
}

/** Whether a column holds kinds of its rows: a few texts, truth values, or 0 and 1. */
function isKind(look: ColumnLook, rows: number): boolean {
  const { type, distinct, values, whole, low, high, length } = look;
  if (values * 2 < rows || distinct < 2) return false;
  if (type === "text") return distinct <= mostValues && distinct * 4 <= values && length <= 40;
  const isBit = type === "boolean" || (type === "integer" && whole && low === 0 && high === 1);
  return isBit && !isLabelling(look, rows);
}

/** The query of what is most common in each of these columns; of two values, with the medians of both. */
export function commonQuery(plan: Plan, columns: readonly CommonColumn[]): string {
  const { measures } = plan.roles;
  const isMeasured = measures[0]!.column !== "*";
  const one = ({ label, value, yes, isTwo }: CommonColumn, at: number): string => {
    const first = yes === undefined ? "(SELECT arg_max(kind, n) FROM counted)" : quoteText(yes);
    return `(WITH kinds_of AS (
  SELECT ${value} AS kind, ${isMeasured ? valueSql(measures) : "NULL"} AS value FROM ${sourceOf(plan.roles)}
), counted AS (
  SELECT kind, count(*) AS n, median(value::DOUBLE) AS middle FROM kinds_of WHERE kind IS NOT NULL GROUP BY kind
), top AS (
  SELECT ${first} AS kind
)
SELECT ${at} AS place, ${quoteText(label)} AS label, top.kind AS first, ${yes === "1"} AS is_flag, ${isTwo} AS is_two,
  (SELECT n FROM counted WHERE kind = top.kind) AS n, (SELECT sum(n) FROM counted) AS answered,
  (SELECT count(*) FROM counted WHERE n = (SELECT max(n) FROM counted)) AS ties, ${yes !== undefined} AS is_yes,
  (SELECT middle FROM counted WHERE kind = top.kind) AS middle, (SELECT any_value(kind) FROM counted WHERE kind <> top.kind) AS second,
  (SELECT median(value::DOUBLE) FROM kinds_of WHERE kind <> top.kind) AS second_middle
FROM top)`;
  };
  return `-- What most rows are in other columns, or how many say yes; of two kinds with the median of each.
SELECT *, 100 * n / answered AS share,
  -- Columns that say the same in two languages say it once.
  coalesce(n >= ${smallest} * answered AND (is_yes OR ties = 1 AND row_number() OVER (PARTITION BY is_yes, n, answered ORDER BY place) = 1), false) AS tells
FROM (
${columns.map(one).join("\n  UNION ALL ")}
)
ORDER BY place
`;
}

/** Share of the rows that a name must tell apart, and the longest name that a sentence can have. */
const [mostlyUnique, longest] = [0.9, 60];
/** Names of what a row is called. */
const nameName =
  /name|title|titel|winner|race|school|company|firm|city|town|model|product|item|label|bezeichnung|名|标题/i;

/** SQL of the name of a row, of records in groups that have one. */
export function nameOfRow({ roles, rows }: Plan): string | undefined {
  const { story, looks, members, measures, selector, listed, long } = roles;
  const isOfRecords = story === "groups" && measures[0]?.column !== "*";
  if (!isOfRecords || selector !== undefined || listed !== undefined || long !== undefined) return undefined;
  const compared = new Set(members.map(({ column }) => column));
  const named = looks.filter(
    ({ name, type, distinct, values, length }) =>
      type === "text" &&
      !compared.has(name) &&
      values >= mostlyUnique * rows &&
      distinct >= mostlyUnique * values &&
      length <= longest,
  );
  const found = named.find(({ name }) => nameName.test(name));
  return found === undefined ? undefined : `trim(${quoteName(found.name)})`;
}

/** The query of the record with the highest value, if one alone has it. */
export function topRecordQuery(plan: Plan, name: string): string {
  return `-- The record with the highest value, if one alone has it.
WITH valued AS (SELECT ${name} AS name, (${valueSql(plan.roles.measures)})::DOUBLE AS value FROM ${sourceOf(plan.roles)})
SELECT CASE WHEN count(*) = 1 THEN min(name) END AS name, max(value) AS value
FROM valued
WHERE value = (SELECT max(value) FROM valued)
`;
}

/** The queries of what most rows are, and of the record with the highest value. */
export function writeCommon(files: Files, plan: Plan): void {
  const columns = commonColumns(plan);
  const name = nameOfRow(plan);
  if (columns.length > 0) files.set("queries/common.sql", commonQuery(plan, columns));
  if (name !== undefined && !isSpread(plan)) files.set("queries/top_record.sql", topRecordQuery(plan, name));
}
