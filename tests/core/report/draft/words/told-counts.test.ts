import { expect, test } from "vitest";
import { draftOf, openText, rowsOf } from "../draft-of-text.ts";

const jobs = ["clean", "import", "publish"];

/** Runs every two hours from 1 May 2025 on, of whole days and a few hours more. */
const runs = (days: number, more: number, skipped = 0): readonly string[] =>
  Array.from({ length: 12 * days + more - skipped }, (_, at) => {
    const time = new Date(Date.UTC(2025, 4, 1) + (at + skipped) * 7_200_000).toISOString().slice(0, 19);
    return `${time},${jobs[at % 3]!},${at % 9 === 0 ? "failed" : "ok"},${20 + (at % 7)}.5`;
  });
const head = "started,job,status,duration_s";

test.each([
  ["en", "of which the table has a part only"],
  ["de", "nur einen Teil davon hat"],
  ["zh", "表中只有其一部分"],
] as const)("a last day that has only begun is left out, and told (%s)", async (language, words) => {
  const table = await openText(head, runs(40, 4));
  const report = (await draftOf(table, { language })).files.get("report.md")!;
  expect(report).toMatch(new RegExp(`{%-? if h\\.unfinished != nil %}[^%]*{{ h\\.unfinished \\| [^%]*${words}`));
  expect((await rowsOf(table, {}, { language }))("headline")[0]).toMatchObject({
    now: "2025-06-09",
    unfinished: "2025-06-10",
    unbegun: null,
  });
});

test("whole days have none, and a first day that began late is one", async () => {
  expect((await rowsOf(await openText(head, runs(40, 0))))("headline")[0]).toMatchObject({
    unfinished: null,
    unbegun: null,
  });
  expect((await rowsOf(await openText(head, runs(40, 0, 9))))("headline")[0]).toMatchObject({
    unfinished: null,
    unbegun: "2025-05-01",
  });
});

test("months in which few members have a value yet are told as well", async () => {
  const rows = Array.from({ length: 14 }, (_, at) => at).flatMap((at) =>
    ["Austria", "Belgium", "Croatia", "Denmark", "Estonia"].flatMap((country, place) =>
      at === 13 && place > 0
        ? []
        : [
            `${country},${2023 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")},${100 + at + 10 * place}`,
          ],
    ),
  );
  const table = await openText("country,month,exports_usd_m", rows);
  expect((await rowsOf(table))("headline")[0]).toMatchObject({
    now: "2024-01-01",
    partial_end: "2024-02-01",
    late: "Belgium, Croatia, Denmark, Estonia",
  });
  expect((await draftOf(table)).files.get("report.md")).toContain("far fewer members than usual have a value in it");
});

/** Invoices of customers, of which some are open. */
const invoices = Array.from({ length: 120 }, (_, at) => {
  const day = new Date(Date.UTC(2024, 0, 1) + at * 3 * 86_400_000).toISOString().slice(0, 10);
  return `${2024001 + at},${["Acme Ltd", "Borealis", "Cobalt"][at % 3]!},${day},${(500 + ((at * 37) % 900)).toFixed(2)},${["paid", "open", "paid", "overdue", "paid"][at % 5]!}`;
});

test.each([
  ["en", "the share of records {% if g.apart %}is highest", "Share of records"],
  ["de", "ist der Anteil der Zeilen am höchsten", "Anteil der Zeilen"],
  ["zh", "的条数占比最高", "条数占比"],
] as const)("beside amounts, shares of records say what they count (%s)", async (language, sentence, title) => {
  const table = await openText("Invoice number,Customer,Invoice date,Net,Status", invoices);
  const report = (await draftOf(table, { language })).files.get("report.md")!;
  expect(report.replaceAll(/\s+/g, " ")).toContain(sentence);
  expect(report).toContain(`deck="${title}`);
  expect(report).toContain(`share: '${title}`);
  const counted = await openText(head, runs(40, 0));
  expect((await draftOf(counted, { language })).files.get("report.md")).not.toContain(title);
});
