import { describe, expect, test } from "vitest";
import { acceptReport } from "../../../../functions/core/report/accept-report.ts";
import { shownLines, type ShownLine } from "../../../../functions/core/report/document/shown-lines.ts";
import type { DraftLanguage } from "../../../../functions/core/report/draft/draft.ts";
import { answerEdit } from "../../../../functions/core/report/edit/answer-edit.ts";
import { layOutReport } from "../../../../functions/core/report/generate-report.ts";
import { draftOf, openText, rowsOf, templateOf } from "./draft-of-text.ts";
import { officeTables } from "./office-shapes.ts";

/** Longest title of a report, words. */
const mostWords = 18;

interface Read {
  readonly labels: readonly string[];
  readonly title: string;
  readonly lines: readonly ShownLine[];
  readonly warnings: readonly string[];
  /** Captions that hold only while their chart is of its kind, though that can be changed. */
  readonly ofKinds: readonly string[];
}

/** What the pages of a draft say, and the labels of what it could be about or compare. */
async function read(head: string, rows: readonly string[], language: DraftLanguage): Promise<Read> {
  const table = await openText(head, rows);
  const { questions, files } = await draftOf(table, { language });
  const { world, template } = await templateOf(table, { language });
  const warnings: string[] = [];
  const accepted = await acceptReport({ template: template.name }, world);
  const { document } = await layOutReport(accepted, world, ({ code }) => void warnings.push(code));
  const labels = questions
    .filter(({ name }) => name === "about" || name === "compare")
    .flatMap(({ choices }) => choices.map(({ label }) => label));
  const lines = shownLines(document);
  const title = lines.find(({ place }) => place.startsWith("heading"))!.text;
  return { labels, title, lines, warnings, ofKinds: captionsOfKinds(files) };
}

const kindWords =
  /\b(?:lines?|bars?|columns?|areas?|points?|dots?)\b|begin at zero|\b(?:Linien?|Balken|Säulen?|Flächen?|Punkte?)\b|bei null|折线|条形|柱形|散点|每个点|从零开始/i;

/** The captions that name the kind of a chart, or where its axis begins, and would be wrong of another kind. */
function captionsOfKinds(files: ReadonlyMap<string, string>): readonly string[] {
  const report = files.get("report.md")!;
  return [...report.matchAll(/^::chart\{[^]*?"\}$/gm)].flatMap(([directive]) => {
    const spec = /spec="([^"]+)"/.exec(directive)![1]!;
    const file = `charts/${spec}.vl.json`;
    const { block } = answerEdit({ files: { [file]: files.get(file)! }, block: { file, line: 1 } });
    if (block.chart === undefined) return [];
    const captions = [...directive.matchAll(/ (?:title|deck|alt)="([^"]*)"/g)].map(([, words]) => words!);
    return captions.filter((words) =>
      kindWords.test(words.replaceAll(/percentage points|points(?=\{%)|\{[{%].*?[}%]\}/g, "")),
    );
  });
}

/** The sentences of the running text. */
const sentencesOf = (lines: readonly ShownLine[]): string[] =>
  lines
    .filter(({ kind }) => ["text", "standfirst"].includes(kind))
    .flatMap(({ text }) => text.split(/(?<=(?<!\d)[.。])\s*(?=\p{Lu}|\p{Script=Han})/u));

/** Each shape in one language, and each language with a third of them. */
const cases = officeTables(11).map(({ name, head, rows }, at) => ({
  name,
  head,
  rows,
  language: (["en", "de", "zh"] as const)[(at + Math.floor(at / 3)) % 3]!,
}));

/** What stays a choice: each time has as many readings, and by sixteen districts nothing is divided. */
const records = ["Records", "Einträge", "记录"];
const leftAside: Readonly<Record<string, readonly string[]>> = {
  readings: records,
  absence: records,
  election: ["District"],
};

describe.each(cases)("$name in $language", ({ name, head, rows, language }) => {
  test("the first page says what an editor would", { timeout: 60_000 }, async () => {
    const { labels, title, lines, warnings, ofKinds } = await read(head, rows, language);
    expect(ofKinds).toEqual([]);
    const text = lines.map((line) => `${line.place}: ${line.text}`).join("\n");
    expect(warnings).toEqual([]);
    // A title has the finding: a number, or the most given answer.
    expect(title).toMatch(/\d/);
    expect(title.split(/\s+/).length).toBeLessThanOrEqual(mostWords);
    // What the table holds beside it is on the pages too.
    const missing = labels.filter((label) => !text.includes(label) && !leftAside[name]?.includes(label));
    expect(missing.slice(0, 4)).toEqual([]);
    // Names are words: those in quotation marks are the table's own.
    expect(text.replaceAll(/[“„][^”“]*[”“]/g, "").match(/\w+_\w+/g) ?? []).toEqual([]);
    const sentences = sentencesOf(lines);
    expect(sentences.filter((sentence, at) => sentences.indexOf(sentence) !== at)).toEqual([]);
    // No word is left alone before a stop, and no mark is doubled.
    expect(
      lines
        .map((line) => line.text)
        .join("\n")
        .match(/ [.,;:。，；]|[.,;]{2}|[，；。]{2}|\(\)|（）|“”/g) ?? [],
    ).toEqual([]);
    if (language === "zh")
      expect(
        lines
          .map((line) => line.text)
          .join("\n")
          .match(/\p{Script=Han}[,;:!?]|[,;:] ?\p{Script=Han}/gu) ?? [],
      ).toEqual([]);
  });
});

