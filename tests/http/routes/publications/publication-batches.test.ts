import { expect, test } from "vitest";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import type { BatchJob, BatchWorld } from "../../../../functions/core/service/batch/batch-world.ts";
import { openBatchDoor } from "../../../../functions/core/service/batch/door/open-batch.ts";
import { outputMaker } from "../../../../functions/core/service/batch/door/output-maker.ts";
import { deleteBatch } from "../../../../functions/core/service/batch/removal/delete-batch.ts";
import { openHandovers } from "../../../../functions/core/service/batch/handover/open-handovers.ts";
import { renderOneByOne } from "../../../../functions/core/service/batch/render-rows.ts";
import { sha256 } from "../../../../functions/core/json/canonical-json.ts";
import { storeDataset } from "../../../../functions/core/report/dataset/store-dataset.ts";
import { readDeliverPlan } from "../../../../functions/core/service/delivery/records/deliver-plan.ts";
import { tickPublications } from "../../../../functions/core/service/publication/tick-publications.ts";
import { outputs } from "../../../../functions/core/report/request/batch-request.ts";
import { fakeRendition, runJob } from "../../../core/service/batch/batch-fakes.ts";
import { openTestApp, quickRender, testDelivery, type TestApp } from "../../open-test-app.ts";

const batch = { rows: { dataset: "customers" }, map: { year: "year" }, name: "letter {{ id }}" };
const configuration = { template: "sentence", on: [], batch };

interface App extends TestApp {
  send(method: string, path: string, body?: object): Promise<Response>;
  customers(csv: string): Promise<void>;
  /** Makes an edition, its batch, and ends it. @returns the edition's path */
  edition(): Promise<string>;
  work(): Promise<void>;
}

