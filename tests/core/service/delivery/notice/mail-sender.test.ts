import { expect, test } from "vitest";
import { BroadsheetError, type Problem } from "../../../../../functions/core/errors.ts";
import type { Letter, Mailed } from "../../../../../functions/core/ports.ts";
import { composeNotice, noticeKinds } from "../../../../../functions/core/report/compose/letter/compose-notice.ts";
import { deleteDataset } from "../../../../../functions/core/report/dataset/store/delete-dataset.ts";
import { languages } from "../../../../../functions/core/report/locale/languages.ts";
import type { DatasetEvent } from "../../../../../functions/core/service/contract/dataset-event.ts";
import { noteFailing, noteWorking } from "../../../../../functions/core/service/contract/note-filler.ts";
import {
  recordEvent,
  recordHeld,
  recordRefusals,
} from "../../../../../functions/core/service/contract/record-event.ts";
import { writeNotice } from "../../../../../functions/core/service/delivery/door/write-letter.ts";
import { attemptAll, listDue } from "../../../../../functions/core/service/delivery/list-due.ts";
import { readToken } from "../../../../../functions/core/service/delivery/link/sign-token.ts";
import { listDeliveries } from "../../../../../functions/core/service/delivery/list-deliveries.ts";
import { suppress } from "../../../../../functions/core/service/delivery/mail/suppression.ts";
import { mailSender } from "../../../../../functions/core/service/delivery/notice/mail-sender.ts";
import { putNoticeList, readNoticeList } from "../../../../../functions/core/service/delivery/notice/notice-list.ts";
import {
  parseNoticeList,
  possibleNotices,
} from "../../../../../functions/core/service/delivery/notice/notice-schema.ts";
import { datasetEventTypes } from "../../../../../functions/core/service/event/match-event.ts";
import { markOutbox, sweepOutbox } from "../../../../../functions/core/service/event/outbox.ts";
import { noHandovers, openLab } from "../delivery-fakes.ts";

const never = (): never => {
  throw new Error("no template has a part in this");
};

/** A dataset of whose changes Anna and Eva hear, and their letters. */
async function openNotices(events = ["dataset.*", "source.*", "view.*"], hasStudio = true, language = "en") {
  const base = openLab();
  const letters: Letter[] = [];
  const sent: Mailed = { state: "sent" };
  const lab = {
    ...base,
    letters,
    outbox: {
      mark: (folder: string, mark: "end") => markOutbox(folder, mark, base.store),
      wake: () => {},
    },
    senders: {
      mail: mailSender({
        ...base,
        handovers: noHandovers,
        publicUrl: () => "https://reports.example.org",
        hasStudio,
        mailer: { timeoutMs: 60_000, send: async (letter: Letter) => (letters.push(letter), sent) },
        compose: never,
        changes: never,
        dataChanges: never,
        composeNotice: writeNotice,
      }),
    },
    /** Announces what happened to the dataset and sends what is due; the subjects of the letters that left. */
    async run(): Promise<string[]> {
      const before = letters.length;
      await sweepOutbox(lab);
      await attemptAll((await listDue(lab)).now, lab);
      return letters.slice(before).map(({ to, subject }) => `${to} ${subject}`);
    },
  };
  await putNoticeList(
    "sales",
    { to: ["anna@example.org", "eva@example.org"], events, language, changed: 1 },
    base.store,
  );
  return lab;
}

const problem: Problem = {
  code: "broken-check",
  message: '7 rows of "revenue" are not from 0 to 100; the first is row 7',
  where: { pointer: "/checks/0/range/revenue", dataset: "sales", name: "revenue", row: 7 },
  seen: [...[7, 9, 11, 13, 15].map((row) => ({ row, value: `${row}00` })), { row: 17, value: "1700" }],
  allowed: "from 0 to 100",
};

const possible = possibleNotices({ source: true, view: false });

