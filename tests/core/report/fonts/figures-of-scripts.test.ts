import { getDocument, OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import { expect, test } from "vitest";
import { generateReport } from "../../../../functions/core/report/generate-report.ts";
import { findNumbers } from "../../../../functions/core/report/fonts/find-numbers.ts";
import { createFontFiles } from "../../../../functions/adapters/font-files.ts";
import { openTypesetter } from "../../../../functions/core/report/fonts/open-typesetter.ts";
import { openExample } from "../../../docs/open-example.ts";

/** Numbers in a heading, text, a list, key figures, a table, a chart, a footnote and the page's foot. */
const text = `# {{ report.date | date }}: 2,345.6

{{ headline.first.value | number: 1 }} **−12.5%** *2010–2022* · Q3 COVID-19 \`x = 17\`[^one]

1. {{ headline.last.value | percent: 1 }} · {{ 2.5 | points }}

::key-figures{data="headline"}

::table{data="by_month" columns="month: 2024 | date, amount: 2025 | decimal, change: 99 | decimal"}

::chart{spec="by_month" data="by_month" title="1,234" source="{{ template.title }} 99" alt="{{ template.title }}"}

[^one]: 31.12.2024
`;

/** Each text that the PDF shows with one font, and the font's name: read by pdf.js. */
async function shownTexts(bytes: Uint8Array): Promise<readonly { readonly font: string; readonly text: string }[]> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0, fontExtraProperties: true }).promise;
  const shown: { font: string; text: string }[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { fnArray, argsArray } = await page.getOperatorList();
    let font = "";
    fnArray.forEach((operator, i) => {
      const args = argsArray[i] as unknown[];
      if (operator === OPS.setFont) font = (page.commonObjs.get(String(args[0])) as { readonly name: string }).name;
      if (operator !== OPS.showText) return;
      const glyphs = (args[0] as readonly unknown[]).filter(
        (item): item is { readonly unicode: string } => typeof item === "object" && item !== null,
      );
      shown.push({ font, text: glyphs.map(({ unicode }) => unicode).join("") });
    });
  }
  await document.loadingTask.destroy();
  return shown;
}

test.each([
  ["th", "NotoSansThai"],
  ["hi", "NotoSansDevanagari"],
])("a report in %s sets its numbers in %s: in text, tables, charts and at the foot", async (language, face) => {
  const { accepted, world } = await openExample({ page: "", line: 1, text, options: { language }, files: new Map() });
  const { pdf } = await generateReport(accepted, world);
  const shown = await shownTexts(pdf);
  const numbers = shown.filter((each) => /\d/.test(each.text));
  expect(numbers.length).toBeGreaterThan(30);
  const others = numbers.filter(({ font }) => !font.includes(face));
  // Words with a figure, and code, stay whole.
  const strays = others.filter((each) => /\d/.test(each.text.replaceAll(/Q3|x = 17/g, "")));
  expect(strays).toEqual([]);
});

test.each([
  ["en", "2,345.6%", [["2,345.6%", "sans-400"]]],
  ["th", "2,345.6%", [["2,345.6%", "thai-400"]]],
  ["th-TH", "ปี2565", [["ปี2565", "thai-400"]]],
  ["en", "ปี2565", [["ปี2565", "thai-400"]]],
  ["en", "฿1,250 2,345", [["฿1,250 2,345", "sans-400"]]],
  [
    "hi",
    "−12 Q3 5G",
    [
      ["−12", "devanagari-400"],
      [" Q3 5G", "sans-400"],
    ],
  ],
  ["hi", "2010–2022", [["2010–2022", "devanagari-400"]]],
  [
    "hi",
    "5 +",
    [
      ["5", "devanagari-400"],
      [" +", "sans-400"],
    ],
  ],
])("in %s, %s is set in its faces", (language, words, runs) => {
  const typesetter = openTypesetter(createFontFiles(), language, () => undefined);
  const set = typesetter.runs(words, { family: "sans", weight: 400, size: 9 });
  expect(set.map((run) => [run.text, run.face])).toEqual(runs);
});

test.each([
  ["−1,234.5% up", [["−1,234.5%", undefined]]],
  ["COVID-19", [["19", undefined]]],
  ["Q3-5", [["3-5", "other"]]],
  ["1.2.", [["1.2", undefined]]],
  ["ร้อยละ5 และ", [["5", "thai"]]],
  [
    "฿1,250 or 90฿",
    [
      ["1,250", undefined],
      ["90", undefined],
    ],
  ],
  [
    "।5॥ 6॰",
    [
      ["5", undefined],
      ["6", undefined],
    ],
  ],
  ["क5", [["5", "devanagari"]]],
  ["", []],
])("the numbers of %s", (words, numbers) => {
  const characters = Array.from(words);
  expect(
    findNumbers(characters).map(({ start, end, script }) => [characters.slice(start, end).join(""), script]),
  ).toEqual(numbers);
});
