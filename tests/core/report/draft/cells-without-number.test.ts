import { expect, test } from "vitest";
import { acceptReport } from "../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../functions/core/report/document/shown-lines.ts";
import type { DraftLanguage } from "../../../../functions/core/report/draft/draft.ts";
import { layOutReport } from "../../../../functions/core/report/generate-report.ts";
import { draftOf, openText, templateOf } from "./draft-of-text.ts";

const day = (at: number): string => new Date(Date.UTC(2025, 0, 1 + at)).toISOString().slice(0, 10);
const days = Array.from({ length: 120 }, (_, at) => at);

async function read(head: string, rows: readonly string[], language: DraftLanguage = "en") {
  const { world, template } = await templateOf(await openText(head, rows), { language });
  const accepted = await acceptReport({ template: template.name }, world);
  const { document, tables } = await layOutReport(accepted, world, () => {});
  return {
    title: document.title,
    text: shownLines(document)
      .map(({ text }) => text)
      .join("\n"),
    rows: (query: string) => tables.get(query)?.rows ?? [],
  };
}

/** A text that no list knows, and one that every list does. */
const rain = [
  ["en", "date,rain mm", "tr", /“tr”.*empty/],
  ["de", "Datum,Niederschlag mm", "Sp", /„Sp“.*leer/],
  ["zh", "日期,降雨量 mm", "微量", /“微量”.*空白/],
  ["en", "date,rain mm", "n/a", /“n\/a”.*empty/],
] as const;

test.each(rain)(
  "words in a column of numbers are no numbers, and told (%s)",
  { timeout: 60_000 },
  async (language, head, word, told) => {
    const cells = days.map((at) => (at % 29 === 4 ? word : ((at * 7) % 23 === 0 ? 0.4 : (at * 13) % 9) + 0.2));
    const { text, rows } = await read(
      head,
      cells.map((cell, at) => `${day(at)},${typeof cell === "number" ? cell.toFixed(1) : cell}`),
      language,
    );
    const lacking = cells.filter((cell) => typeof cell !== "number").length;
    const sum = cells.reduce<number>((total, cell) => total + (typeof cell === "number" ? cell : 0), 0);
    const facts = rows("facts").filter(({ value }) => value !== null);
    expect(facts.reduce((total, { value }) => total + Number(value), 0)).toBeCloseTo(sum, 3);
    const note = text.split("\n").find((line) => told.test(line));
    expect(note).toContain(String(lacking));
  },
);

test("whole numbers beside words may be places, and stay names", { timeout: 60_000 }, async () => {
  const rows = days.map(
    (at) => `${day(at)},${["A", "B", "C", "D"][at % 4]!},${at % 9 === 0 ? "NEW" : (at % 37) + 1},${at * 10 + 5}`,
  );
  const { text } = await read("chart_date,title,last_week,streams", rows);
  expect(text).not.toMatch(/Last week[:,]? /);
});

test(
  "what was awarded is an amount, also where most say nil; codes beside nil are names",
  { timeout: 60_000 },
  async () => {
    const grants = days.map((at) => (at % 5 < 3 ? "nil" : `"${1 + (at % 7)},${String(100 + ((at * 37) % 900))}.50"`));
    const rows = grants.map((grant, at) => `G${100 + at},${["North", "South", "East"][at % 3]!},${grant}`);
    const { text } = await read("application,region,Awarded (£)", rows);
    const sum = grants.reduce(
      (total, grant) => total + (grant === "nil" ? 0 : Number(grant.replaceAll(/[",]/g, ""))),
      0,
    );
    expect(text.replaceAll(",", "")).toContain(String(Math.round(sum)));
    expect(text).toMatch(/“nil”/);
    const codes = await openText(
      "code,name,number",
      days.map((at) => `C${at},Name ${at},${at % 40 === 7 ? "Nil" : 8 + at * 8}`),
    );
    await expect(draftOf(codes)).rejects.toThrow("no column of numbers measures anything");
  },
);

const calls = [
  ["en", "agent,topic,wait_s,satisfaction", /Without a value: .*in (\d+) of 90 rows/],
  ["de", "Agent,Thema,Wartezeit s,Zufriedenheit", /Ohne Wert: .*in (\d+) von 90 Zeilen/],
  ["zh", "坐席,问题类型,等待秒数,满意度", /没有数值：.*90行中的(\d+)行/],
] as const;

test.each(calls)(
  "what many rows lack is told beside the records that have it (%s)",
  { timeout: 60_000 },
  async (language, head, told) => {
    const marks = days.slice(0, 90).map((at) => (at % 5 < 2 ? "" : String(1 + ((at * 3) % 5))));
    const rows = marks.map(
      (mark, at) => `A${at % 6},${["refund", "order", "login"][at % 3]!},${20 + ((at * 31) % 170)},${mark}`,
    );
    const { text } = await read(head, rows, language);
    expect(told.exec(text)?.[1]).toBe(String(marks.filter((mark) => mark === "").length));
  },
);

const trees = [
  ["en", "tag,dbh_cm", /514.*slip/],
  ["de", "Baumnummer,Durchmesser cm", /514.*Versehen/],
  ["zh", "编号,胸径(cm)", /514.*可能有误/],
] as const;

test.each(trees)(
  "a size that is far from all may be a slip: it is named and not ranked (%s)",
  { timeout: 60_000 },
  async (language, head, told) => {
    const sizes = days.map((at) => (at === 57 ? 514 : 20 + ((at * 7919) % 1300) / 10));
    const rows = sizes.map((size, at) => `T${String(at).padStart(4, "0")},${size.toFixed(1)}`);
    const { title, text } = await read(head, rows, language);
    expect(title).not.toContain("514");
    expect(text).toMatch(told);
    expect(text.split("\n").filter((line) => line.includes("514"))).toHaveLength(1);
  },
);

test("a size that no slip of its point makes usual stays", { timeout: 60_000 }, async () => {
  const rows = days.map(
    (at) => `T${String(at).padStart(4, "0")},${(at === 57 ? 95 : 21 + ((at * 7919) % 90) / 10).toFixed(1)}`,
  );
  const { text } = await read("tag,height_m", rows);
  expect(text).not.toMatch(/slip/);
  expect(text).toContain("95");
});
