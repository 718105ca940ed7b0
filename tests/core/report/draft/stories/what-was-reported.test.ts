import { describe, expect, test } from "vitest";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { openBytes } from "../open-table.ts";
import { reportOf } from "../report-of-table.ts";
import { numbersFrom } from "../roles-of-text.ts";

/** Of what people reported it is asked first how many there were and of what; the oracle counts the cells. */
interface Shape {
  readonly title: string;
  readonly language: DraftLanguage;
  /** Number, day, place, kind, state, closed, amount. */
  readonly head: string;
  readonly kinds: readonly string[];
}

const shapes: readonly Shape[] = [
  {
    title: "customer_complaints_2024",
    language: "en",
    head: "complaint_no,received,store,complaint_type,status,closed,refund_gbp",
    kinds: ["waiting", "food", "staff", "billing"],
  },
  {
    title: "Helpdesk tickets",
    language: "en",
    head: "Ticket,Opened,Site,Category,Status,Closed,Minutes spent",
    kinds: ["login", "printer", "network"],
  },
  {
    title: "Störungsmeldungen 2024",
    language: "de",
    head: "Nr,Gemeldet,Gebäude,Störungsart,Status,Erledigt,Kosten",
    kinds: ["Heizung", "Aufzug", "Licht", "Wasser"],
  },
  {
    title: "客户投诉记录2024年",
    language: "zh",
    head: "投诉编号,投诉日期,门店,投诉类型,状态,结案日期,赔付金额",
    kinds: ["等待", "菜品", "服务"],
  },
];

const iso = (of: Date): string => of.toISOString().slice(0, 10);

describe.each(shapes)("$title", { timeout: 60_000 }, ({ title, language, head, kinds }) => {
  test.each([1, 2])("counts them by what they are about (%i)", async (seed) => {
    const random = numbersFrom(seed + head.length);
    const rows = Array.from({ length: 260 }, (_, at) => {
      const kind = kinds[Math.floor(random() ** 2 * kinds.length)]!;
      const day = new Date(Date.UTC(2024, 0, 1 + Math.floor((at * 330) / 260)));
      const closed = new Date(day.getTime() + 86_400_000 * (1 + Math.floor(9 * random() ** 2)));
      const place = ["Mitte", "Nord", "West"][Math.floor(3 * random())]!;
      const cells = [`R${5000 + at}`, iso(day), place, kind, "closed", iso(closed), String(Math.floor(80 * random()))];
      return { kind, line: cells.join(",") };
    });
    const csv = Buffer.from(`${[head, ...rows.map(({ line }) => line)].join("\n")}\n`);
    const report = await reportOf(await openBytes(csv, "csv", title), { language });
    expect(report.title).toContain("260");
    if (language === "en") expect(report.title).toMatch(/^(Complaints|Tickets): 260 from/);
    const counted = kinds.map((kind) => ({ kind, count: rows.filter((row) => row.kind === kind).length }));
    const most = counted.toSorted((a, b) => b.count - a.count)[0]!;
    const [first] = report.rows("whole_groups");
    expect([first?.["first"], first?.["first_value"]]).toEqual([most.kind, most.count]);
    // How long each took comes behind it.
    expect(report.draft.files.has("queries/span.sql") || report.draft.files.has("queries/spans.sql")).toBe(true);
  });
});
