import { describe, expect, test } from "vitest";
import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import type { Letter } from "../../../../../functions/core/ports.ts";
import type { AcceptedRequest } from "../../../../../functions/core/report/request/report-request.ts";
import { copySender } from "../../../../../functions/core/service/delivery/copy/send-copy.ts";
import type { DeliverEntry } from "../../../../../functions/core/service/delivery/deliver-schema.ts";
import { writeLetter, writeLine } from "../../../../../functions/core/service/delivery/door/write-letter.ts";
import { readToken } from "../../../../../functions/core/service/delivery/link/sign-token.ts";
import { listDeliveries } from "../../../../../functions/core/service/delivery/list-deliveries.ts";
import { attemptAll, listDue } from "../../../../../functions/core/service/delivery/list-due.ts";
import { letterSender } from "../../../../../functions/core/service/delivery/mail/send-letter.ts";
import { planDeliveries } from "../../../../../functions/core/service/delivery/plan-deliveries.ts";
import { retryDelivery } from "../../../../../functions/core/service/delivery/retry-delivery.ts";
import { announceOutcome } from "../../../../../functions/core/service/event/announce-outcome.ts";
import { deleteReport } from "../../../../../functions/core/service/lifecycle/removal/delete-report.ts";
import { requestReport } from "../../../../../functions/core/service/lifecycle/request/request-report.ts";
import { changesForLetter } from "../../../../../functions/core/service/publication/edition/changes-for-letter.ts";
import { renditionOfEdition } from "../../../../../functions/core/service/publication/edition/rendition-of-edition.ts";
import { storePublication } from "../../../../../functions/core/service/publication/record/store-publication.ts";
import { formOf, type RenditionJob } from "../../../../../functions/core/service/rendition/rendition-kind.ts";
import { runRendition } from "../../../../../functions/core/service/rendition/run-rendition.ts";
import { noHandovers } from "../../delivery/delivery-fakes.ts";
import { MemorySecrets } from "../../delivery/memory-secrets.ts";
import { makeReport } from "../../lifecycle/lifecycle-fakes.ts";
import { type FakePublisher, openPublisher, weekly } from "../publication-fakes.ts";

const minute = 60_000;
const decode = (body: Uint8Array): string => new TextDecoder().decode(body);

interface Lab {
  readonly world: FakePublisher;
  readonly secrets: MemorySecrets;
  readonly letters: Letter[];
  /** Folder, name and content of each copy. */
  readonly copied: (readonly [string, string, string])[];
  /** Jobs that nobody has made yet. */
  readonly asked: Map<string, RenditionJob>;
  /** What makes a rendition. */
  make: (form: string) => Promise<string>;
  /** Looks for what is due, and tries it. */
  look(): Promise<void>;
  /** Makes what was asked for. */
  work(): Promise<void>;
  states(channel?: string): Promise<(readonly [string, string | undefined])[]>;
}

