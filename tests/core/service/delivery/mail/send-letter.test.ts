import { expect, test } from "vitest";
import { attemptAll, listDue } from "../../../../../functions/core/service/delivery/list-due.ts";
import { listDeliveries } from "../../../../../functions/core/service/delivery/list-deliveries.ts";
import { readToken } from "../../../../../functions/core/service/delivery/link/sign-token.ts";
import { letterSender } from "../../../../../functions/core/service/delivery/mail/send-letter.ts";
import {
  listSuppressed,
  releaseAddress,
  suppressAddress,
} from "../../../../../functions/core/service/delivery/mail/suppressed-address.ts";
import { suppress } from "../../../../../functions/core/service/delivery/mail/suppression.ts";
import type { DeliverEntry } from "../../../../../functions/core/service/delivery/deliver-schema.ts";
import { storeDeliverPlan } from "../../../../../functions/core/service/delivery/records/deliver-plan.ts";
import { retryDelivery } from "../../../../../functions/core/service/delivery/retry-delivery.ts";
import { copySender } from "../../../../../functions/core/service/delivery/copy/send-copy.ts";
import { announceOutcome } from "../../../../../functions/core/service/event/announce-outcome.ts";
import type { Letter, Mailed } from "../../../../../functions/core/ports.ts";
import { storeTemplate } from "../../../../../functions/core/report/template/store/store-template.ts";
import { writeLetter, writeLine } from "../../../../../functions/core/service/delivery/door/write-letter.ts";
import { sentence } from "../../../../http/open-test-app.ts";
import { type DeliveryLab, endReport, noHandovers, openLab } from "../delivery-fakes.ts";

interface MailLab extends DeliveryLab {
  readonly letters: Letter[];
  readonly copied: (readonly [string, string, string])[];
  mailed: () => Promise<Mailed>;
  run(): Promise<void>;
  states(channel?: string): Promise<(readonly [string, string | undefined])[]>;
}

/** A report that is ready, with a `deliver` list, its template and its PDF. */
async function ready(entries: readonly DeliverEntry[], { pdf = "%PDF" }: { pdf?: string } = {}): Promise<MailLab> {
  const base = openLab();
  const letters: Letter[] = [];
  const copied: [string, string, string][] = [];
  const lab: MailLab = {
    ...base,
    letters,
    copied,
    mailed: async () => ({ state: "sent" }),
    senders: {
      ...base.senders,
      mail: letterSender({
        ...base,
        handovers: noHandovers,
        publicUrl: () => "https://reports.example.org",
        mailer: { timeoutMs: 60_000, send: async (letter) => (letters.push(letter), lab.mailed()) },
        compose: (plan, facts, subject) => writeLetter(plan, facts, subject, base.store),
        changes: async () => ["Share: 1 → 2"],
        dataChanges: async () => ["sales, rows: 1 → 2"],
      }),
      copy: copySender({
        store: base.store,
        handovers: noHandovers,
        copies: {
          write: async (to, name, body) => void copied.push([to, name, new TextDecoder().decode(body as Uint8Array)]),
        },
        line: (text, facts, { language }) => writeLine(text, facts, language),
      }),
    },
    run: async () => attemptAll((await listDue(lab)).now, lab),
    states: async (channel = "mail") =>
      (await listDeliveries(channel, { limit: 100 }, base.store)).deliveries.map(
        ({ delivery }) => [delivery.state, delivery.tries.at(-1)?.fault] as const,
      ),
  };
  const version = await storeTemplate(base.store, "sentence", sentence);
  const folder = await endReport(base.store);
  await base.store.put(`${folder}/report.pdf`, new TextEncoder().encode(pdf), "application/pdf");
  await storeDeliverPlan(
    `${folder}/`,
    {
      entries,
      template: { name: "sentence", version: version as unknown as string },
      language: "en",
      date: "2026-01-05",
      name: "weekly",
    },
    base.store,
  );
  await announceOutcome(folder, lab);
  return lab;
}

