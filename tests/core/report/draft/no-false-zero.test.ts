import { expect, test } from "vitest";
import { acceptReport } from "../../../../functions/core/report/accept-report.ts";
import { layOutReport } from "../../../../functions/core/report/generate-report.ts";
import { draftOf, openText, templateOf } from "./draft-of-text.ts";

/** All that a drafted report says, as its document holds it. */
async function said(head: string, rows: readonly string[], language: "en" | "de" | "zh"): Promise<string> {
  const { world, template } = await templateOf(await openText(head, rows), { language });
  const accepted = await acceptReport({ template: template.name, parameters: {} }, world);
  return JSON.stringify((await layOutReport(accepted, world, () => {})).document);
}

const zero = /(?<![\d.,])0([.,]0+)?(?![\d.,]*\d)/;

test.each(
  [-6, -5, -4, -3, -2, -1, 0, 3].flatMap((power) =>
    (["area", "density"] as const).map((column, at) => ({
      power,
      column,
      language: (["en", "de", "zh"] as const)[(power + 9 + at) % 3]!,
    })),
  ),
)("a $column of 4.4e$power among large ones never prints as 0 ($language)", async ({ power, column, language }) => {
  const rows = Array.from(
    { length: 16 },
    (_, at) => `Land ${"ABCDEFGHIJKLMNOPQ"[at]!},${at === 7 ? (4.4 * 10 ** power).toFixed(8) : 20.5 + at * 13}`,
  );
  const text = await said(`country,${column}`, rows, language);
  const told = /[^"]*(lowest with|Niedrigster:|最低，)[^"]*/.exec(text)?.[0] ?? "";
  expect(told).not.toBe("");
  expect(told).not.toMatch(zero);
});

test("a table prints more digits of values that would become 0", async () => {
  const rows = Array.from({ length: 18 }, (_, at) => `Element ${at},${1.5 + at},${at % 3 === 0 ? 0.0014 : 8.5 + at}`);
  const report = (await draftOf(await openText("name,electronegativity,density", rows))).files.get("report.md")!;
  expect(report).toMatch(/Density' \| number: '\.3~r'/);
});
