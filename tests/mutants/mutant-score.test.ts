import { expect, test } from "vitest";
import { countOutcomes, listMissed, printScore, type MutantReport } from "./mutant-score.ts";

const mutant = (status: string, line: number) => ({
  status,
  mutatorName: "ConditionalExpression",
  replacement: "true\n  || 1",
  location: { start: { line, column: 5 } },
});
const report: MutantReport = {
  files: {
    "functions/core/a.ts": {
      source: "const a = 1;\nif (a > 0) return;",
      mutants: [mutant("Killed", 1), mutant("Survived", 2), mutant("Ignored", 1)],
    },
  },
};

test("reports are summed, and what could not run counts on neither side", () => {
  const other = {
    files: {
      "functions/core/b.ts": {
        source: "",
        mutants: [mutant("Timeout", 1), mutant("NoCoverage", 1), mutant("Killed", 1)],
      },
    },
  };
  expect(printScore(countOutcomes([report, other]))).toBe(
    "3 of 5 mutants noticed, 60.0% (Ignored 1, Killed 2, NoCoverage 1, Survived 1, Timeout 1)",
  );
  expect(printScore(countOutcomes([]))).toBe("0 of 0 mutants noticed, no score ()");
});

test("a mutant that was missed is listed with its line", () => {
  expect(listMissed(report)).toEqual([
    "functions/core/a.ts:2:5 Survived ConditionalExpression: if (a > 0) return; → true || 1",
  ]);
});