test("a refusal is a letter to each address: what, where, when, the first five values and what is allowed", async () => {
  const lab = await openNotices();
  const refuse = recordRefusals(lab);
  await refuse({ dataset: "sales", version: "a".repeat(64), checks: "c", problems: [problem] });
  expect((await lab.run()).toSorted()).toEqual([
    "anna@example.org sales: New data were refused",
    "eva@example.org sales: New data were refused",
  ]);
  const [letter] = lab.letters;
  const at = new Date(lab.clock.time).toISOString().slice(11, 16);
  expect(letter!.text).toContain(`sales, `);
  expect(letter!.text).toContain(`, ${at} UTC`);
  for (const part of [
    '- 7 rows of "revenue" are not from 0 to 100; the first is row 7',
    "Column revenue, Row 7",
    "Seen: Row 7: 700; Row 9: 900; Row 11: 1100; Row 13: 1300; Row 15: 1500; …",
    "Allowed: from 0 to 100",
    "Readers keep the last good data.",
    "Open in the studio: https://reports.example.org/studio/datasets/sales",
  ])
    expect(letter!.text).toContain(part);
  expect(letter!.text).not.toContain("1700");
  await expect(readToken(letter!.unsubscribe!.split("/").at(-1)!, lab.secrets)).resolves.toEqual({
    kind: "unsubscribe",
    address: letter!.to,
    list: "dataset.sales",
  });
  // Another bad file before a good one is no news, and neither is the same one again.
  await refuse({ dataset: "sales", version: "b".repeat(64), checks: "c", problems: [problem] });
  await refuse({ dataset: "sales", version: "a".repeat(64), checks: "c", problems: [problem] });
  expect(await lab.run()).toEqual([]);
});

test("each change of state is one letter, of a source, a view, a held version and a time without data", async () => {
  const lab = await openNotices();
  const anna = async (): Promise<string[]> => (await lab.run()).filter((line) => line.startsWith("anna"));
  const failure = { kind: "unavailable", problems: [{ code: "x", message: "It is silent" }], at: 5 } as const;
  for (const id of ["1", "2", "3"]) {
    await noteFailing("source", "sales", { ...failure, id }, lab);
    expect(await anna()).toEqual(id === "1" ? ["anna@example.org sales: The source cannot be fetched"] : []);
  }
  expect(lab.letters.at(-1)!.text).toContain("https://reports.example.org/studio/datasets/~sources/sales");
  for (const _ of [1, 2]) await noteWorking("source", "sales", lab);
  expect(await anna()).toEqual(["anna@example.org sales: The source is fetched again"]);
  expect(lab.letters.at(-1)!.text).toContain("Failed since: 1 January 1970, 00:00 UTC");
  // What its contract refuses is said once, as a refusal.
  await recordRefusals(lab)({ dataset: "sales", version: "a".repeat(64), checks: "c", problems: [problem] });
  await noteFailing("source", "sales", { kind: "invalid-dataset", problems: [problem], id: "4", at: 6 }, lab);
  expect(await anna()).toEqual(["anna@example.org sales: New data were refused"]);
  await noteFailing("view", "sales", { ...failure, id: "5" }, lab);
  await recordHeld(lab, "sales", { version: "c".repeat(64), rows: 36 });
  const since = "2026-01-05T08:00:00.000Z";
  const stale: DatasetEvent = { state: "stale", finished: 7, dataset: "sales", version: "v", since, freshness: "36h" };
  await recordEvent("dataset-events/sales/stale-1", stale, lab);
  expect((await anna()).toSorted()).toEqual([
    "anna@example.org sales: A version waits for you to promote it",
    "anna@example.org sales: No new data have come",
    "anna@example.org sales: The view cannot be made",
  ]);
  const text = lab.letters.map((letter) => letter.text).join("\n");
  expect(text).toContain("Last new data: 5 January 2026, 08:00 UTC");
  expect(text).toContain("Allowed: 36h");
  expect(text).toContain("Rows: 36");
});

