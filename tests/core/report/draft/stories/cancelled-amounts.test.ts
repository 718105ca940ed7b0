import { describe, expect, test } from "vitest";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { draftOf, openText, templateOf } from "../draft-of-text.ts";
import { faultsOfDraft } from "../every-choice.ts";

interface Booked {
  readonly language: DraftLanguage;
  readonly head: string;
  readonly kept: readonly string[];
  readonly voids: readonly string[];
  readonly about: string;
  readonly isDated: boolean;
}

/** Tables with amounts, of which a column says that some were cancelled, given back or refused. */
const tables: readonly Booked[] = [
  {
    language: "en",
    head: "Booking,Hall,Date,Fee EUR,Status",
    kept: ["Confirmed", "Attended"],
    voids: ["Cancelled", "Refunded"],
    about: "fee_eur",
    isDated: true,
  },
  {
    language: "en",
    head: "order_no,shop,amount_usd,order_state",
    kept: ["paid", "open"],
    voids: ["refunded"],
    about: "amount_usd",
    isDated: false,
  },
  {
    language: "en",
    head: "Participant no,Course,Price EUR,Status",
    kept: ["Paid"],
    voids: ["Rejected", "Withdrawn"],
    about: "price_eur",
    isDated: false,
  },
  {
    language: "de",
    head: "Buchung,Raum,Datum,Betrag (€),Status",
    kept: ["bestätigt", "bezahlt"],
    voids: ["storniert"],
    about: "betrag",
    isDated: true,
  },
  {
    language: "zh",
    head: "订单编号,门店,日期,订单金额（元）,状态",
    kept: ["已完成", "待发货"],
    voids: ["已取消", "已退款"],
    about: "c",
    isDated: true,
  },
];

const rowsOf = ({ kept, voids, isDated }: Booked): readonly (readonly [row: string, amount: number, state: string])[] =>
  Array.from({ length: 90 }, (_, at) => {
    const states = at % 6 === 2 ? voids : kept;
    const state = states[Math.floor(at / 6) % states.length]!;
    const amount = state === voids[0] ? 5000 + at : 20 + ((at * 37) % 80);
    const day = `2025-0${1 + (at % 6)}-${10 + (at % 18)}`;
    const cells = [`B-${1000 + at}`, ["A", "B", "C"][at % 3]!, ...(isDated ? [day] : []), amount, state];
    return [cells.join(","), amount, state];
  });

describe.each(tables)("$head", (table) => {
  const { language, head, voids, about } = table;
  const made = rowsOf(table);

  test("amounts that did not come about are left out, and told", { timeout: 60_000 }, async () => {
    const opened = await openText(
      head,
      made.map(([row]) => row),
    );
    const keyOf = async (): Promise<string> => {
      if (about !== "c") return about;
      const found = (await draftOf(opened)).questions.find(({ name }) => name === "about")!;
      return String(found.choices.find(({ label }) => label.includes("金额"))!.value);
    };
    const key = await keyOf();
    const answers = { language, about: key };
    const { world, template } = await templateOf(opened, answers);
    const accepted = await acceptReport({ template: template.name }, world);
    const { document, tables: found } = await layOutReport(accepted, world, () => {});
    const kept = made.filter(([, , state]) => !voids.includes(state));
    const values = found
      .get("facts")!
      .rows.map(({ value }) => value)
      .filter((value) => value !== null && value !== undefined);
    expect(
      values
        .map(String)
        .map(Number)
        .toSorted((a, b) => a - b),
    ).toEqual(kept.map(([, amount]) => amount).toSorted((a, b) => a - b));
    const text = shownLines(document)
      .map((line) => line.text)
      .join("\n");
    expect(text).toContain(String(made.length - kept.length));
    for (const state of voids) expect(text).toContain(state);
  });

  test("every choice renders", { timeout: 600_000 }, async () => {
    const rows = made.map(([row]) => row);
    expect(await faultsOfDraft({ head, rows, language, allPeriods: false })).toEqual([]);
  });
});

test("what is not paid yet is an amount", { timeout: 60_000 }, async () => {
  const rows = Array.from(
    { length: 40 },
    (_, at) => `R-${at},K${at % 4},${100 + at},${["paid", "unpaid", "draft"][at % 3]!}`,
  );
  const { template } = await templateOf(await openText("Invoice,Customer,Amount EUR,Status", rows));
  expect([...template.queries.keys()]).not.toContain("voided");
});
