import { expect, test } from "vitest";
import { titleOfName } from "../../../../../../functions/core/report/draft/names/titles/title-words.ts";

test.each([
  ["06-disasters", "Disasters"],
  ["7 habits", "7 habits"],
  ["us-births-2000", "US births 2000"],
  ["sales_2024", "Sales 2024"],
  ["members-and-fees-2025-26", "Members and fees 2025-26"],
  ["fuel-cards-jan-nov-2025", "Fuel cards Jan Nov 2025"],
  ["arrears-30-november-2025", "Arrears 30 November 2025"],
  ["may-contain-nuts", "May contain nuts"],
  ["march-of-progress", "March of progress"],
  ["stock 2025-11-28", "Stock 2025-11-28"],
  ["Umsatz_nach_Warengruppe_2025", "Umsatz nach Warengruppe 2025"],
  ["物业报修记录_2025年1-11月", "物业报修记录 2025年1-11月"],
  ["酒店订单明细_2025年10月", "酒店订单明细 2025年10月"],
  ["2024", "2024"],
  ["data", "Data"],
  ["rides-monthly", "Rides"],
  ["{%}", "Report"],
])("a table called %s makes a report called %s", (name, title) => {
  expect(titleOfName(name)).toBe(title);
});

test("of years and days in a name none is lost, whatever stands around them", () => {
  for (const separator of ["-", "_", " "])
    for (const date of [
      "2025",
      "1990-2020",
      "2024-25",
      "2025-11-28",
      "28.11.2025",
      "2025年10月",
      "Q3 2025",
      "2025-W07",
    ])
      for (const [before, after] of [
        ["sales", ""],
        ["", "sales"],
        ["sales", "by shop"],
      ] as const) {
        const name = [before, date, after].filter((part) => part !== "").join(separator);
        expect(titleOfName(name).replaceAll(/[-_ ]/g, ""), name).toContain(date.replaceAll(/[-_ ]/g, ""));
      }
});