test("a reader hears of what the list names, no more after unsubscribing, and not of a dataset that is gone", async () => {
  const lab = await openNotices(["source.failed"], false);
  await recordHeld(lab, "sales", { version: "c".repeat(64), rows: 36 });
  expect(await lab.run()).toEqual([]);
  await suppress("Anna@example.org", "dataset.sales", lab);
  await noteFailing("source", "sales", { id: "1", kind: "damaged", problems: [problem], at: 5 }, lab);
  await noteFailing("source", "sales2", { id: "1", kind: "damaged", problems: [problem], at: 5 }, lab);
  // Content that was refused would be no news: this is another fault.
  expect(await lab.run()).toEqual([]);
  await noteWorking("source", "sales", lab);
  const other = { code: "x", message: "It is silent" };
  await noteFailing("source", "sales", { id: "2", kind: "unavailable", problems: [other], at: 5 }, lab);
  expect(await lab.run()).toEqual(["eva@example.org sales: The source cannot be fetched"]);
  expect(lab.letters.at(-1)!.text).not.toContain("studio");
  const states = (await listDeliveries("mail", { limit: 9 }, lab.store)).deliveries.map(({ delivery }) => delivery);
  expect(states.map(({ state }) => state).toSorted()).toEqual(["delivered", "dropped"]);
  await deleteDataset(lab.store, "sales", { at: 1, token: "x" });
  expect(await readNoticeList("sales", lab.store)).toBeUndefined();
});

test("every letter is whole in every language, and no value becomes markup or turns the words around it", () => {
  const hostile = "<b>\u202eevil</b>\n# *x* [y](http://z)";
  for (const [language, locale] of Object.entries(languages))
    for (const what of noticeKinds) {
      const { subject, text, html } = composeNotice(
        {
          name: "sales",
          what,
          at: 0,
          since: 0,
          freshness: "36h",
          version: "abc",
          rows: 2,
          problems: [
            { code: "x", message: hostile, where: { name: hostile, row: 3 }, seen: hostile, allowed: [hostile] },
          ],
          link: "https://example.org/studio/datasets/sales",
          unsubscribe: "https://example.org/unsubscribe/x",
        },
        locale,
      );
      const place = `${language}, ${what}`;
      expect(subject.startsWith(`sales${locale.words.colon}`), place).toBe(true);
      expect(subject, place).not.toMatch(/[\n\r]|undefined/);
      for (const one of [text, html]) {
        for (const part of [locale.words.notice[what], "36h", "abc", "https://example.org/unsubscribe/x", "UTC"])
          expect(one, place).toContain(part);
        expect(one, place).not.toMatch(/undefined|\u202e|\{\{/);
      }
      expect(html, place).not.toContain("<b>");
      expect(html, place).toContain(`lang="${locale.tag}"`);
      expect(html, place).toContain("<bdi>&lt;b&gt;");
    }
  const said = Object.values(languages).map(({ words }) => Object.values(words.notice).join(" "));
  expect(new Set(said).size).toBe(said.length);
});

test.each([
  [{}, "/to", "required"],
  [{ to: [] }, "/to", undefined],
  [{ to: ["anna"] }, "/to/0", "invalid-address"],
  [{ to: ["anna@example.org\nBcc: x@example.org"] }, "/to/0", "invalid-address"],
  [{ to: ["a@example.org", "A@Example.org"] }, "/to/1", "repeated-address"],
  [{ to: Array.from({ length: 21 }, (_, index) => `a${index}@example.org`) }, "/to", undefined],
  [{ to: ["a@example.org"], events: ["report.ready"] }, "/events/0", "not-allowed"],
  [{ to: ["a@example.org"], events: [] }, "/events", undefined],
  [{ to: ["a@example.org"], language: "xx" }, "/language", "not-allowed"],
  [{ to: ["a@example.org"], cc: [] }, "/cc", undefined],
  [7, "", undefined],
])("%j is refused at %s", (body, pointer, code) => {
  try {
    parseNoticeList(body, { sendsMail: true, possible, now: 1 });
  } catch (error) {
    const [first] = (error as BroadsheetError).problems;
    expect(first).toMatchObject({ where: { pointer }, ...(code !== undefined && code !== "required" && { code }) });
    return;
  }
  throw new Error("it was taken");
});

test("a list says by itself what is heard of, and is refused where no mail is sent", () => {
  const to = ["anna@example.org"];
  expect(parseNoticeList({ to }, { sendsMail: true, possible, now: 1 })).toEqual({
    to,
    events: ["dataset.*", "source.*", "view.*"],
    language: "en",
    changed: 1,
  });
  expect(() => parseNoticeList({ to }, { sendsMail: false, possible, now: 1 })).toThrow(/cannot send mail/);
  expect(datasetEventTypes).toEqual([
    "dataset.refused",
    "dataset.stale",
    "dataset.held",
    "source.failed",
    "source.recovered",
    "view.failed",
    "view.recovered",
  ]);
});
