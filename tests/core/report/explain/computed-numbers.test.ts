import { beforeAll, expect, test } from "vitest";
import { filterNames } from "../../../../functions/core/report/compose/liquid/filters.ts";
import { answerNumber } from "../../../../functions/core/report/explain/answer-number.ts";
import type { PrintedNumber } from "../../../../functions/core/report/explain/printed-number.ts";
import { readNumbersFile, writeNumbersFile } from "../../../../functions/core/report/explain/numbers-file.ts";
import { tellAnswers } from "../../../../functions/local/tell-answers.ts";
import { traceReport, type TracedReport } from "./trace-report.ts";

/**
 * Filter, an expression with it, the number that is printed, and whether that is another value than the cell's. Each
 * filter that templates may use is here.
 */
const cases: readonly (readonly [string, string, string, "cell" | "cells" | "computed" | "count"])[] = [
  ["plus", "q.first.calls | plus: 12", "83", "computed"],
  ["minus", "q.first.calls | minus: 60", "11", "computed"],
  ["times", "q.first.calls | times: 3", "213", "computed"],
  ["times", "q.first.calls | times: 1", "71", "cell"],
  ["divided_by", "q.first.calls | divided_by: 2 | number: 1", "35.5", "computed"],
  ["modulo", "q.first.calls | modulo: 8", "7", "computed"],
  ["at_least", "q.first.calls | at_least: 90", "90", "computed"],
  ["at_least", "q.first.calls | at_least: 9", "71", "cell"],
  ["at_most", "q.first.calls | at_most: 20", "20", "computed"],
  ["abs", "q.first.change | abs", "4.6", "cell"],
  ["ceil", "q.first.tons | ceil", "3056", "computed"],
  ["floor", "q.first.tons | floor", "3055", "computed"],
  ["round", "q.first.tons | round: 1 | number: 1", "3,055.2", "cell"],
  ["sum", "q.rows | map: 'calls' | sum", "100", "cells"],
  ["size", "q.first.port | size", "12", "computed"],
  ["size", "q.rows | size", "2", "count"],
  ["size", "q.rows | where: 'calls', 71 | size", "1", "count"],
  ["change", "q.first.share | change", "0.1", "cell"],
  ["change", "q.first.calls | change: 50", "42", "computed"],
  ["append", "q.first.calls | append: ' ships'", "71", "cell"],
  ["append", "q.first.calls | append: '000'", "71000", "computed"],
  ["prepend", "q.first.calls | prepend: 'no. '", "71", "cell"],
  ["prepend", "q.first.calls | prepend: '9'", "971", "computed"],
  ["remove", "q.first.port | remove: '4'", "7", "computed"],
  ["remove_first", "q.first.port | remove_first: 'Norden'", "47", "cell"],
  ["replace", "q.first.port | replace: '47', '53'", "53", "cell"],
  ["replace", "q.first.port | replace: '7', '95'", "495", "computed"],
  ["replace_first", "q.first.port | replace_first: '4', '6'", "67", "computed"],
  ["slice", "q.first.month | slice: 0, 4", "2031", "cell"],
  ["slice", "q.first.month | slice: 2, 2", "31", "computed"],
  ["truncate", "q.first.long | truncate: 7, ''", "1234567", "computed"],
  ["split", "q.first.month | split: '-' | last", "08", "cell"],
  ["join", "q.rows | map: 'calls' | join: ' and '", "71", "cells"],
  ["capitalize", "q.first.port | capitalize", "47", "cell"],
  ["upcase", "q.first.port | upcase", "47", "cell"],
  ["downcase", "q.first.port | downcase", "47", "cell"],
  ["strip", "q.first.port | strip", "47", "cell"],
  ["lstrip", "q.first.port | lstrip", "47", "cell"],
  ["rstrip", "q.first.port | rstrip", "47", "cell"],
  ["default", "q.first.calls | default: 3", "71", "cell"],
  ["first", "q.rows | map: 'calls' | first", "71", "cell"],
  ["last", "q.rows | map: 'calls' | last", "29", "cell"],
  ["map", "q.rows | map: 'calls' | first", "71", "cell"],
  ["reverse", "q.rows | map: 'calls' | reverse | join: ' and '", "29", "cells"],
  ["uniq", "q.rows | map: 'calls' | uniq | join: ' and '", "29", "cells"],
  ["concat", "q.rows | map: 'calls' | concat: q.rows | map: 'calls' | join: ', '", "29", "cells"],
  ["where", "q.rows | where: 'port', q.first.port | map: 'calls' | first", "71", "cell"],
  ["find", "q.rows | find: 'calls', 71 | map: 'calls' | first", "71", "cell"],
  ["sort", "q.rows | sort: 'calls' | map: 'calls' | first", "29", "cell"],
  ["number", "q.first.tons | number: 2", "3,055.21", "cell"],
  ["percent", "q.first.share | percent: 1", "0.1", "cell"],
  ["ratio", "q.first.share | ratio: 2", "12.50", "cell"],
  ["points", "q.first.change | points: 1", "−4.6", "cell"],
  ["currency", "q.first.tons | currency: 'EUR'", "3,055.21", "cell"],
  ["compact", "q.first.long | compact: 1", "1.2", "cell"],
  ["date", "q.first.day", "17", "cell"],
  ["t", "'ships' | t: count: q.first.calls", "71", "cell"],
  ["plural", "q.first.calls | plural: one: '{n} ship', other: '{n} ships'", "71", "cell"],
  ["in_sentence", "q.rows | in_sentence: 'calls'", "71", "cells"],
];

