import { expect, test } from "vitest";
import { readLabel } from "../../../../../functions/core/report/draft/names/read-label.ts";
import { draftOf, openText } from "../draft-of-text.ts";
import type { OpenedTable } from "../open-table.ts";

test.each([
  ["ph", "pH"],
  ["soil_ph", "Soil pH"],
  ["gdp", "GDP"],
  ["gdp_per_head", "GDP per head"],
  ["device_id", "Device ID"],
  ["iso3", "ISO3"],
  ["hr costs", "HR costs"],
  ["cpu_seconds", "CPU"],
  ["Temp", "Temperature"],
  ["temp_c", "Temperature"],
  ["qty", "Quantity"],
  ["Amt", "Amount"],
  ["Temp outside", "Temp outside"],
  ["idle time", "Idle time"],
  ["phase", "Phase"],
])("%s is called %s", (name, label) => {
  expect(readLabel(name).label).toBe(label);
});

test.each([
  ["Growth fund (005827)", ""],
  ["成长混合A(005827)", ""],
  ["Census (2021)", ""],
  ["Season (2024/25)", ""],
  ["Sales (1,000)", "thousand"],
  ["Umsatz (1.000)", "thousand"],
  ["Price (2015 US$)", "2015 US$"],
  ["Flow (m3/s)", "m3/s"],
])("what stands in brackets in %s is the unit “%s”", (name, unit) => {
  expect(readLabel(name).unit).toBe(unit);
});

/** What the records of a table of this name are called. */
const called = async (table: OpenedTable, title: string, language: "en" | "de" = "en"): Promise<string> => {
  const { files } = await draftOf({ ...table, title }, { language });
  return /\('records', '(.*?)'/.exec(files.get("queries/measure.sql") ?? files.get("queries/measures.sql")!)![1]!;
};

test("records are called after the plural noun that the table's name is", async () => {
  const rows = Array.from({ length: 40 }, (_, at) => `T-${at},${["Access", "Mail", "Print"][(at * at) % 3]!}`);
  const table = await openText("Ticket,Category", rows);
  expect(await called(table, "tickets-text")).toBe("Tickets");
  expect(await called(table, "tickets-text", "de")).toBe("Einträge");
  expect(await called(table, "status")).toBe("Records");
  expect(await called(table, "first sales")).toBe("Records");
  expect((await draftOf({ ...table, title: "tickets" })).files.get("report.md")).toContain(
    "the most {{ m.label | downcase }}",
  );
  const several = await openText(
    "Ticket,Category",
    rows.map((row) => row.replace(/\d+/, (at) => String(Number(at) % 30))),
  );
  expect(await called(several, "tickets")).toBe("Records");
});

test("an Amt that is compared is an office, one that is measured an amount", async () => {
  const rows = Array.from(
    { length: 40 },
    (_, at) => `${["Bauamt", "Schulamt", "Grünflächenamt"][at % 3]!},${100 + at}`,
  );
  const { questions } = await draftOf(await openText("Amt,Auftragssumme", rows), { language: "de" });
  expect(questions.find(({ name }) => name === "compare")!.choices.map(({ label }) => label)).toEqual(["Amt"]);
});
