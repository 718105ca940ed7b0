import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import type { BatchRow } from "../../../../../functions/core/service/batch/batch.ts";
import { openHandovers } from "../../../../../functions/core/service/batch/handover/open-handovers.ts";
import { deleteItem } from "../../../../../functions/core/service/batch/removal/delete-item.ts";
import { requestBatch, retryBatch } from "../../../../../functions/core/service/batch/request/request-batch.ts";
import { batchOf } from "../../../../../functions/core/service/batch/records/batch-kinds.ts";
import { itemKey } from "../../../../../functions/core/service/batch/records/batch-keys.ts";
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
import { acceptedBatch, fakeBatchWorld, type FakeBatchWorld, runJobs } from "../batch-fakes.ts";

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

async function made(entries: readonly DeliverEntry[], world = fakeBatchWorld(addressed)): Promise<Lab> {
  const version = await storeTemplate(world.store, "sentence", sentence);
  const plan: DeliverPlan = {
    entries,
    template: { name: "sentence", version: version as unknown as string },
    language: "en",
    date: "2026-01-31",
    name: "statement",
    parameters: { year: 2025 },
  };
  await requestBatch(batch, world, undefined, plan);
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
