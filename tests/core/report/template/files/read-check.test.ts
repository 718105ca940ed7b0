import { expect, test } from "vitest";
import { loadTemplate } from "../../../../../functions/core/report/template/load-template.ts";
import type { DatasetCheck } from "../../../../../functions/core/report/template/dataset-checks.ts";
import { templateOf } from "../template-files.ts";

function checksOf(checks: string): readonly DatasetCheck[] | undefined {
  const yaml = `title: T\ndate: "2024-01-01"\ndatasets:\n  shop:\n    default: shop\n    checks:\n${checks}`;
  return loadTemplate("test", "0".repeat(64), templateOf({ "template.yaml": yaml })).datasets[0]?.checks;
}

test("the values of a check are texts as they are written, also by an alias", () => {
  expect(
    checksOf(`      - values: &all { code: [007, 0x1F, 1.50, "a\\x41", True, 9007199254740993], 010: [1e3] }
      - range: { amount: { from: &least -0.10, to: 12345678901234567890.5 } }
        severity: warning
      - values: *all
      - range: { day: { from: 2024-01-01 }, share: { to: *least } }
      - required: [day]
      - unique: ["1", day]
      - types: { day: date }
      - rows: { from: 1, to: 1e3 }
`),
  ).toEqual([
    { values: { code: ["007", "0x1F", "1.50", "aA", "True", "9007199254740993"], "010": ["1e3"] } },
    { range: { amount: { from: "-0.10", to: "12345678901234567890.5" } }, severity: "warning" },
    { values: { code: ["007", "0x1F", "1.50", "aA", "True", "9007199254740993"], "010": ["1e3"] } },
    { range: { day: { from: "2024-01-01" }, share: { to: "-0.10" } } },
    { required: ["day"] },
    { unique: ["1", "day"] },
    { types: { day: "date" } },
    { rows: { from: 1, to: 1000 } },
  ]);
});