/** A publication whose edition is ready and announced. */
async function published(deliver: readonly DeliverEntry[]): Promise<Lab> {
  const world = await openPublisher("2027-03-08T05:58:00Z");
  const { store, clock } = world;
  const { folder } = await publishOnce(world, deliver);
  const letters: Letter[] = [];
  const copied: [string, string, string][] = [];
  const secrets = new MemorySecrets();
  const asked = new Map<string, RenditionJob>();
  const delivering = {
    store,
    clock,
    logger: world.logger,
    newToken: () => world.newToken(),
    renditions: {
      seek: (subject: Parameters<typeof renditionOfEdition>[0], form: "html" | "xlsx" | "docx" | "zip") =>
        renditionOfEdition(subject, form, {
          ...world,
          asked: (job) => void asked.set(`${job.rendition} ${job.number}`, job),
        }),
    },
    senders: {
      mail: letterSender({
        store,
        clock,
        secrets,
        handovers: noHandovers,
        publicUrl: () => "https://reports.example.org",
        mailer: { timeoutMs: minute, send: async (letter) => (letters.push(letter), { state: "sent" }) },
        compose: (plan, facts, subject) => writeLetter(plan, facts, subject, store),
        changes: ({ subject }, { language }) => changesForLetter(subject, language, store),
        dataChanges: async () => [],
      }),
      copy: copySender({
        store,
        handovers: noHandovers,
        copies: { write: async (to, name, body) => void copied.push([to, name, decode(body as Uint8Array)]) },
        line: (text, facts, { language }) => writeLine(text, facts, language),
      }),
    },
  };
  const lab: Lab = {
    world,
    secrets,
    letters,
    copied,
    asked,
    make: async (form) => `a ${form}`,
    look: async () => attemptAll((await listDue(delivering)).now, delivering),
    async work() {
      for (const [id, job] of asked) {
        await runRendition(job, {
          ...world,
          makeRendition: async ({ form }) => new TextEncoder().encode(await lab.make(form)),
        });
        asked.delete(id);
      }
    },
    states: async (channel = "mail") =>
      (await listDeliveries(channel, { limit: 100 }, store)).deliveries.map(
        ({ delivery: { state, tries, waiting } }) => [state, waiting?.reason ?? tries.at(-1)?.fault] as const,
      ),
  };
  await announceOutcome(folder, {
    ...delivering,
    subscribers: [planDeliveries({ store, clock, handovers: noHandovers, planned: () => {} })],
  });
  return lab;
}

async function publishOnce(
  world: FakePublisher,
  deliver: readonly DeliverEntry[],
): Promise<{ readonly folder: string }> {
  await storePublication("weekly", weekly({ on: [{ schedule: "0 6 * * 1" }], deliver }), world);
  await world.pass(3);
  const [edition] = await world.editions();
  if (edition?.state !== "ready") throw new Error(`the edition is ${edition?.state}`);
  return { folder: `publications/weekly/editions/${edition.id}/${edition.generation}` };
}

/** The request of the edition's report. */
async function requestOf(lab: Lab): Promise<AcceptedRequest> {
  const [edition] = await lab.world.editions();
  return edition!.request!;
}

