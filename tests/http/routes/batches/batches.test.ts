import { expect, test } from "vitest";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import type { BatchJob, BatchWorld } from "../../../../functions/core/service/batch/batch-world.ts";
import { openBatchDoor } from "../../../../functions/core/service/batch/door/open-batch.ts";
import { outputMaker } from "../../../../functions/core/service/batch/door/output-maker.ts";
import { renderOneByOne } from "../../../../functions/core/service/batch/render-rows.ts";
import { sha256 } from "../../../../functions/core/json/canonical-json.ts";
import { storeDataset } from "../../../../functions/core/report/dataset/store-dataset.ts";
import { batchOf } from "../../../../functions/core/service/batch/records/batch-kinds.ts";
import { readDeliverPlan } from "../../../../functions/core/service/delivery/records/deliver-plan.ts";
import type { Services } from "../../../../functions/http/services.ts";
import { dataOf, openTestApp, quickRender, testDelivery, type TestApp } from "../../open-test-app.ts";
import { mediaTypes } from "../../../../functions/core/rendition-form.ts";
import { fakeRendition, runJob } from "../../../core/service/batch/batch-fakes.ts";

const body = { template: "sentence", rows: { dataset: "customers" }, map: { year: "year" }, name: "letter {{ id }}" };

interface BatchBody {
  readonly id: string;
  readonly status: string;
  readonly [name: string]: unknown;
}

interface TestBatches extends TestApp {
  readonly jobs: BatchJob[];
  /** Runs all jobs. */
  work(): Promise<void>;
  request(change?: object): Promise<Response>;
}

async function openBatchApp(csv: string, change: Partial<Services> = {}): Promise<TestBatches> {
  const jobs: BatchJob[] = [];
  const app = await openTestApp({ change: { planBatch: (job) => void jobs.push(job), ...change } });
  const scratch = await openScratchFolder();
  await storeDataset(app.services.store, "customers", { body: new TextEncoder().encode(csv), format: "csv" }, scratch);
  await scratch.dispose();
  const world: BatchWorld = {
    ...app.services,
    door: openBatchDoor(app.services),
    renderRows: renderOneByOne(quickRender),
    makeRendition: async ({ form, printed }) => fakeRendition(form, printed.sha256),
    makeOutput: outputMaker(app.services),
    enqueue: (job) => void jobs.push(job),
  };
  return {
    ...app,
    jobs,
    async work() {
      while (jobs.length > 0) await runJob(jobs.shift()!, world);
    },
    request: (change = {}) =>
      app.call("/batches", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ ...body, ...change }),
      }),
  };
}

const status = (app: TestApp, id: string) => dataOf(app.client.GET("/batches/{id}", { params: { path: { id } } }));
const json = async (response: Response): Promise<BatchBody> => (await response.json()) as BatchBody;