const months = (count: number, row: (at: number) => string): string[] =>
  Array.from(
    { length: count },
    (_, at) => `${2022 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01,${row(at)}`,
  );

test.each([
  ["the highest of all", [5, 4, 6, 5, 7, 9], "Sold: 9 in June 2022, the highest of 6 months"],
  ["the highest since one of them", [5, 9, 6, 5, 7, 6, 8], "Sold: 8 in July 2022, the highest since February 2022"],
  ["the lowest of all", [5, 4, 6, 5, 7, 3], "Sold: 3 in June 2022, the lowest of 6 months"],
  ["nothing special", [5, 9, 6, 5, 7, 6], "Sold: 6 in June 2022, between 5 and 9 since January 2022"],
  ["unchanged in the end", [5, 9, 6, 7, 4, 5], "Sold: 5 in June 2022, between 4 and 9 since January 2022"],
])("a title says that a value is %s", { timeout: 30_000 }, async (_what, values, title) => {
  const rows = months(values.length, (at) => String(values[at]));
  expect((await read("month,sold", rows, "en")).title).toBe(title);
});

test("the first sentence and the title say what each alone does", { timeout: 30_000 }, async () => {
  const rows = ["North,40,3.5", "South,30,4.5", "West,20,4", "East,10,3"];
  const { title, lines } = await read("region,sales,rating", rows, "en");
  expect(title).toBe("Sales: North leads with 40, 40% of the total");
  expect(sentencesOf(lines)[0]).toBe("The total is 100: North 40, South 30, West 20, East 10.");
  const close = await read("region,sales", ["North,401", "South,400", "West,20", "East,10"], "en");
  expect(close.title).toBe("Sales: North (401) just ahead of South (400)");
});

test("other measures are of the chosen period, with their changes", { timeout: 30_000 }, async () => {
  const rows = ["North", "South"].flatMap((region, n) => months(9, (at) => `${region},${100 + at},${10 + at + 2 * n}`));
  const { lines } = await read("month,region,sales,price", rows, "en");
  const figure = lines.find(({ place }) => place.includes("Price, median"))!;
  // North 18 after 17, South 20 after 19: their changes are 5.88% and 5.26%.
  expect(figure.text).toMatch(/^19\b.*\+5\.6% compared with August 2022$/);
});

test("other columns divide the same whole", { timeout: 30_000 }, async () => {
  const rows = Array.from(
    { length: 60 },
    (_, at) => `T${at},${["Net", "Access", "Net"][at % 3]},${["open", "closed", "closed", "closed"][at % 4]}`,
  );
  const { lines } = await read("ticket,category,state", rows, "en");
  expect(lines.map(({ text }) => text).join("\n")).toContain("closed: 75% of the total");
});

test.each([
  ["en", "Umsatz (Tsd. €)", "thousand euros"],
  ["de", "Revenue (thousand EUR)", "Tsd. EUR"],
  ["zh", "Revenue (million USD)", "百万美元"],
] as const)("units are words of the language (%s)", async (language, column, unit) => {
  const table = await openText(
    `year,${column}`,
    Array.from({ length: 9 }, (_, at) => `${2010 + at},${20 + at}`),
  );
  const { files } = await draftOf(table, { language });
  expect(files.get("queries/measure.sql")).toContain(`'${unit}'`);
});

test.each([
  ["年份,销售额,利润", "zh"],
  ["Jahr,Umsatz,Kunden", "de"],
  ["year,revenue,Kunden", "en"],
])("a table of %s is drafted in %s", async (head, language) => {
  const rows = Array.from({ length: 9 }, (_, at) => `${2010 + at},${20 + at},${7 + at}`);
  const { files } = await draftOf(await openText(head, rows));
  expect(files.get("template.yaml")).toContain(`languages:\n  - ${language}\n`);
});

test("answers stand in the order of their scale", { timeout: 30_000 }, async () => {
  const scale = ["Very satisfied", "Satisfied", "Neither", "Dissatisfied", "Very dissatisfied", "Don't know"];
  const rows = Array.from(
    { length: 90 },
    (_, at) => `${scale[(7 * at) % 6]!},${["No", "Yes", "Not sure"][at % 3]!},${["Never", "Always"][at % 2]!}`,
  );
  const table = await openText("How satisfied are you?,Would you recommend us?,How often are you here?", rows);
  const given = await rowsOf(table, {}, { language: "en" });
  expect(given("answers").map(({ place, answer }) => `${String(place)} ${String(answer)}`)).toEqual([
    ...scale.map((answer) => `1 ${answer}`),
    ...["Yes", "No", "Not sure"].map((answer) => `2 ${answer}`),
    ...["Always", "Never"].map((answer) => `3 ${answer}`),
  ]);
});

test("what all rows have in common stands above the title", async () => {
  const table = await openText(
    "symbol,year,price",
    Array.from({ length: 9 }, (_, at) => `GOOG,${2010 + at},${20 + at}`),
  );
  expect((await draftOf(table)).files.get("template.yaml")).toContain("kicker: Table · GOOG\n");
});
