import { expect, test } from "vitest";
import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import { draftTableOf } from "../../../../../functions/core/report/draft/door/draft-template.ts";
import { findRoles } from "../../../../../functions/core/report/draft/roles/find-roles.ts";
import { keepSessions } from "../../../../../functions/core/report/query/session/keep-sessions.ts";
import { openText } from "../draft-of-text.ts";

/** Columns of when a case came in and when it ended, in the order of the table. */
const cases = [
  ["opened_at", "closed_at", 0],
  ["Created", "Resolved", 0],
  ["closed_on", "opened_on", 1],
  ["Delivered date", "Order date", 1],
  ["Eingang am", "Erledigt am", 0],
  ["Bezahlt am", "Rechnungsdatum", 1],
  ["受理时间", "完成时间", 0],
  ["签收日期", "下单日期", 1],
] as const;

const day = (at: number): string => new Date(Date.UTC(2025, 0, 1) + at * 86_400_000).toISOString().slice(0, 10);

test.each(cases)("cases of %s and %s are of the day on which they came in", async (...head) => {
  const rows = Array.from({ length: 160 }, (_, at) => {
    const days = [day(at), day(at + 1 + ((at * 7) % 19))];
    const [one, other] = head[2] === 0 ? days : days.reverse();
    return `${1000 + at},${one!},${other!},${["North", "South", "West"][(at * at) % 3]!}`;
  });
  const { dataset, title } = await openText(`id,${head[0]},${head[1]},area`, rows);
  const sessions = keepSessions();
  try {
    const { time } = await findRoles(draftTableOf(dataset, title, sessions, openScratchFolder));
    expect(time?.columns).toEqual([head[head[2]]]);
  } finally {
    await sessions.close();
  }
});
