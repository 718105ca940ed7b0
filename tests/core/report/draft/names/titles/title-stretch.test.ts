import { expect, test } from "vitest";
import { stretchOfTitle } from "../../../../../../functions/core/report/draft/names/titles/title-stretch.ts";

test.each([
  ["Donations ledger Apr23-Mar25", "2023-04-01", "2025-03-31"],
  ["Sales by branch 2024", "2024-01-01", "2024-12-31"],
  ["helpdesk_tickets_q1_2025", "2025-01-01", "2025-03-31"],
  ["tickets 2025-Q3", "2025-07-01", "2025-09-30"],
  ["Stillstandsprotokoll 2. Halbjahr 2024", "2024-07-01", "2024-12-31"],
  ["pothole-reports-apr2024-mar2025", "2024-04-01", "2025-03-31"],
  ["Umsatz Januar bis März 2025", "2025-01-01", "2025-03-31"],
  ["visits Jan-Jun 2024", "2024-01-01", "2024-06-30"],
  ["客户投诉记录2024年", "2024-01-01", "2024-12-31"],
  ["销售2025年1-10月", "2025-01-01", "2025-10-31"],
  ["社区医院门诊挂号记录_2025年上半年", "2025-01-01", "2025-06-30"],
  ["报修2025年第三季度", "2025-07-01", "2025-09-30"],
  ["orders 2024-02", "2024-02-01", "2024-02-29"],
  ["Staff survey Oct 2024 responses", "2024-10-01", "2024-10-31"],
  ["bicycle_counts_daily_2022_2023", "2022-01-01", "2023-12-31"],
  ["house prices 2012-2015", "2012-01-01", "2015-12-31"],
  ["seattle 2012 to 2015", "2012-01-01", "2015-12-31"],
])("“%s” is of %s to %s", (title, from, to) => {
  expect(stretchOfTitle(title)).toEqual({ from, to });
});

test.each([
  "sales",
  "ae_waiting_times_2022-25",
  "season 2024/25",
  "budget 2023-24",
  "orders 2011-12",
  "May the fourth",
  "stock list workshop FEB",
  "room 2040x",
  "invoice 20240131",
])("“%s” names no stretch", (title) => {
  expect(stretchOfTitle(title)).toBeUndefined();
});
