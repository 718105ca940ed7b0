import type { Answer, AnsweredCells, AnsweredChoice } from "../core/report/explain/answer-number.ts";
import type { ExplainedNumber } from "../core/report/follow-cells.ts";
import { countWords } from "../core/wording/count-words.ts";
import { tellLineage } from "./tell-lineage.ts";

/** Answers about numbers, of a file or of a stored report. */
interface Told {
  readonly answers: readonly ExplainedNumber[];
  readonly otherEngine: boolean;
  /** Whether the file itself answered. */
  readonly attached?: boolean;
  /** Numbers that were meant beyond the answers. */
  readonly more?: number;
  /** What was deleted. */
  readonly gone?: readonly { readonly kind: string; readonly name: string; readonly version: string }[];
}

/** Most answers printed on a terminal, and rows of each. */
const toldAnswers = 10;
const toldRows = 3;

/** Answers in lines for a terminal. */
export function tellAnswers({ answers, otherEngine, more = 0, gone = [], attached = false }: Told): string {
  const parts = answers.slice(0, toldAnswers).map(tellAnswer);
  if (answers.length > toldAnswers) parts.push(`and ${answers.length - toldAnswers} more, which --json lists`);
  if (more > 0) parts.push(`and ${more} more that are printed so, which were not answered`);
  for (const { kind, name, version } of gone)
    parts.push(`the ${kind} ${name} was deleted in its version ${version}: its values and rows are gone`);
  if (otherEngine) parts.push("made by another engine; this one prints the same");
  if (attached) parts.push("answered by the file itself; broadsheet verify proves that it is the report");
  return parts.join("\n\n");
}

/** What a number was computed from: there is one of these. */
function tellComputed({ cells, queries }: Answer): string {
  if (cells.length > 0) return "computed from a value of a query";
  return queries.length > 0 ? "computed from the number of a query's rows" : "computed from a value of the report";
}

const kinds: Readonly<Record<Exclude<Answer["kind"], "computed">, string>> = {
  cell: "a value of a query",
  cells: "made from several values of queries",
  count: "the number of a query's rows",
  parameter: "a parameter of the report",
  report: "from the report's own data",
  heading: "the name of a query's column",
  words: "the author's own words",
  numbering: "counted by Broadsheet: a page, figure, note, heading or list item",
  guide: "a label of a chart's axis, legend or panel",
  chart: "computed by a chart from its query",
  unknown: "of unknown origin, which is a fault of Broadsheet",
};

function tellAnswer(answer: ExplainedNumber): string {
  const {
    text,
    kind,
    context,
    page,
    figure,
    cells,
    queries,
    names,
    decidedBy,
    places,
    decimals,
    lineage = [],
    lineageProblems = [],
    cellsLeft = 0,
  } = answer;
  const shown = context === text ? "" : `, in “${context.length > 80 ? `${context.slice(0, 79)}…` : context}”`;
  const written = places.map(({ file, line, column }) => `  written  ${file}:${line}:${column}`);
  return [
    `${text} on page ${page}${shown}: ${kind === "computed" ? tellComputed(answer) : kinds[kind]}`,
    ...(figure === undefined ? [] : [`  figure   ${figure}`]),
    ...cells.flatMap((each) => tellCells(each, kind === "computed" ? undefined : decimals)),
    ...queries.map((query) => `  query    ${query}`),
    ...names.map(({ name, value }) => `  ${name}${value === undefined ? "" : ` = ${JSON.stringify(value)}`}`),
    ...(decidedBy.length === 0 ? [] : [`  decided by ${decidedBy.map(tellChoice).join(", ")}`]),
    ...written,
    ...lineage.flatMap(tellLineage),
    ...lineageProblems.map(({ message }) => `  rows not found: ${message}`),
    ...(cellsLeft === 0 ? [] : [`  and ${countWords(cellsLeft, "more cell")}, whose rows were not sought`]),
  ].join("\n");
}

/** @param decimals as printed; undefined: another value is */
function tellCells({ query, column, count, rows }: AnsweredCells, decimals: number | undefined): string[] {
  if (count === 0) return [`  query    ${query}, column ${column}`];
  if (rows.length === 0)
    return [`  query    ${query}, ${countWords(count, "row")}, column ${column}; the values are not here`];
  const lines = rows
    .slice(0, toldRows)
    .flatMap(({ row, value, record }) => [
      `  value    ${JSON.stringify(value)}${typeof value === "number" && decimals !== undefined ? ` (printed with ${countWords(decimals, "decimal")})` : ""}`,
      `  query    ${query}, row ${row}, column ${column}`,
      `  row      ${JSON.stringify(record)}`,
    ]);
  return count > toldRows ? [...lines, `  and ${countWords(count - toldRows, "more row")} of ${query}`] : lines;
}

function tellChoice({ name, query, column, count = 0 }: AnsweredChoice): string {
  if (name !== undefined) return name;
  return column === undefined ? `the rows of ${query}` : `${query}.${column} (${countWords(count, "row")})`;
}
