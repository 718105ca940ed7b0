import { expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { openText, rowsOf, templateOf } from "../draft-of-text.ts";

const months = Array.from({ length: 12 }, (_, at) => `2025-${String(at + 1).padStart(2, "0")}-01`);
const clinics = ["Cardiology", "Dermatology", "Ear", "Gastric", "Renal", "Urology", "Vascular"];

/** Waits and the share seen in time: one clinic lacks the last month, one a month before, and one began late. */
const rows = months.flatMap((month, at) =>
  clinics.flatMap((clinic, place) =>
    (clinic === "Cardiology" && at === 11) || (clinic === "Ear" && at === 5) || (clinic === "Vascular" && at < 3)
      ? []
      : [
          `${month},${clinic},${(8 + place * 1.7 + ((at * 3 + place) % 5) / 2).toFixed(1)},${(70 - 3 * place - ((at * 5 + place * 2) % 7)).toFixed(1)}`,
        ],
  ),
);
const table = openText("month,clinic,wait_weeks_median,seen_in_time_pct", rows);

test("a median beside the first measure has no change if that is of other members", async () => {
  const found = await rowsOf(await table);
  const [other] = found("others");
  expect(other).toMatchObject({ change: null, compared: clinics.length - 1, members: clinics.length });
});

test.each([
  ["en", /with a value in every period shown/],
  ["de", /mit Werten in jedem gezeigten Zeitraum/],
  ["zh", /只计各期都有数值的/],
] as const)("in %s, a line of fewer members says of whom it is", async (language, drawn) => {
  const { world, template } = await templateOf(await table, { language });
  const { document, tables } = await layOutReport(
    await acceptReport({ template: template.name }, world),
    world,
    () => {},
  );
  const text = JSON.stringify(document.blocks);
  const [headline] = tables.get("headline")!.rows;
  expect(headline).toMatchObject({ drawn: tables.get("course")!.rows.at(-1)!["value"] });
  expect(Number(headline!["members"])).toBeLessThan(Number(headline!["present"]));
  expect(text).toMatch(drawn);
});

/** Loans and renewals of media in branches; `lacks` are the cells without renewals. */
async function renewals(lacks: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const lines = months.flatMap((month, at) =>
    ["North", "South", "West", "Harbour"].flatMap((branch, place) =>
      ["Books", "Films", "Papers"].map((medium, kind) => {
        const found = 300 + place * 40 + kind * 90 + ((at * 37 + kind * 11 + place * 7) % 50);
        const isEmpty = lacks.includes(`${at} ${branch} ${medium}`);
        return `${month},${branch},${medium},${found * 3},${isEmpty ? "" : found}`;
      }),
    ),
  );
  const found = await rowsOf(await openText("month,branch,medium,loans,renewals", lines), { by: "branch" });
  return found("others").find(({ key }) => key === "renewals")!;
}

test.each([
  ["of the month before", ["10 South Papers", "10 West Papers"]],
  ["of the last month", ["11 Harbour Books"]],
  ["of another branch in each month", ["10 North Films", "11 West Films"]],
])("a sum beside the first has no change where it lacks cells %s", { timeout: 60_000 }, async (_, lacks) => {
  expect(await renewals(lacks)).toMatchObject({ change: null });
});

test("a sum of the same cells has one, also where a branch never has some", { timeout: 60_000 }, async () => {
  const never = months.map((_, at) => `${at} West Films`);
  for (const lacks of [[], never]) expect(typeof (await renewals(lacks))["change"]).toBe("number");
});