async function openApp(): Promise<App> {
  const jobs: BatchJob[] = [];
  const app = await openTestApp({
    change: { planBatch: (job) => void jobs.push(job), outputs, delivery: testDelivery() },
  });
  const { services } = app;
  const world: BatchWorld = {
    ...services,
    door: openBatchDoor(services),
    renderRows: renderOneByOne(quickRender),
    makeRendition: async ({ form, printed }) => fakeRendition(form, printed.sha256),
    makeOutput: outputMaker(services),
    enqueue: (job) => void jobs.push(job),
  };
  const send: App["send"] = (method, path, body) =>
    app.call(path, {
      method,
      headers: { "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
  const work = async (): Promise<void> => {
    while (jobs.length > 0) await runJob(jobs.shift()!, world);
    await tickPublications(services.publications!, Infinity);
  };
  let editions = 0;
  return {
    ...app,
    send,
    work,
    async customers(csv) {
      const scratch = await openScratchFolder();
      await storeDataset(services.store, "customers", { body: new TextEncoder().encode(csv), format: "csv" }, scratch);
      await scratch.dispose();
    },
    async edition() {
      // An edition's id is its second.
      const clock = services.publications!.clock as { now: () => number };
      const now = Date.now() + (editions += 1) * 5_000;
      clock.now = () => now;
      const answer = await send("POST", "/publications/letters/run");
      expect(answer.status).toBe(202);
      await work();
      return ((await answer.json()) as { self: string }).self;
    },
  };
}

const json = async (answer: Response | Promise<Response>): Promise<Record<string, unknown>> =>
  (await (await answer).json()) as Record<string, unknown>;

test("an edition that is a batch keeps its archive and manifest, and tells which rows came, went and changed", async () => {
  const app = await openApp();
  await app.customers("id,year\n1,2020\n2,2021\n3,2022\n");
  expect((await app.send("PUT", "/publications/letters", configuration)).status).toBe(201);
  const first = await app.edition();
  expect(await json(app.call(first))).toMatchObject({
    status: "ready",
    title: "A sentence",
    counts: { rows: 3, ready: 3, failed: 0 },
    batch: expect.stringMatching(/^\/batches\//),
    outputs: `${first}/outputs`,
  });
  expect(await json(app.call(`${first}/changes`))).toMatchObject({ tables: [] });

  await app.customers("id,year\n2,2021\n3,2023\n4,2024\n");
  const second = await app.edition();
  expect(await json(app.call(`${second}/changes`))).toMatchObject({
    before: first.split("/").at(-1),
    tables: [
      {
        came: { count: 1, first: ["letter 4"] },
        went: { count: 1, first: ["letter 1"] },
        changed: { count: 1, first: ["letter 3"] },
      },
    ],
    words: ["rows added: 1 (letter 4)", "rows removed: 1 (letter 1)", "rows changed: 1 (letter 3)"],
  });

  // All of it outlives the batch.
  const { batch: path } = await json(app.call(second));
  await deleteBatch(String(path).slice("/batches/".length), app.services, Infinity);
  const { outputs: files } = (await json(app.call("/publications/letters/editions/latest/outputs"))) as {
    outputs: { name: string; path: string; bytes: number }[];
  };
  expect(files.map(({ name }) => name)).toEqual(["reports.zip", "manifest.csv"]);
  const archive = await app.call("/publications/letters/editions/latest/outputs/reports.zip");
  const body = new Uint8Array(await archive.arrayBuffer());
  expect([archive.status, archive.headers.get("content-type"), body.byteLength]).toEqual([
    200,
    "application/zip",
    files[0]!.bytes,
  ]);
  const manifest = await (await app.call(files[1]!.path)).text();
  expect(manifest.split("\r\n")[1]).toMatch(/^1,letter 2,ready,/);
  expect((await json(app.call(second)))["sha256"]).toBe(sha256(manifest));

  const none = await app.call(`${second}/report.pdf`);
  expect([none.status, await none.json()]).toMatchObject([
    409,
    { problems: [{ code: "edition-is-batch", hint: expect.stringContaining("/outputs") }] },
  ]);
  expect(await (await app.call("/publications/letters/feed.atom")).text()).toContain(
    `href="editions/${second.split("/").at(-1)}/outputs"`,
  );
  expect((await app.call(`${second}/outputs/reports.tar`)).status).toBe(404);
});

test("an edition fails as its batch does, and its retry makes the rows again", async () => {
  const app = await openApp();
  await app.customers("id,year\n1,2020\n2,1900\n");
  expect((await app.send("PUT", "/publications/letters", configuration)).status).toBe(201);
  const self = await app.edition();
  expect(await json(app.call(self))).toMatchObject({
    status: "failed",
    failure: { problems: [{ code: "too-many-failures" }, { code: expect.any(String), row: 2 }] },
  });
  expect((await app.send("POST", `${self}/retry`)).status).toBe(202);
  await app.work();
  expect(await json(app.call(self))).toMatchObject({ status: "failed", generation: 2 });
  expect((await app.send("DELETE", self)).status).toBe(204);
});

test("letters go to the readers of rows, and the plan of deliveries says so", async () => {
  const app = await openApp();
  await app.customers("id,year,email\n1,2020,anna@example.org\n");
  const deliver = [{ mail: { to: { column: "email" }, attach: true } }, { copy: { to: "letters" } }];
  expect((await app.send("PUT", "/publications/letters", { ...configuration, deliver })).status).toBe(201);
  const self = await app.edition();
  const [, , name, , id] = self.split("/");
  expect(await readDeliverPlan(`publications/${name}/editions/${id}/1/`, app.services.store)).toMatchObject({
    entries: deliver,
    name: "letters",
  });
  const handover = JSON.parse(
    new TextDecoder().decode(
      (await app.services.store.get(`publications/${name}/editions/${id}/1/handover.json`))!.body,
    ),
  ) as object;
  expect(handover).toMatchObject({
    pages: 1,
    single: false,
    mapped: ["year"],
    files: [{ name: "reports.zip" }, { name: "manifest.csv" }],
  });
});

test("an edition's reports are made in the forms that its batch names, which are in its archive and in letters", async () => {
  const app = await openApp();
  await app.customers("id,year,email\n1,2020,anna@example.org\n2,2021,eva@example.org\n");
  const deliver = [{ mail: { to: { column: "email" }, renditions: ["html"] } }];
  const body = { ...configuration, batch: { ...batch, renditions: ["xlsx", "html"] }, deliver };
  const stored = await app.send("PUT", "/publications/letters", body);
  expect([stored.status, await json(stored)]).toMatchObject([201, { batch: { renditions: ["xlsx", "html"] } }]);
  const self = await app.edition();
  const archive = Buffer.from(await (await app.call(`${self}/outputs/reports.zip`)).arrayBuffer()).toString("latin1");
  // Each name is before its file, and in the directory.
  for (const ending of ["pdf", "html", "xlsx"]) expect(archive.split(`letter 2.${ending}`)).toHaveLength(3);
  const handovers = openHandovers(app.services);
  const handover = (await handovers.find({
    kind: "edition",
    id: self.replace("/publications/", "").replace("/editions/", "/"),
    generation: 1,
  }))!;
  expect(await handovers.itemsOf(handover, 1)).toMatchObject(
    [1, 2].map(() => ({ forms: [{ form: "html" }, { form: "xlsx" }] })),
  );
});

test.each([
  [{ ...configuration, batch: { ...batch, tolerate: "5x" } }, "/batch/tolerate", "must be a number of rows"],
  [{ ...configuration, batch: { ...batch, map: { yaer: "year" } } }, "/batch/map/yaer", "has no parameter"],
  [{ ...configuration, batch: { ...batch, rows: { dataset: "nobody" } } }, "/batch/rows/dataset", "nobody"],
  [{ ...configuration, batch: { ...batch, output: "files" } }, "/batch/output", "output"],
  [{ ...configuration, batch: { rows: batch.rows, map: batch.map } }, "/batch/name", "name"],
  [{ ...configuration, batch: { ...batch, renditions: ["pdf"] } }, "/batch/renditions/0", "renditions"],
  [
    {
      ...configuration,
      batch: { ...batch, renditions: ["html"] },
      deliver: [{ mail: { to: { column: "id" }, renditions: ["xlsx"] } }],
    },
    "/deliver/0/mail/renditions",
    "in the forms xlsx",
  ],
  [
    {
      ...configuration,
      batch: { ...batch, renditions: ["html"] },
      deliver: [{ copy: { to: "letters", renditions: ["html"] } }],
    },
    "/deliver/0/copy/renditions",
    "the archive that is copied holds all forms",
  ],
  [
    { ...configuration, deliver: [{ mail: { to: { column: "mail" } } }] },
    "/deliver/0/mail/to/column",
    'no column "mail"',
  ],
  [
    { template: "sentence", on: [], deliver: [{ mail: { to: { column: "email" } } }] },
    "/deliver/0/mail/to",
    "only a batch has rows",
  ],
])("a fault is named where it stands: %#", async (body, pointer, text) => {
  const app = await openApp();
  await app.customers("id,year\n1,2020\n");
  const answer = await app.send("PUT", "/publications/letters", body);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(await answer.json()).toMatchObject({
    problems: expect.arrayContaining([expect.objectContaining({ pointer, message: expect.stringContaining(text) })]),
  });
});