test("a letter waits until its renditions are made, then brings them, each with a link", async () => {
  const lab = await published([{ mail: { to: "anna@example.org", attach: true, renditions: ["xlsx", "html"] } }]);
  await lab.look();
  expect(lab.letters).toEqual([]);
  expect([...lab.asked.values()].map(formOf)).toEqual(["xlsx", "html"]);
  expect(await lab.states()).toEqual([["due", "report.xlsx: it is being made; report.html: it is being made"]]);
  // One is made, the other is not.
  lab.asked.delete([...lab.asked.keys()][1]!);
  await lab.work();
  lab.world.clock.time += minute;
  await lab.look();
  expect(await lab.states()).toEqual([["due", "report.html: it is being made"]]);
  await lab.work();
  lab.world.clock.time += minute;
  await lab.look();
  expect(await lab.states()).toEqual([["delivered", undefined]]);
  const [letter] = lab.letters;
  const [pdf, ...others] = letter!.attachments!;
  expect([pdf!.name, pdf!.contentType]).toEqual(["weekly-2027-03-08.pdf", "application/pdf"]);
  expect(others.map(({ name, body, contentType }) => [name, decode(body), contentType])).toEqual([
    ["weekly-2027-03-08.xlsx", "a xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    ["weekly-2027-03-08.html", "a html", "text/html; charset=utf-8"],
  ]);
  for (const name of ["weekly-2027-03-08.xlsx", "weekly-2027-03-08.html"]) {
    const token = new RegExp(`${name}: https://reports\\.example\\.org/links/(\\S+)`).exec(letter!.text)![1]!;
    const leave = await readToken(token, lab.secrets);
    expect(leave).toMatchObject({ kind: "file", name });
    expect(await lab.world.store.get((leave as { readonly key: string }).key)).toBeDefined();
    expect(letter!.html).toContain(`<bdi>${name}</bdi></a>`);
  }
});

test("copies: the PDF waits for none, each form is one of its own, under the PDF's name with its own ending", async () => {
  const lab = await published([
    { copy: { to: "a", renditions: ["xlsx", "zip", "png"] } },
    { copy: { to: "b", name: "{{ date | date: '%Y' }}/{{ name }}.PDF", renditions: ["docx"] } },
    { copy: { to: "c", name: "latest", renditions: ["html"] } },
  ]);
  await lab.look();
  expect(lab.copied.map(([to, name]) => `${to}/${name}`).toSorted()).toEqual([
    "a/weekly-2027-03-08.pdf",
    "b/2027/weekly.PDF",
    "c/latest",
  ]);
  await lab.work();
  lab.world.clock.time += minute;
  await lab.look();
  expect(
    lab.copied
      .slice(3)
      .map(([to, name, text]) => `${to}/${name}: ${text}`)
      .toSorted(),
  ).toEqual([
    "a/weekly-2027-03-08-card.png: a png",
    "a/weekly-2027-03-08-figures.zip: a zip",
    "a/weekly-2027-03-08.xlsx: a xlsx",
    "b/2027/weekly.docx: a docx",
    "c/latest.html: a html",
  ]);
  expect(new Set((await lab.states("copy")).map(String))).toEqual(new Set(["delivered,"]));
});

describe("what cannot be made does not hold up the PDF", () => {
  const refusal = new BroadsheetError("conflict", {
    code: "rendition-differs",
    message: "this version of Broadsheet would print something else",
  });

  test("a refusal: the letter goes without it and its record says so; the copy is parked, with the reason", async () => {
    const lab = await published([
      { mail: { to: "anna@example.org", attach: true, renditions: ["xlsx", "html"] } },
      { copy: { to: "a", renditions: ["xlsx"] } },
    ]);
    lab.make = async (form) => (form === "xlsx" ? Promise.reject(refusal) : `a ${form}`);
    await lab.look();
    await lab.work();
    lab.world.clock.time += minute;
    await lab.look();
    const fault = "without report.xlsx: this version of Broadsheet would print something else";
    expect(await lab.states()).toEqual([["delivered", fault]]);
    expect(lab.letters[0]!.attachments!.map(({ name }) => name)).toEqual([
      "weekly-2027-03-08.pdf",
      "weekly-2027-03-08.html",
    ]);
    expect(lab.letters[0]!.text).not.toContain(".xlsx");
    expect((await lab.states("copy")).toSorted()).toEqual([
      ["delivered", undefined],
      ["parked", fault],
    ]);
  });

  test("nobody makes it: after half an hour the letter goes, the copy is tried again", async () => {
    const lab = await published([
      { mail: { to: "anna@example.org", renditions: ["xlsx"] } },
      { copy: { to: "a", renditions: ["xlsx"] } },
    ]);
    for (let passed = 0; passed < 29; passed += 1, lab.world.clock.time += minute) await lab.look();
    expect([lab.letters.length, lab.copied.length]).toEqual([0, 1]);
    lab.world.clock.time += 2 * minute;
    await lab.look();
    expect(await lab.states()).toEqual([["delivered", "without report.xlsx: it is being made"]]);
    expect(lab.letters).toHaveLength(1);
    expect((await lab.states("copy")).toSorted()).toEqual([
      ["delivered", undefined],
      ["due", "without report.xlsx: it is being made"],
    ]);
    // Whoever makes it at last is not too late for the copy.
    lab.world.clock.time += minute;
    await lab.look();
    await lab.work();
    lab.world.clock.time += minute;
    await lab.look();
    expect(lab.copied.at(-1)).toEqual(["a", "weekly-2027-03-08.xlsx", "a xlsx"]);
  });

  test("its report was deleted, or says something else since", async () => {
    for (const removed of [true, false]) {
      const lab = await published([{ mail: { to: "anna@example.org", renditions: ["xlsx"] } }]);
      const request = await requestOf(lab);
      await deleteReport(request.id, lab.world);
      if (!removed) {
        const { status } = await requestReport(request, lab.world);
        lab.world.waiting.push([status.id, status.generation]);
        lab.world.rendering = async (accepted) => makeReport(accepted, "another");
        await lab.look();
        expect(await lab.states()).toEqual([["due", "report.xlsx: the report is being made again"]]);
        await lab.world.render();
        lab.world.clock.time += minute;
      }
      await lab.look();
      expect(await lab.states()).toEqual([
        [
          "delivered",
          `without report.xlsx: ${removed ? "its report was removed" : "its report was made again, and says something else than the edition"}`,
        ],
      ]);
      expect(lab.letters[0]!.text).toContain("https://reports.example.org/links/");
    }
  });

  test("a failure that may pass is waited for, and asked for again", async () => {
    const lab = await published([{ mail: { to: "anna@example.org", attach: true, renditions: ["xlsx"] } }]);
    let failures = 0;
    lab.make = async (form) => {
      if (failures++ < 3) throw new BroadsheetError("unavailable", { code: "x", message: "no room" });
      return `a ${form}`;
    };
    for (let turn = 0; turn < 12; turn += 1, lab.world.clock.time += minute) {
      await lab.look();
      await lab.work();
    }
    expect(await lab.states()).toEqual([["delivered", undefined]]);
    expect(lab.letters[0]!.attachments).toHaveLength(2);
  });
});

test("together they are as large as the PDF alone may be: what has no room is linked, and the record says so", async () => {
  const lab = await published([{ mail: { to: "anna@example.org", attach: true, renditions: ["zip", "xlsx"] } }]);
  lab.make = async (form) => (form === "zip" ? "x".repeat(7_000_000) : "small");
  await lab.look();
  await lab.work();
  lab.world.clock.time += minute;
  await lab.look();
  expect(lab.letters[0]!.attachments!.map(({ name }) => name)).toEqual([
    "weekly-2027-03-08.pdf",
    "weekly-2027-03-08.xlsx",
  ]);
  expect(lab.letters[0]!.text).toContain("weekly-2027-03-08-figures.zip: https://");
  expect(await lab.states()).toEqual([
    ["delivered", "weekly-2027-03-08-figures.zip is only linked: with the other files, its 7000000 bytes are too many"],
  ]);
});

test("a form that another release has planned is missed by name", async () => {
  const lab = await published([
    { mail: { to: "anna@example.org", renditions: ["slides" as "html"] } },
    { copy: { to: "a", renditions: ["slides" as "html"] } },
  ]);
  await lab.look();
  const fault = "without slides: this release knows no such form";
  expect(await lab.states()).toEqual([["delivered", fault]]);
  expect((await lab.states("copy")).toSorted()).toEqual([
    ["delivered", undefined],
    ["parked", fault],
  ]);
});

test("a delivery that was retried waits anew", async () => {
  const lab = await published([{ copy: { to: "a", renditions: ["xlsx"] } }]);
  lab.make = () => Promise.reject(new BroadsheetError("conflict", { code: "rendition-differs", message: "other" }));
  await lab.look();
  await lab.work();
  lab.world.clock.time += minute;
  await lab.look();
  const { deliveries } = await listDeliveries("copy", { limit: 9 }, lab.world.store);
  const parked = deliveries.find(({ delivery }) => delivery.state === "parked")!;
  expect(await retryDelivery(parked.key, lab.world)).toMatchObject({ state: "due", count: 0 });
});

test("two processes that look at the same moment send one letter, and have each rendition made once", async () => {
  const lab = await published([
    { mail: { to: "anna@example.org", attach: true, renditions: ["xlsx", "docx"] } },
    { copy: { to: "a", renditions: ["xlsx"] } },
  ]);
  const made: string[] = [];
  lab.make = async (form) => (made.push(form), form);
  for (let turn = 0; turn < 4; turn += 1, lab.world.clock.time += minute) {
    await Promise.all([lab.look(), lab.look(), lab.look()]);
    await Promise.all([lab.work(), lab.work()]);
  }
  expect(lab.letters.map(({ attachments }) => attachments!.length)).toEqual([3]);
  expect(made.toSorted()).toEqual(["docx", "xlsx"]);
  expect(new Set((await lab.states("copy")).map(String))).toEqual(new Set(["delivered,"]));
});

/** Whether the process dies before the call is made, or after it was carried out. */
test.each([false, true])(
  "a process that dies at any call of the store, carried out %s, sends nothing twice and loses nothing",
  async (committed) => {
    const entries: DeliverEntry[] = [
      { mail: { to: "anna@example.org", attach: true, renditions: ["xlsx"] } },
      { copy: { to: "a", renditions: ["xlsx"] } },
    ];
    for (let at = 0; at < 200; at += 1) {
      const lab = await published(entries);
      lab.world.store.dieAt(at, committed);
      let died = false;
      for (let turn = 0; turn < 3 && !died; turn += 1) {
        const before = lab.world.store.calls;
        await lab.look().catch(() => {});
        await lab.work().catch(() => {});
        lab.world.clock.time += minute;
        died = lab.world.store.calls - before > 0 && (await isDead(lab));
      }
      lab.world.store.dieAt(Infinity, false);
      for (let turn = 0; turn < 40; turn += 1, lab.world.clock.time += minute) {
        await lab.look();
        await lab.work();
      }
      const [[state, fault]] = (await lab.states()) as [readonly [string, string | undefined]];
      // A letter that was begun is never begun again: whether it was sent, nobody knows.
      expect([at, state === "unknown" ? fault : state, fault]).toEqual([
        at,
        expect.stringMatching(/^(?:delivered|the process that sent it died)$/),
        state === "unknown" ? "the process that sent it died" : undefined,
      ]);
      expect([at, lab.letters.length]).toEqual([at, state === "unknown" ? expect.any(Number) : 1]);
      expect(lab.letters.length).toBeLessThan(2);
      for (const letter of lab.letters) expect(letter.attachments).toHaveLength(2);
      expect([at, new Set(lab.copied.map(String))]).toEqual([
        at,
        new Set([expect.stringContaining("a,weekly-2027-03-08.pdf,%PDF"), "a,weekly-2027-03-08.xlsx,a xlsx"]),
      ]);
      if (!died) return expect(at).toBeGreaterThan(30);
    }
    throw new Error("it needs more calls than were tried");
  },
);

/** Whether the store's user has died: any call fails. */
async function isDead(lab: Lab): Promise<boolean> {
  return lab.world.store
    .head("x")
    .then(() => false)
    .catch(() => true);
}

test("entries that write to one address in different ways are letters of their own; the same entry twice is one", async () => {
  const anna = "anna@example.org";
  const lab = await published([
    { mail: { to: anna, attach: true } },
    { mail: { to: ["ben@example.org", anna], renditions: ["xlsx"] } },
    { mail: { to: anna, attach: true } },
    { mail: { to: anna, subject: "Once more" } },
  ]);
  await lab.look();
  await lab.work();
  lab.world.clock.time += minute;
  await lab.look();
  const said = lab.letters.map(({ to, subject, attachments = [], text }) =>
    [to, subject, attachments.length, text.includes("weekly-2027-03-08.xlsx: ")].join(" "),
  );
  const title = lab.letters.find(({ to }) => to === "ben@example.org")!.subject;
  expect(said.toSorted()).toEqual(
    [
      `${anna} ${title} 1 false`,
      `${anna} ${title} 0 true`,
      `${anna} Once more 0 false`,
      `ben@example.org ${title} 0 true`,
    ].toSorted(),
  );
});
