import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import { sha256 } from "../../../../../functions/core/json/canonical-json.ts";
import type { BatchRow, ReadyItem } from "../../../../../functions/core/service/batch/batch.ts";
import { openHandovers } from "../../../../../functions/core/service/batch/handover/open-handovers.ts";
import { deleteItem } from "../../../../../functions/core/service/batch/removal/delete-item.ts";
import { requestBatch, retryBatch } from "../../../../../functions/core/service/batch/request/request-batch.ts";
import { batchOf } from "../../../../../functions/core/service/batch/records/batch-kinds.ts";
import { itemFormKey, itemKey } from "../../../../../functions/core/service/batch/records/batch-keys.ts";
import { readPageOutcome } from "../../../../../functions/core/service/batch/records/read-batch.ts";
import { isPresentBatch, readBatch } from "../../../../../functions/core/service/batch/status/batch-status.ts";
import { copySender } from "../../../../../functions/core/service/delivery/copy/send-copy.ts";
import type { DeliverEntry } from "../../../../../functions/core/service/delivery/deliver-schema.ts";
import { writeLetter, writeLine } from "../../../../../functions/core/service/delivery/door/write-letter.ts";
import { readToken } from "../../../../../functions/core/service/delivery/link/sign-token.ts";
import { listDeliveries } from "../../../../../functions/core/service/delivery/list-deliveries.ts";
import { attemptAll, listDue } from "../../../../../functions/core/service/delivery/list-due.ts";
import { letterSender } from "../../../../../functions/core/service/delivery/mail/send-letter.ts";
import { letterSpreader } from "../../../../../functions/core/service/delivery/mail/spread-letters.ts";
import { suppress } from "../../../../../functions/core/service/delivery/mail/suppression.ts";
import { planDeliveries } from "../../../../../functions/core/service/delivery/plan-deliveries.ts";
import type { DeliverPlan } from "../../../../../functions/core/service/delivery/records/deliver-plan.ts";
import { announceOutcome, type EventWorld } from "../../../../../functions/core/service/event/announce-outcome.ts";
import type { DeliveryWorld } from "../../../../../functions/core/service/delivery/delivery-world.ts";
import type { Letter } from "../../../../../functions/core/ports.ts";
import { storeTemplate } from "../../../../../functions/core/report/template/store/store-template.ts";
import { sentence } from "../../../../http/open-test-app.ts";
import { MemorySecrets } from "../../delivery/memory-secrets.ts";
import { makeReport } from "../../lifecycle/lifecycle-fakes.ts";
import { acceptedBatch, fakeBatchWorld, type FakeBatchWorld, fakeRendition, runJobs } from "../batch-fakes.ts";

/** Rows with an address each, but for the fourth, and the fifth, whose cell is none. */
const addressed: BatchRow[] = Array.from({ length: 25 }, (_, index) => {
  const row = index + 1;
  const cells: Record<string, string> = row === 4 ? {} : { email: row === 5 ? "nobody" : `reader-${row}@example.org` };
  return { row, name: `item-${row}`, parameters: { number: row }, cells };
});
const batch = acceptedBatch("letters", { columns: ["email"], tolerate: 3 });
const perRow: DeliverEntry = {
  mail: { to: { column: "email" }, subject: "{{ item }}: {{ parameters.number }} of {{ parameters.year }}" },
};

interface Lab {
  readonly world: FakeBatchWorld;
  readonly delivering: DeliveryWorld & EventWorld;
  readonly secrets: MemorySecrets;
  readonly letters: Letter[];
  readonly copied: Map<string, string>;
  /** Announces a generation's end. */
  announce(generation?: number): Promise<void>;
  /** Makes everything that is due, for so many minutes. */
  deliver(minutes?: number): Promise<void>;
}