test("a batch is accepted, made, listed, fetched and deleted", async () => {
  const app = await openBatchApp("id,year\n1,2020\n2,2021\n3,2022\n");
  const accepted = await app.request();
  expect(accepted.status).toBe(202);
  const { id } = await json(accepted);
  expect(accepted.headers.get("location")).toBe(`/batches/${id}`);
  expect(app.jobs).toEqual([{ batch: id, generation: 1 }]);
  const waiting = await app.call(`/batches/${id}`);
  expect(waiting.headers.get("retry-after")).toBe("2");
  expect(await json(waiting)).toMatchObject({ id, status: "queued", counts: { ready: 0, pending: 0 } });
  await app.work();

  expect(await status(app, id)).toMatchObject({
    status: "ready",
    generation: 1,
    counts: { rows: 3, ready: 3, failed: 0, stopped: 0, pending: 0 },
    pages: 3,
    tolerate: 0,
    failures: [],
  });
  expect((await app.request()).status).toBe(200);
  expect(await dataOf(app.client.GET("/batches"))).toMatchObject({ batches: [{ id, status: "ready" }] });
  for (const query of ["status=ready", "template=sentence", "dataset=numbers", "dataset=customers&status=ready"])
    expect(await json(await app.call(`/batches?${query}`)), query).toMatchObject({ batches: [{ id }] });
  for (const query of ["status=failed", "template=other", "dataset=other", "status=ready&template=other"])
    expect(await json(await app.call(`/batches?${query}`)), query).toEqual({ batches: [] });

  const first = (await (await app.call(`/batches/${id}/items?limit=2`)).json()) as {
    items: Record<string, unknown>[];
    next: string;
  };
  expect(first).toMatchObject({
    items: [{ row: 1, name: "letter 1", status: "ready" }, { row: 2 }],
    next: `/batches/${id}/items?limit=2&after=2`,
  });
  expect(await (await app.call(first.next)).json()).toMatchObject({
    items: [{ row: 3, pdf: `/batches/${id}/items/letter%203/report.pdf` }],
  });
  const pdf = await app.call(first.items[1]!["pdf"] as string);
  expect([pdf.status, pdf.headers.get("content-type"), pdf.headers.get("content-disposition")]).toEqual([
    200,
    "application/pdf",
    "inline; filename=\"letter 2.pdf\"; filename*=UTF-8''letter%202.pdf",
  ]);
  const bytes = new Uint8Array(await pdf.arrayBuffer());
  expect(sha256(bytes)).toBe(first.items[1]!["sha256"]);
  expect(
    (await app.call(first.items[1]!["pdf"] as string, { headers: { "if-none-match": pdf.headers.get("etag")! } }))
      .status,
  ).toBe(304);

  const manifest = await app.call(`/batches/${id}/manifest.csv`);
  expect(manifest.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect((await manifest.text()).split("\r\n")[2]).toBe(
    `2,letter 2,ready,${String(first.items[1]!["report"])},${sha256(bytes)},1,${bytes.length},1,`,
  );

  expect((await app.call(`/batches/${id}/items/letter%202`, { method: "DELETE" })).status).toBe(204);
  expect(await json(await app.call(`/batches/${id}/items/letter%202/report.pdf`))).toMatchObject({
    status: 404,
    problems: [{ code: "item-deleted" }],
  });
  expect(await (await app.call(`/batches/${id}/items?state=deleted`)).json()).toMatchObject({
    items: [{ row: 2, status: "deleted" }],
  });

  expect((await app.call(`/batches/${id}`, { method: "DELETE" })).status).toBe(204);
  expect(await json(await app.call(`/batches/${id}`))).toMatchObject({
    status: 404,
    problems: [{ code: "batch-deleted" }],
  });
  expect(await dataOf(app.client.GET("/batches"))).toEqual({ batches: [] });
});

test("missing and unknown members are named once", async () => {
  const app = await openBatchApp("id,year\n1,2020\n");
  const response = await app.request({ map: undefined, nme: "x" });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    problems: expect.arrayContaining([
      expect.objectContaining({ message: '"map" is missing', pointer: "/map" }),
      expect.objectContaining({ message: '"nme" is not a known field', pointer: "/nme", hint: 'did you mean "name"?' }),
    ]) as unknown,
  });
});

test("failed rows are shown with their reason, and retried", async () => {
  const app = await openBatchApp("id,year\n1,2020\n=cmd|x,1900\n");
  const { id } = await json(await app.request({ name: "row {{ row }}", map: { year: "year" }, tolerate: "50%" }));
  await app.work();
  const batch = await status(app, id);
  expect(batch).toMatchObject({
    status: "ready",
    tolerate: "50%",
    counts: { ready: 1, failed: 1 },
    failures: [
      {
        row: 2,
        name: "row 2",
        status: "failed",
        final: true,
        failure: {
          status: 400,
          problems: [{ code: "parameter-out-of-range", pointer: "/parameters/year", row: 2, name: "year", seen: 1900 }],
        },
      },
    ],
  });
  expect(await (await app.call(`/batches/${id}/items?state=failed`)).json()).toMatchObject({ items: [{ row: 2 }] });
  expect((await (await app.call(`/batches/${id}/manifest.csv`)).text()).split("\r\n")[2]).toMatch(
    /^2,row 2,failed,,,,,,"?the parameter "+year"+ must be at least 2000"?$/,
  );
  const retried = await app.call(`/batches/${id}/retry`, { method: "POST" });
  expect(retried.status).toBe(202);
  expect(await json(retried)).toMatchObject({ generation: 2, status: "queued" });
  await app.work();
  expect(await status(app, id)).toMatchObject({ status: "ready", generation: 2, counts: { ready: 1, failed: 1 } });
  expect((await app.call(`/batches/${id}/items/row%201/report.pdf`)).status).toBe(200);
});

