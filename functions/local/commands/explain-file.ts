import { existsSync } from "node:fs";
import { BroadsheetError } from "../../core/errors.ts";
import type { Answer, AnsweredCells, AnsweredChoice } from "../../core/report/explain/answer-number.ts";
import type { NumberQuestion } from "../../core/report/explain/pick-numbers.ts";
import { countWords } from "../../core/wording/count-words.ts";
import { showControlsInLines } from "../../core/wording/show-controls.ts";
import { locateTemplate } from "../../seed/template-folders.ts";
import { type ExplainedNumber, explainReport, type Explanation } from "../explain-report.ts";
import { parseDatasets } from "../parse-datasets.ts";
import { tellLineage } from "../tell-lineage.ts";
import { readPdfFile } from "../read-pdf-file.ts";

export interface ExplainOptions {
  readonly number?: string;
  readonly page?: string;
  readonly at?: string;
  /** Rows to list, or true for the usual number. */
  readonly rows?: string | true;
  readonly template?: string;
  readonly dataset: readonly string[];
  readonly read: readonly string[];
  readonly dataDir?: string;
  readonly json?: boolean;
}

/** Most answers printed on a terminal, and rows of each. */
const toldAnswers = 10;
const toldRows = 3;

/** Dataset rows that `--rows` lists of each dataset without a number. */
const usualListed = 5;

/** Default data directory of a server on this machine. */
const usualDataDir = ".broadsheet";

/**
 * `broadsheet explain`: says where a number on a page comes from.
 *
 * @throws BroadsheetError for a question that cannot be read, a report that cannot be rendered again as it is, and a
 *   number that it does not print
 */
export async function explainFile(path: string, options: ExplainOptions): Promise<void> {
  const { template, dataset, read, dataDir, json } = options;
  const question = readQuestion(options);
  if (dataDir !== undefined && !existsSync(dataDir)) {
    throw new BroadsheetError("not-found", {
      code: "folder-unreadable",
      message: `there is no data directory ${dataDir}`,
      where: { name: "--data-dir" },
      seen: dataDir,
    });
  }
  const sources = {
    template: template === undefined ? undefined : (await locateTemplate(template)).folder,
    ...parseDatasets({ dataset, read }),
    dataDir: dataDir ?? usualDataDir,
  };
  const listed = readListed(options.rows);
  const explained = await explainReport(await readPdfFile(path), sources, question, listed);
  const text = json === true ? JSON.stringify(explained, null, 2) : showControlsInLines(tell(explained));
  process.stdout.write(`${text}\n`);
}

function readQuestion({ number, page, at }: ExplainOptions): NumberQuestion {
  if (number === undefined && (page === undefined || at === undefined))
    refuse("--number", "name a number, --number TEXT, or a place, --page N --at X,Y", undefined);
  if (page !== undefined && !/^[1-9]\d*$/.test(page)) refuse("--page", "--page takes a page's number, from 1", page);
  const [, x, y] = /^(\d+(?:\.\d+)?),(\d+(?:\.\d+)?)$/.exec(at ?? "") ?? [];
  if (at !== undefined && (x === undefined || page === undefined))
    refuse("--at", "--at takes two numbers of points, X,Y, and needs --page", at);
  return {
    number,
    page: page === undefined ? undefined : Number(page),
    at: at === undefined ? undefined : { x: Number(x), y: Number(y) },
  };
}

function readListed(rows: ExplainOptions["rows"]): number | undefined {
  if (rows === undefined || rows === true) return rows && usualListed;
  if (!/^\d{1,4}$/.test(rows)) refuse("--rows", "--rows takes a number of rows to list, up to 9999", rows);
  return Number(rows);
}

function refuse(name: string, message: string, seen: string | undefined): never {
  throw new BroadsheetError("invalid-request", { code: "invalid-option", message, where: { name }, seen });
}

function tell({ answers, otherEngine }: Explanation): string {
  const parts = answers.slice(0, toldAnswers).map(tellAnswer);
  if (answers.length > toldAnswers) parts.push(`and ${answers.length - toldAnswers} more, which --json lists`);
  if (otherEngine) parts.push("made by another engine; this one prints the same");
  return parts.join("\n\n");
}

const kinds: Readonly<Record<Answer["kind"], string>> = {
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
    `${text} on page ${page}${shown}: ${kinds[kind]}`,
    ...(figure === undefined ? [] : [`  figure   ${figure}`]),
    ...cells.flatMap((each) => tellCells(each, decimals)),
    ...queries.map((query) => `  query    ${query}`),
    ...names.map(({ name, value }) => `  ${name}${value === undefined ? "" : ` = ${JSON.stringify(value)}`}`),
    ...(decidedBy.length === 0 ? [] : [`  decided by ${decidedBy.map(tellChoice).join(", ")}`]),
    ...written,
    ...lineage.flatMap(tellLineage),
    ...lineageProblems.map(({ message }) => `  rows not found: ${message}`),
    ...(cellsLeft === 0 ? [] : [`  and ${countWords(cellsLeft, "more cell")}, whose rows were not sought`]),
  ].join("\n");
}

function tellCells({ query, column, count, rows }: AnsweredCells, decimals: number): string[] {
  if (count === 0) return [`  query    ${query}, column ${column}`];
  const lines = rows
    .slice(0, toldRows)
    .flatMap(({ row, value, record }) => [
      `  value    ${JSON.stringify(value)}${typeof value === "number" ? ` (printed with ${countWords(decimals, "decimal")})` : ""}`,
      `  query    ${query}, row ${row}, column ${column}`,
      `  row      ${JSON.stringify(record)}`,
    ]);
  return count > toldRows ? [...lines, `  and ${countWords(count - toldRows, "more row")} of ${query}`] : lines;
}

function tellChoice({ name, query, column, count = 0 }: AnsweredChoice): string {
  if (name !== undefined) return name;
  return column === undefined ? `the rows of ${query}` : `${query}.${column} (${countWords(count, "row")})`;
}