function openLab(world: FakeBatchWorld): Lab {
  const letters: Letter[] = [];
  const copied = new Map<string, string>();
  const secrets = new MemorySecrets();
  const { store, clock } = world;
  const handovers = openHandovers(world);
  const planning = { store, clock, handovers, planned: () => {} };
  const mail = letterSender({
    store,
    clock,
    secrets,
    handovers,
    publicUrl: () => "https://reports.example.org",
    mailer: { timeoutMs: 60_000, send: async (letter) => (letters.push(letter), { state: "sent" }) },
    compose: (plan, facts, subject) => writeLetter(plan, facts, subject, store),
    changes: async () => [],
    dataChanges: async () => [],
  });
  const copy = copySender({
    store,
    handovers,
    copies: {
      write: async (to, name, body) =>
        void copied.set(
          `${to}/${name}`,
          body instanceof Uint8Array ? new TextDecoder().decode(body) : (await buffer(body.body)).toString(),
        ),
    },
    line: (text, facts, { language }) => writeLine(text, facts, language),
  });
  const delivering = {
    ...world,
    senders: { mail, copy, letters: letterSpreader(planning) },
    subscribers: [planDeliveries(planning)],
  };
  return {
    world,
    delivering,
    secrets,
    letters,
    copied,
    announce: async (generation = 1) =>
      void (await announceOutcome(batchOf(batch.id, generation).folder.slice(0, -1), delivering)),
    async deliver(minutes = 3) {
      for (let minute = 0; minute < minutes; minute += 1, clock.time += 60_000)
        await attemptAll((await listDue(delivering)).now, delivering);
    },
  };
}

async function made(entries: readonly DeliverEntry[], world = fakeBatchWorld(addressed), asked = batch): Promise<Lab> {
  const version = await storeTemplate(world.store, "sentence", sentence);
  const plan: DeliverPlan = {
    entries,
    template: { name: "sentence", version: version as unknown as string },
    language: "en",
    date: "2026-01-31",
    name: "statement",
    parameters: { year: 2025 },
  };
  await requestBatch(asked, world, undefined, plan);
  world.jobs.push({ batch: batch.id, generation: 1 });
  await runJobs(world);
  return openLab(world);
}

const expected = addressed.flatMap(({ row }) => (row === 4 || row === 5 ? [] : [`reader-${row}@example.org`])).sort();
const receivers = ({ letters }: Lab): string[] => letters.map(({ to }) => to).sort();

test("each row's reader gets one letter, with a link to that row's PDF; a cell that is no address is told", async () => {
  const lab = await made([perRow]);
  await lab.announce();
  await lab.deliver();
  expect(receivers(lab)).toEqual(expected);
  const seventh = lab.letters.find(({ to }) => to === "reader-7@example.org")!;
  expect([seventh.subject, seventh.attachments]).toEqual(["item-7: 7 of 2025", undefined]);
  const token = /https:\/\/reports\.example\.org\/links\/(\S+)/.exec(seventh.text)![1]!;
  await expect(readToken(token, lab.secrets)).resolves.toMatchObject({
    key: itemKey(batch.id, 1, "item-7"),
    name: "item-7.pdf",
  });
  const { deliveries } = await listDeliveries("mail", { limit: 100 }, lab.world.store);
  expect(
    deliveries
      .filter(({ delivery }) => delivery.state !== "delivered")
      .map(({ delivery }) => [delivery.state, delivery.tries[0]?.fault]),
  ).toEqual([["parked", 'row 5: "nobody" is not an e-mail address']]);
  // Announced again, and again delivered: nobody is written to twice.
  await lab.announce();
  await lab.deliver();
  expect(lab.letters).toHaveLength(expected.length);
});

test("the row's own PDF is attached; a deleted item is not sent, nor one to who unsubscribed", async () => {
  const lab = await made([{ mail: { to: { column: "email" }, attach: true } }]);
  const status = await readBatch(batch.id, lab.world);
  if (status === undefined || !isPresentBatch(status)) throw new Error("no batch");
  await lab.announce();
  await deleteItem(status, "item-3", lab.world);
  await suppress("reader-8@example.org", "statement", lab.world);
  await lab.deliver();
  expect(receivers(lab)).toEqual(expected.filter((address) => !/-[38]@/.test(address)));
  const seventh = lab.letters.find(({ to }) => to === "reader-7@example.org")!;
  expect(seventh.attachments).toEqual([
    {
      name: "item-7.pdf",
      body: (await lab.world.store.get(itemKey(batch.id, 1, "item-7")))!.body,
      contentType: "application/pdf",
    },
  ]);
});

