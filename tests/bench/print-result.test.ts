import { expect, test } from "vitest";
import { atLeast, atMost, ratio } from "../../bench/goal.ts";
import { printGoals, printResult } from "../../bench/print-result.ts";

const result = {
  lines: [
    { contender: "Broadsheet", rows: 1000, ms: [3, 1, 2], tagged: true },
    { contender: "other", rows: 1000, ms: [40.123], "peak MiB": 1234.5 },
  ],
  goals: [atLeast("faster", 10, ratio(40, 2)), atMost("smaller", 1, undefined, "MiB"), atMost("leaner", 5, 6, "MiB")],
  notes: ["Nobody was left out."],
};

test("a case is a table with medians and spreads, its goals with verdicts, and notes", () => {
  expect(printResult({ title: "Case" }, result)).toBe(`### Case

| contender | rows | ms | spread (runs) | tagged | peak MiB |
| --- | --: | --: | --: | --: | --: |
| Broadsheet | 1000 | 2 | 1–3 (3) | yes |  |
| other | 1000 | 40.1 | 40.1–40.1 (1) |  | 1235 |

- met: faster: 20 times
- **missed**: smaller: not measured
- **missed**: leaner: 6 MiB

- Nobody was left out.
`);
});

test("the goals of all cases are one table", () => {
  expect(printGoals([{ name: "case", ...result }])).toBe(`| case | goal | measured | verdict |
|---|---|--:|---|
| case | faster | 20 times | met |
| case | smaller | not measured | **missed** |
| case | leaner | 6 MiB | **missed** |`);
});