const files = {
  "template.yaml": `title: Ships
languages: [en]
date: "2025-12-31"
parameters:
  type: object
  properties: { year: { type: integer, default: 2021 } }
datasets:
  ships: { file: data/ships.csv, columns: { calls: integer, tons: number, change: number, share: number, month: text, long: integer, port: text, day: date } }
`,
  "data/ships.csv": `port,calls,tons,change,share,month,long,day
Nordenham 47,71,3055.206,-4.6,0.125,2031-08,1234567890,2026-03-17
Emden 53,29,12.5,3.3,0.25,2032-09,42,2026-03-18
`,
  "queries/q.sql": "SELECT * FROM ships ORDER BY calls DESC",
  "messages/en.yaml": 'ships: "{count} ships"\n',
  "report.md": [
    "# Ships",
    ...cases.map(([, expression], index) => `Case x${letters(index)}: {{ ${expression} }}.`),
    "Parameter: {{ parameters.year | minus: 1 }} and {{ parameters.year }}.",
    "Counted: {{ q.size | times: 150 }} and {{ q.size }}.",
    "{% assign part = q.first.calls | times: 4 %}Assigned: {{ part }}.",
    "{% capture said %}{{ q.first.calls | times: 5 }} of {{ q.first.calls }}{% endcapture %}Captured: {{ said }}.",
    "{% assign least = q.last.calls | plus: 42 %}Chosen: {{ q.rows | where: 'calls', least | map: 'tons' | first | number: 3 }}.",
    '::table{data="q" columns="port, calls: Tenfold {{ q.first.calls | times: 10 }}" title="Sixfold {{ q.first.calls | times: 6 }}"}',
  ].join("\n\n"),
};

/** A name without digits. */
function letters(index: number): string {
  return String.fromCharCode(97 + Math.floor(index / 26), 97 + (index % 26));
}

let made: TracedReport;
beforeAll(async () => void (made = await traceReport(files)));

function found(text: string, context: string): PrintedNumber {
  const number = made.numbers.find((each) => each.text === text && each.context.includes(context));
  expect(number, `${text} in ${context}`).toBeDefined();
  return number!;
}

test("every filter is among the cases", () => {
  const missing = filterNames.filter((name) => !cases.some(([known]) => known === name));
  // They give names, without numbers.
  expect(missing).toEqual(["country", "language"]);
});

test("tracing what filters compute changes no byte", () => {
  expect(made.report.sha256).toBe(made.plain.sha256);
});

test.each(cases.map((each, index) => [...each, index] as const))("%s: {{ %s }} prints %s, %s", (...given) => {
  const [, , text, kind, index] = given;
  expect(found(text, `x${letters(index)}:`).kind).toBe(kind);
});

test.each([
  ["2,020", "Parameter", "computed"],
  ["2,021", "Parameter", "parameter"],
  ["300", "Counted", "computed"],
  ["2", "Counted", "count"],
  ["284", "Assigned", "computed"],
  ["355", "Captured", "computed"],
  ["71", "Captured", "cell"],
  ["3,055.206", "Chosen", "cell"],
  ["426", "Sixfold", "computed"],
  ["710", "Tenfold", "computed"],
])("%s of “%s” is %s", (text, context, kind) => {
  expect(found(text.replace(/^2,0/, "20"), context).kind).toBe(kind);
});

test("the answer names the cell, and says that the number was computed from it", () => {
  const answer = answerNumber(found("284", "Assigned"), made.laidOut.tables, () => undefined);
  expect(answer).toMatchObject({ kind: "computed", cells: [{ query: "q", column: "calls", rows: [{ value: 71 }] }] });
  const told = tellAnswers({ answers: [answer], otherEngine: false });
  expect(told).toContain(": computed from a value of a query\n  value    71\n  query    q, row 1, column calls");
  const counted = answerNumber(found("300", "Counted"), made.laidOut.tables, () => undefined);
  expect(tellAnswers({ answers: [counted], otherEngine: false })).toContain(
    "computed from the number of a query's rows",
  );
  const year = answerNumber(found("2020", "Parameter"), made.laidOut.tables, () => 2021);
  expect(tellAnswers({ answers: [year], otherEngine: false })).toContain(
    "computed from a value of the report\n  parameters.year = 2021",
  );
});

test("the file in a PDF says it, too", () => {
  const bytes = writeNumbersFile(made.numbers, made.laidOut.tables, new Set())!;
  const { numbers } = readNumbersFile(bytes);
  expect(numbers.map(({ kind }) => kind)).toEqual(made.numbers.map(({ kind }) => kind));
});