test("a retry of the batch writes only to the rows that had failed", async () => {
  let broken = true;
  const world = fakeBatchWorld(addressed, {
    render: async (accepted) => {
      if (broken && accepted.parameters["number"] === 9) throw new Error("it broke");
      return makeReport(accepted);
    },
  });
  const lab = await made([perRow], world);
  await lab.announce();
  await lab.deliver();
  expect(receivers(lab)).toEqual(expected.filter((address) => address !== "reader-9@example.org"));
  broken = false;
  await retryBatch(batch.id, world);
  world.jobs.push({ batch: batch.id, generation: 2 });
  await runJobs(world);
  await lab.announce(2);
  await lab.deliver();
  expect(receivers(lab)).toEqual(expected);
});

test("whatever write fails, done or not, no reader gets two letters, and a letter that may be missing is unknown", async () => {
  const calls = await (async () => {
    const lab = await made([perRow]);
    const before = lab.world.store.calls.length;
    await lab.announce();
    await lab.deliver();
    return lab.world.store.calls.slice(before).flatMap((call) => {
      const [method, key = ""] = call.split(" ");
      return /^(?:create|put|replace|delete)$/.test(method!) && /deliveries\/|due\//.test(key) ? [{ method, key }] : [];
    });
  })();
  // A sample of the writes, evenly spread over planning, spreading and sending: the first ones of each kind are among them.
  const sampled = calls.filter((_, index) => index < 8 || index % 16 === 0);
  for (const { method, key } of sampled) {
    for (const committed of [false, true]) {
      const lab = await made([perRow]);
      lab.world.store.failOn({
        method: method as "put",
        key: new RegExp(`^${key.replaceAll(/[.?]/g, "\\$&")}$`),
        committed,
      });
      await lab.announce().catch(() => lab.announce());
      await lab.deliver(10);
      const { deliveries } = await listDeliveries("mail", { limit: 100 }, lab.world.store);
      const unknown = deliveries.flatMap(({ delivery: { state, task } }) => (state === "unknown" ? [task!.to] : []));
      expect(new Set(receivers(lab)).size, `${method} ${key} ${committed}`).toBe(lab.letters.length);
      expect([...new Set([...receivers(lab), ...unknown])].sort(), `${method} ${key} ${committed}`).toEqual(expected);
      expect(unknown.length).toBeLessThanOrEqual(1);
    }
  }
});

test("items are copied under their names, and the manifest beside them", async () => {
  const lab = await made([{ copy: { to: "board", name: "{{ parameters.year }}/{{ parameters.number }}/{{ file }}" } }]);
  await lab.announce();
  await lab.deliver();
  expect([...lab.copied.keys()].sort()).toEqual(
    [...addressed.map(({ row, name }) => `board/2025/${row}/${name}.pdf`), "board/2025/manifest.csv"].sort(),
  );
  const seventh = await lab.world.store.get(itemKey(batch.id, 1, "item-7"));
  expect(lab.copied.get("board/2025/7/item-7.pdf")).toBe(new TextDecoder().decode(seventh!.body));
});

const withForms = { ...batch, renditions: ["html", "xlsx"] as const };
/** A world in which the third row has no page, and the seventh no workbook. */
const lackingForms = () =>
  fakeBatchWorld(addressed, {
    makeRendition: async ({ form, accepted, printed }) => {
      if (`${form} ${String(accepted.parameters["number"])}` === "html 3")
        throw new BroadsheetError("conflict", { code: "rendition-unfaithful", message: "it would not say the same" });
      if (`${form} ${String(accepted.parameters["number"])}` === "xlsx 7")
        throw new BroadsheetError("conflict", { code: "rendition-differs", message: "it differs", hint: "retry" });
      return fakeRendition(form, printed.sha256);
    },
  });

