import { expect, test } from "vitest";
import { unitIn } from "../../../../../functions/core/report/draft/units.ts";
import { draftOf, openText } from "../draft-of-text.ts";

test.each([
  ["$", "dollars", "$", "美元"],
  ["£", "pounds", "£", "英镑"],
  ["€", "euros", "€", "欧元"],
  ["billion $", "billion dollars", "Mrd. $", "十亿美元"],
  ["Tsd. €", "thousand euros", "Tsd. €", "千欧元"],
  ["EUR", "EUR", "EUR", "欧元"],
  ["€/kWh", "€/kWh", "€/kWh", "€/kWh"],
  ["km", "km", "km", "km"],
])("%s stands behind an amount as each language writes it", (unit, en, de, zh) => {
  expect([unitIn(unit, "en"), unitIn(unit, "de"), unitIn(unit, "zh")]).toEqual([en, de, zh]);
});

/** Months across, and years across: no column holds the time. */
const across = (head: string): Promise<readonly string[]> =>
  openText(
    head,
    ["Fahrräder", "Zubehör", "Werkstatt", "Verleih", "Online"].map(
      (name, at) => `${name},${[50, 20, 90, 10, 70].map((n) => n * (at + 3) * 100).join(",")}`,
    ),
  )
    .then(draftOf)
    .then(({ assumed, questions, files }) => [
      ...assumed.map(({ text }) => text),
      ...questions.flatMap(({ choices }) => choices.map(({ label }) => label)),
      files.get("report.md")!,
    ]);

test("months across are called so in the language of the report", async () => {
  const said = await across("Produktgruppe,Januar,Februar,März,April,Mai");
  expect(said).toContain("Monat");
  expect(said.join("\n")).not.toContain("Month");
});

test("time is never read from a column that the table has not", async () => {
  const said = (await across("Region,2019,2020,2021,2022,2023")).join("\n");
  expect(said).toContain("Time is read from the names of the columns.");
  expect(said).not.toContain("“year”");
});