test.each([
  ["POST", "/batches", 400, "missing-field"],
  ["GET", `/batches/${"0".repeat(64)}`, 404, "unknown-batch"],
  ["GET", "/batches/x", 404, "unknown-batch"],
  ["DELETE", `/batches/${"0".repeat(64)}`, 404, "unknown-batch"],
  ["POST", `/batches/${"0".repeat(64)}/retry`, 404, "unknown-batch"],
  ["GET", `/batches/${"0".repeat(64)}/items?state=raedy`, 400, "invalid-state"],
  ["GET", "/batches?status=done", 400, "invalid-filter"],
  ["GET", "/batches?after=x", 400, "invalid-cursor"],
])("%s %s is answered %i, %s", async (method, path, status, code) => {
  const app = await openBatchApp("id,year\n1,2020\n");
  const response = await app.call(path, {
    method,
    ...(method === "POST" && { headers: { "content-type": "application/json" }, body: "{}" }),
  });
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({
    problems: expect.arrayContaining([expect.objectContaining({ code })]) as unknown,
  });
});

test.each([
  [{ output: "zip" }, { code: "output-not-available", pointer: "/output", allowed: ["files"] }],
  [{ name: "{% for x in (1..99999999) %}{% endfor %}" }, { code: "tags-in-name", pointer: "/name" }],
  [{ map: {} }, { pointer: "/map" }],
])("%j is refused", async (change, problem) => {
  const app = await openBatchApp("id,year\n1,2020\n");
  const response = await app.request(change);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ problems: [problem] });
});

test("an archive holds the ready items under their names", async () => {
  const app = await openBatchApp("id,year\n1,2020\n2,1900\n3,2021\n", { outputs: ["files", "zip"] });
  const { id } = await json(await app.request({ output: "zip", tolerate: 1 }));
  expect((await app.call(`/batches/${id}/output/reports.zip`)).status).toBe(409);
  await app.work();
  const { outputs } = (await (await app.call(`/batches/${id}`)).json()) as {
    outputs: { path: string; bytes: number }[];
  };
  const archive = await app.call(outputs[0]!.path);
  const bytes = Buffer.from(await archive.arrayBuffer());
  expect([archive.headers.get("content-type"), bytes.length]).toEqual(["application/zip", outputs[0]!.bytes]);
  // Each name stands before its file, and in the directory at the end.
  expect(bytes.toString("latin1").match(/letter \d\.pdf/g)).toEqual([
    "letter 1.pdf",
    "letter 3.pdf",
    "letter 1.pdf",
    "letter 3.pdf",
  ]);
  expect((await app.call(`/batches/${id}/output/x.zip`)).status).toBe(404);
});

test("no path of an item leads out of its batch", async () => {
  const app = await openBatchApp("id,year\n1,2020\n");
  const { id } = await json(await app.request());
  await app.work();
  for (const name of ["..%2F..%2Foutcome.json", "%2e%2e", "letter%201%2F..", ""])
    expect((await app.call(`/batches/${id}/items/${name}/report.pdf`)).status).toBe(404);
});

test("a batch's end is delivered as its first request says, and so is its retry", async () => {
  const app = await openBatchApp("id,year\n1,2020\n2,2050\n", { delivery: testDelivery() });
  const deliver = [{ mail: { to: "print@example.org" } }];
  const { id } = await json(await app.request({ tolerate: 1, deliver }));
  const planOf = (generation: number): ReturnType<typeof readDeliverPlan> =>
    readDeliverPlan(batchOf(id, generation).folder, app.services.store);
  expect(await planOf(1)).toMatchObject({ entries: deliver, name: "sentence", language: "en" });
  await app.work();
  expect((await app.request({ tolerate: 1, deliver })).status).toBe(200);
  const other = await app.request({ tolerate: 1, deliver: [{ mail: { to: "else@example.org" } }] });
  expect([other.status, ((await other.json()) as { problems: unknown[] }).problems]).toMatchObject([
    409,
    [{ code: "other-delivery", pointer: "/deliver" }],
  ]);
  expect((await app.call(`/batches/${id}/retry`, { method: "POST" })).status).toBe(202);
  expect(await planOf(2)).toEqual(await planOf(1));
});