test("each address gets a letter of its own, with a link that leads to the PDF and its own way to unsubscribe", async () => {
  const lab = await ready([
    { mail: { to: ["anna@example.org", "eva@example.org"], subject: "{{ name }}: {{ title }}" } },
  ]);
  await lab.run();
  expect(lab.letters.map(({ to, subject, attachments }) => [to, subject, attachments]).sort()).toEqual([
    ["anna@example.org", "weekly: Sales", undefined],
    ["eva@example.org", "weekly: Sales", undefined],
  ]);
  const anna = lab.letters.find(({ to }) => to === "anna@example.org")!;
  const token = /https:\/\/reports\.example\.org\/links\/(\S+)/.exec(anna.text)![1]!;
  await expect(readToken(token, lab.secrets)).resolves.toMatchObject({
    kind: "file",
    key: expect.stringMatching(/^reports\/.*\/report\.pdf$/),
    name: "weekly-2026-01-05.pdf",
    expires: lab.clock.time + 30 * 86_400_000,
  });
  await expect(readToken(anna.unsubscribe!.split("/").at(-1)!, lab.secrets)).resolves.toEqual({
    kind: "unsubscribe",
    address: "anna@example.org",
    list: "weekly",
  });
  expect(anna.text).toContain("- Share: 1 → 2");
  expect(new Set(lab.letters.map(({ messageId }) => messageId)).size).toBe(2);
  await expect(lab.states()).resolves.toEqual([
    ["delivered", undefined],
    ["delivered", undefined],
  ]);
});

test("the PDF is attached if the list says so", async () => {
  const lab = await ready([{ mail: { to: "anna@example.org", attach: true } }]);
  await lab.run();
  expect(lab.letters[0]!.attachments).toEqual([
    { name: "weekly-2026-01-05.pdf", body: new TextEncoder().encode("%PDF"), contentType: "application/pdf" },
  ]);
});

test("whoever unsubscribed gets nothing", async () => {
  const lab = await ready([{ mail: { to: "Anna@example.org" } }]);
  await suppress("anna@EXAMPLE.org", "weekly", lab);
  await lab.run();
  expect(lab.letters).toEqual([]);
  await expect(lab.states()).resolves.toEqual([["dropped", "the address has unsubscribed"]]);
});

test("an address that bounced or complained gets nothing, of any list, until it is released", async () => {
  for (const reason of ["bounced", "complained"] as const) {
    const lab = await ready([{ mail: { to: "Anna@example.org" } }]);
    await suppressAddress({ address: "anna@EXAMPLE.org", reason, detail: "550 5.1.1" }, lab);
    await lab.run();
    expect(lab.letters).toEqual([]);
    await expect(lab.states()).resolves.toEqual([["dropped", `the address has ${reason}`]]);
    expect([
      await releaseAddress("anna@example.org", lab.store),
      await releaseAddress("anna@example.org", lab.store),
    ]).toEqual([true, false]);
  }
});

test("a refusal of the mailbox suppresses the address, another refusal for good does not", async () => {
  for (const noMailbox of ["550 5.1.1 no such user", undefined]) {
    const lab = await ready([{ mail: { to: "anna@example.org" } }]);
    const refused = { state: "refused", fault: "the mail server answered 550 to RCPT TO", forGood: true } as const;
    lab.mailed = async () => ({ ...refused, ...(noMailbox !== undefined && { noMailbox }) });
    await lab.run();
    await expect(lab.states()).resolves.toEqual([["parked", refused.fault]]);
    expect((await listSuppressed({ limit: 10 }, lab.store)).addresses).toEqual(
      noMailbox === undefined
        ? []
        : [{ address: "anna@example.org", reason: "bounced", detail: noMailbox, at: expect.any(Number) }],
    );
  }
});

test("a letter of which nobody knows is told as unknown, and sent again only if somebody asks", async () => {
  const lab = await ready([{ mail: { to: "anna@example.org" } }]);
  lab.mailed = async () => ({ state: "unknown", fault: "the connection broke" });
  await lab.run();
  await expect(lab.states()).resolves.toEqual([["unknown", "the connection broke"]]);
  lab.clock.time += 7 * 86_400_000;
  await lab.run();
  expect(lab.letters).toHaveLength(1);
  const key = (await listDeliveries("mail", { limit: 1 }, lab.store)).deliveries[0]!.key;
  lab.mailed = async () => ({ state: "sent" });
  await retryDelivery(key, lab);
  await lab.run();
  await expect(lab.states()).resolves.toEqual([["delivered", undefined]]);
  expect(lab.letters[1]!.messageId).toBe(lab.letters[0]!.messageId);
  await expect(retryDelivery(key, lab)).rejects.toMatchObject({ kind: "conflict" });
});