test("a row's letter takes along the forms that the entry names, and says which could not be made", async () => {
  for (const attach of [true, false]) {
    const entry: DeliverEntry = { mail: { to: { column: "email" }, attach, renditions: ["xlsx"] } };
    const lab = await made([entry], lackingForms(), withForms);
    await lab.announce();
    await lab.deliver();
    expect(receivers(lab)).toEqual(expected);
    for (const { to, attachments, text } of lab.letters) {
      const name = `item-${/\d+/.exec(to)![0]}`;
      const has = name !== "item-7";
      const [pdf, workbook] = [`${name}.pdf`, `${name}.xlsx`];
      expect(attachments?.map((one) => one.name)).toEqual(attach ? [pdf, ...(has ? [workbook] : [])] : undefined);
      const file = fakeRendition("xlsx", sha256((await lab.world.store.get(itemKey(batch.id, 1, name)))!.body));
      if (attach && has)
        expect(attachments![1]).toMatchObject({ body: file, contentType: expect.stringContaining("spreadsheet") });
      // Each form has a link, too, and it leads to the item's own file.
      const links = [...text.matchAll(/https:\/\/reports\.example\.org\/links\/([\w.~-]+)/g)];
      const leads = await Promise.all(links.map(async ([, token]) => readToken(token!, lab.secrets)));
      expect(leads.filter((lead) => lead?.kind === "file" && lead.name === workbook)).toEqual(
        has ? [expect.objectContaining({ key: itemFormKey(batch.id, 1, name, "xlsx") })] : [],
      );
    }
    const { deliveries } = await listDeliveries("mail", { limit: 100 }, lab.world.store);
    const faults = deliveries.flatMap(({ delivery: { state, tries } }) =>
      state === "delivered" && tries[0]?.fault !== undefined ? [tries[0].fault] : [],
    );
    expect(faults).toEqual(["without report.xlsx: it differs"]);
  }
});

test("items are copied in the forms that the entry names; a copy that lacks one is parked with its row", async () => {
  const lab = await made(
    [{ copy: { to: "board", name: "{{ parameters.number }}/{{ file }}", renditions: ["html", "xlsx"] } }],
    lackingForms(),
    withForms,
  );
  await lab.announce();
  await lab.deliver();
  const lacks = new Set(["board/3/item-3.html", "board/7/item-7.xlsx"]);
  expect([...lab.copied.keys()].sort()).toEqual(
    [
      ...addressed.flatMap(({ row, name }) =>
        ["pdf", "html", "xlsx"].map((ending) => `board/${row}/${name}.${ending}`).filter((path) => !lacks.has(path)),
      ),
      "board/manifest.csv",
    ].sort(),
  );
  const ninth = (await lab.world.store.get(itemKey(batch.id, 1, "item-9")))!.body;
  expect(lab.copied.get("board/9/item-9.xlsx")).toBe(new TextDecoder().decode(fakeRendition("xlsx", sha256(ninth))));
  const { deliveries } = await listDeliveries("copy", { limit: 100 }, lab.world.store);
  expect(
    deliveries.flatMap(({ delivery: { state, task, tries } }) =>
      state === "delivered" ? [] : [[state, task?.kind === "rendition" && task.form, tries[0]?.fault]],
    ),
  ).toEqual(
    expect.arrayContaining([
      ["parked", "html", "row 3: without report.html: it would not say the same"],
      ["parked", "xlsx", "row 7: without report.xlsx: it differs"],
    ]),
  );
  expect(deliveries.filter(({ delivery }) => delivery.state !== "delivered")).toHaveLength(2);
  // Retrying a report, as the hint for a single one says, would not help.
  const page = await readPageOutcome(batch.id, 1, 1, lab.world);
  const seventh = page?.state === "ready" ? (page.items[6] as ReadyItem) : undefined;
  expect(seventh?.renditions?.[1]).toMatchObject({
    problems: [{ code: "rendition-differs", hint: expect.stringContaining("DELETE /batches/{id}") }],
  });
});

test("a form that a batch does not make is missing from letters of a list that asks for it", async () => {
  const lab = await made([{ mail: { to: { column: "email" }, attach: true, renditions: ["docx"] } }], lackingForms());
  await lab.announce();
  await lab.deliver();
  expect(receivers(lab)).toEqual(expected);
  const { deliveries } = await listDeliveries("mail", { limit: 100 }, lab.world.store);
  expect(
    new Set(deliveries.flatMap(({ delivery: { state, tries } }) => (state === "delivered" ? [tries[0]?.fault] : []))),
  ).toEqual(new Set(["without report.docx: it was not made"]));
});

test("a letter about the whole batch has its counts, and a link to the manifest", async () => {
  const lab = await made([{ mail: { to: "print@example.org" } }]);
  await lab.announce();
  await lab.deliver();
  const [letter] = lab.letters;
  expect(letter!.text).toContain("Reports ready: 25");
  expect(letter!.text).not.toContain("Rows without a report");
  const token = /https:\/\/reports\.example\.org\/links\/(\S+)/.exec(letter!.text)![1]!;
  await expect(readToken(token, lab.secrets)).resolves.toMatchObject({ name: "manifest.csv" });
});
