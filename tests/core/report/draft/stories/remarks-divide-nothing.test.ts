import { describe, expect, test } from "vitest";
import { openText } from "../draft-of-text.ts";
import { reportOf } from "../report-of-table.ts";
import { numbersFrom } from "../roles-of-text.ts";

/** What a few rows say in a remark, or have in a column that most leave empty, compares no durations. */
const shapes = [
  ["no,machine,reason,begin,end,remark", "remark"],
  ["no,machine,reason,begin,end,follow up", "follow up"],
  ["Nr,Maschine,Grund,Beginn,Ende,Bemerkung", "Bemerkung"],
  ["编号,设备,原因,开始时间,结束时间,备注", "备注"],
] as const;

/** So many minutes after six in the morning. */
const clock = (minutes: number): string =>
  `${String(6 + Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

describe.each(shapes)("%s", { timeout: 60_000 }, (head, sparse) => {
  test.each([1, 2])("has durations by machine or reason (%i)", async (seed) => {
    const random = numbersFrom(seed);
    const rows = Array.from({ length: 240 }, (_, at) => {
      const machine = at % 3;
      const remark = at % 11 === 0 ? ["part ordered", "late delivery", "leak"][(at / 11) % 3]! : "";
      // What has a remark took far longer, so that it alone would divide best.
      const minutes = Math.round(10 + 8 * machine + 30 * random() + (remark === "" ? 0 : 40 * ((at / 11) % 3)));
      const day = `2024-0${1 + (at % 6)}-${String(1 + (at % 27)).padStart(2, "0")}`;
      const reason = ["setup", "jam", "maintenance", "material"][Math.floor(4 * random())]!;
      return `${at},M${machine},${reason},${day} ${clock(0)},${day} ${clock(minutes)},${remark}`;
    });
    const { draft } = await reportOf(await openText(head, rows));
    const sql = draft.files.get("queries/span_groups.sql") ?? "";
    expect([...draft.files.keys()].some((file) => file.startsWith("queries/span"))).toBe(true);
    expect(sql).not.toContain(`"${sparse}"`);
    expect(draft.files.get("report.md")).not.toMatch(new RegExp(`(By|Nach|按)[ “„]*${sparse}`));
  });
});