test("a process that dies while it sends leaves unknown, never a second letter", async () => {
  const lab = await ready([{ mail: { to: "anna@example.org" } }]);
  lab.mailed = () => new Promise(() => {});
  void lab.run();
  await expect.poll(() => lab.letters.length).toBe(1);
  lab.clock.time += 3_600_000;
  await lab.run();
  expect(lab.letters).toHaveLength(1);
  await expect(lab.states()).resolves.toEqual([["unknown", "the process that sent it died"]]);
  expect(lab.log).toEqual([expect.stringContaining("a delivery is unknown")]);
});

test("a server that refuses for now is tried again, one that refuses for good is not", async () => {
  const lab = await ready([{ mail: { to: "anna@example.org" } }]);
  lab.mailed = async () => ({ state: "refused", forGood: false, fault: "the mail server answered 452" });
  await lab.run();
  await expect(lab.states()).resolves.toEqual([["due", "the mail server answered 452"]]);
  lab.mailed = async () => ({ state: "refused", forGood: true, fault: "the mail server answered 550" });
  lab.clock.time += 5000;
  await lab.run();
  await expect(lab.states()).resolves.toEqual([["parked", "the mail server answered 550"]]);
});

test("copies go under their names; a name that leads elsewhere is refused", async () => {
  const lab = await ready([
    { copy: { to: "board" } },
    { copy: { to: "archive", name: "{{ date | date: '%Y' }}/{{ name }}.pdf" } },
    { copy: { to: "bad", name: "../{{ name }}.pdf" } },
  ]);
  await lab.run();
  expect(lab.copied.toSorted()).toEqual([
    ["archive", "2026/weekly.pdf", "%PDF"],
    ["board", "weekly-2026-01-05.pdf", "%PDF"],
  ]);
  expect((await lab.states("copy")).filter(([state]) => state === "parked")).toEqual([
    ["parked", expect.stringContaining('the segment ".."')],
  ]);
});

test("a failure sends no letters; named webhooks are told", async () => {
  const lab = await ready([]);
  expect(lab.planned).toEqual([]);
  const folder = await endReport(lab.store, 2, "failed");
  await storeDeliverPlan(
    `${folder}/`,
    {
      entries: [{ mail: { to: "anna@example.org" } }, { webhook: "crm" }],
      template: { name: "sentence", version: "v" },
      language: "en",
      date: "2026-01-05",
      name: "weekly",
    },
    lab.store,
  );
  await announceOutcome(folder, lab);
  expect(lab.planned.map((key) => key.split("/")[1])).toEqual(["webhook.crm"]);
});

test("what changed in the data is said where it was asked for, once it is known, and never held up for good", async () => {
  const seeks: Awaited<ReturnType<NonNullable<MailLab["dataChanges"]>["seek"]>>[] = [
    { state: "pending", reason: "it is being compared" },
    { state: "ready" },
  ];
  const lab: MailLab = Object.assign(
    await ready([{ mail: { to: "anna@example.org", dataChanges: true } }, { mail: { to: "eva@example.org" } }]),
    { dataChanges: { seek: async () => (seeks.length > 1 ? seeks.shift()! : seeks[0]!) } },
  );
  await lab.run();
  expect(lab.letters.map(({ to }) => to)).toEqual(["eva@example.org"]);
  expect(lab.letters[0]!.text).not.toContain("sales, rows");
  lab.clock.time += 60_000;
  await lab.run();
  const anna = lab.letters.find(({ to }) => to === "anna@example.org")!;
  expect(anna.text).toContain("- Share: 1 → 2\n- sales, rows: 1 → 2");
  expect(anna.html).toContain("sales, rows: 1 → 2");
  expect(await lab.states()).toEqual([
    ["delivered", undefined],
    ["delivered", undefined],
  ]);
});

test("a letter goes without what changed in the data if it cannot be found out, and its delivery says so", async () => {
  const lab = await ready([{ mail: { to: "anna@example.org", dataChanges: true } }]);
  await lab.run();
  expect(lab.letters).toHaveLength(1);
  expect(await lab.states()).toEqual([["delivered", "without what changed in the data: this server compares no data"]]);
});