test("what cannot be delivered of a batch is refused by name", async () => {
  const app = await openBatchApp("id,year\n1,2020\n", { delivery: testDelivery() });
  const answer = await app.request({
    deliver: [{ mail: { to: "a@example.org", attach: true } }, { copy: { to: "weekly", name: "all.pdf" } }],
  });
  const { problems } = (await answer.json()) as { problems: { code: string; pointer: string }[] };
  expect([answer.status, problems.map(({ code, pointer }) => [code, pointer])]).toEqual([
    400,
    [
      ["nothing-to-attach", "/deliver/0/mail/attach"],
      ["invalid-liquid", "/deliver/1/copy/name"],
    ],
  ]);
  expect(await json(await app.request({ deliver: [{ webhook: "crm" }] }))).toMatchObject({
    problems: [{ pointer: "/deliver/0/webhook" }],
  });
  const column = await json(await app.request({ deliver: [{ mail: { to: { column: "yaer" } } }] }));
  expect(column).toMatchObject({
    problems: [
      {
        code: "unknown-column",
        pointer: "/deliver/0/mail/to/column",
        seen: "yaer",
        allowed: ["id", "year"],
        hint: 'did you mean "year"?',
      },
    ],
  });
  expect(await json(await app.request({ delivr: [] }))).toMatchObject({
    problems: [{ hint: 'did you mean "deliver"?' }],
  });
});

test.each([
  ["5x", 'did you mean "5%"?'],
  ["some", undefined],
  ["150%", undefined],
  [-1, undefined],
  [1.5, undefined],
  [null, undefined],
])("what is no tolerance is answered with what one is: %j", async (tolerate, hint) => {
  const app = await openBatchApp("id,year\n1,2020\n");
  const answer = await app.request({ tolerate });
  const problem = {
    message: '"tolerate" must be a number of rows, such as 3, or a share of them, such as "5%"',
    pointer: "/tolerate",
    seen: tolerate,
    allowed: expect.stringContaining("from 0% to 100%"),
  };
  const { problems } = (await answer.json()) as { problems: { hint?: string }[] };
  expect([answer.status, problems]).toMatchObject([400, [problem]]);
  expect(problems[0]?.hint).toBe(hint);
});

test("the columns of addresses belong to the batch: its items keep them, and never show them", async () => {
  const app = await openBatchApp("id,year,email\n1,2020,anna@example.org\n", { delivery: testDelivery() });
  const plain = await json(await app.request({}));
  const lettered = await json(await app.request({ deliver: [{ mail: { to: { column: "email" } } }] }));
  expect(lettered["id"]).not.toBe(plain["id"]);
  await app.work();
  const text = await (await app.call(`/batches/${String(lettered["id"])}/items`)).text();
  expect(text).toContain('"status":"ready"');
  expect(text).not.toContain("anna@example.org");
});

test("other forms of the items are made, listed and fetched, and those that are not there are refused", async () => {
  const app = await openBatchApp("id,year\n1,2020\n2,2021\n");
  const { id } = await json(await app.request({ renditions: ["xlsx", "html"] }));
  await app.work();
  expect(await status(app, id)).toMatchObject({ status: "ready", renditions: ["html", "xlsx"] });
  const { items } = await dataOf(app.client.GET("/batches/{id}/items", { params: { path: { id } } }));
  expect(items[1]?.renditions).toMatchObject([
    { form: "html", name: "letter 2.html", path: `/batches/${id}/items/letter%202/report.html` },
    { form: "xlsx", name: "letter 2.xlsx", path: `/batches/${id}/items/letter%202/report.xlsx` },
  ]);
  for (const { form, path, sha256: hash } of items[1]!.renditions!) {
    const answer = await app.call(path!);
    expect([answer.status, answer.headers.get("content-type")], form).toEqual([200, mediaTypes[form]]);
    expect(answer.headers.get("content-security-policy")).toContain("sandbox");
    expect(sha256(new Uint8Array(await answer.arrayBuffer()))).toBe(hash);
    const tag = { "if-none-match": answer.headers.get("etag")! };
    expect((await app.call(path!, { headers: tag })).status).toBe(304);
  }
  for (const [path, seen] of [
    ["letter%202/report.docx", "docx"],
    ["letter%202/report.doc", "report.doc"],
  ] as const)
    expect(await json(await app.call(`/batches/${id}/items/${path}`)), path).toMatchObject({
      status: 404,
      problems: [{ code: "unknown-rendition", seen }],
    });
  await app.call(`/batches/${id}/items/letter%202`, { method: "DELETE" });
  expect((await app.call(items[1]!.renditions![0]!.path!)).status).toBe(404);
});

test.each([
  [["pdf"], "/renditions/0"],
  [["xlsx", "xlsx"], "/renditions"],
  ["xlsx", "/renditions"],
])("renditions %j are refused by pointer", async (renditions, pointer) => {
  const app = await openBatchApp("id,year\n1,2020\n");
  const answer = await app.request({ renditions });
  expect([answer.status, await json(answer)]).toMatchObject([400, { problems: [{ pointer }] }]);
});
