import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { storeDataset } from "../../../../functions/core/report/dataset/store-dataset.ts";
import { generateReport } from "../../../../functions/core/report/generate-report.ts";
import { reportOf } from "../../../../functions/core/service/lifecycle/records/report-kind.ts";
import { createApp } from "../../../../functions/http/create-app.ts";
import type { RequestBindings } from "../../../../functions/http/access/caller-of.ts";
import type { Explanation } from "../../../../functions/http/answer/answer-explanation.ts";
import { createWorld } from "../../../../functions/render/create-world.ts";
import { bodyOf, openTestApp, problemFrom, type ReportBody, type TestApp } from "../../open-test-app.ts";

let app: TestApp;
let id: string;
beforeAll(async () => {
  // The pipeline is loaded once.
  await openReal();
}, 60_000);
beforeEach(async () => {
  ({ app, id } = await openReal());
});

/** An application that renders with the whole pipeline, and a ready report. */
async function openReal(): Promise<{ readonly app: TestApp; readonly id: string }> {
  const opened: TestApp = await openTestApp({
    render: (accepted, progress) => generateReport(accepted, { ...createWorld(opened.services.store), progress }),
  });
  const report = await bodyOf<ReportBody>(opened.ask({ template: "sentence" }, { prefer: "wait=20" }));
  expect(report.status).toBe("ready");
  return { app: opened, id: report.id };
}

const get = (query: string): Promise<Response> => app.call(`/reports/${id}/explain?${query}`);
const explained = (query: string): Promise<Explanation> => bodyOf<Explanation>(get(query));
const spyOnExplain = () => vi.spyOn(app.services, "explain" as never) as ReturnType<typeof vi.fn>;
const keptKeys = async (): Promise<string[]> =>
  (await app.services.store.list(`reports/${id}/`)).objects.map(({ key }) => key).filter((key) => /numbers-/.test(key));

test("a number is answered with its cell, and with the rows behind it", async () => {
  const plain = await explained("number=1.5");
  expect(plain).toMatchObject({ report: id, more: 0, gone: [], otherEngine: true });
  const [{ page, x, y, width, height }] = plain.answers as [Explanation["answers"][number]];
  expect(plain.answers[0]).toMatchObject({
    kind: "cell",
    text: "1.5",
    cells: [{ query: "latest", column: "value", count: 1, rows: [{ row: 1, value: 1.5, record: { value: 1.5 } }] }],
  });
  expect(plain.answers[0]!.lineage).toBeUndefined();
  const there = await explained(`page=${page}&x=${x + width / 2}&y=${y + height / 2}&rows=5`);
  expect(there.answers).toHaveLength(1);
  expect(there.answers[0]!.lineage).toMatchObject([
    {
      query: "latest",
      row: 1,
      datasets: [
        {
          dataset: "numbers",
          total: 2,
          value: { count: 1, rows: [{ row: 1, record: { year: "2020", value: "1.5" } }] },
        },
      ],
      again: { result: "same" },
    },
  ]);
});

test("the first question makes the report again, and what it finds is kept and answers the same", async () => {
  expect(await keptKeys()).toEqual([]);
  const first = await explained("number=1.5&rows=5");
  const [key] = await keptKeys();
  expect(key).toContain(`/1/numbers-${app.services.engine.slice(0, 12)}.json`);
  const { etag } = (await app.services.store.head(key!))!;
  expect(await explained("number=1.5&rows=5")).toEqual(first);
  expect((await app.services.store.head(key!))!.etag).toBe(etag);
  // What is damaged is made again.
  await app.services.store.put(key!, new TextEncoder().encode('{"numbers": ['), "application/json");
  expect(await explained("number=1.5&rows=5")).toEqual(first);
});

test("the map is deleted with its report, also if that happens while it is stored", async () => {
  await explained("number=1.5");
  expect(await keptKeys()).toHaveLength(1);
  await app.call(`/reports/${id}`, { method: "DELETE" });
  expect(await keptKeys()).toEqual([]);
  expect((await get("number=1.5")).status).toBe(404);
  for (const moment of ["before", "while"]) {
    ({ app, id } = await openReal());
    const { store } = app.services;
    const put = store.put.bind(store);
    const remove = async (): Promise<void> => void (await app.call(`/reports/${id}`, { method: "DELETE" }));
    vi.spyOn(store, "put").mockImplementation(async (key, ...rest) => {
      if (key.includes("/numbers-") && moment === "while") await remove();
      return put(key, ...rest);
    });
    if (moment === "before") {
      const head = store.get.bind(store);
      vi.spyOn(store, "get").mockImplementation(async (key) => {
        const found = await head(key);
        if (key.endsWith("/content.json")) await remove();
        return found;
      });
    }
    expect((await get("number=1.5")).status).toBe(200);
    expect(await keptKeys(), moment).toEqual([]);
  }
});

test("where the data are gone, a kept map still says which version and which cell, without rows", async () => {
  const before = await explained("number=1.5&rows=5");
  const scratch = await openScratchFolder();
  const { store } = app.services;
  const body = new TextEncoder().encode("year,value\n2020,7\n");
  await storeDataset(store, "numbers", { body, format: "csv" }, scratch);
  await scratch.dispose();
  const { datasets } = await bodyOf<{ readonly datasets: { readonly numbers: { readonly version: string } } }>(
    app.call(`/reports/${id}`),
  );
  const { version } = datasets.numbers;
  expect((await app.call(`/datasets/numbers/versions/${version}`, { method: "DELETE" })).status).toBe(204);
  const after = await explained("number=1.5&rows=5");
  expect(after.gone).toEqual([{ kind: "dataset", alias: "numbers", name: "numbers", version }]);
  const [answer] = after.answers;
  expect(answer).toMatchObject({ kind: "cell", cells: [{ query: "latest", column: "value", count: 1, rows: [] }] });
  expect(answer!.lineage).toBeUndefined();
  expect(answer!.places).toEqual(before.answers[0]!.places);
  for (const key of await keptKeys()) await store.delete(key);
  const problem = await problemFrom(await get("number=1.5"));
  expect([problem.status, problem.type]).toEqual([410, "urn:broadsheet:problem:gone"]);
});

test("a report that would print something else is refused: retry it", async () => {
  const { store } = app.services;
  const folder = reportOf(id, 1).folder;
  const outcome = JSON.parse(new TextDecoder().decode((await store.get(`${folder}outcome.json`))!.body)) as object;
  const other = JSON.stringify({ ...outcome, sha256: "0".repeat(64) });
  await store.put(`${folder}outcome.json`, new TextEncoder().encode(other), "application/json");
  // Other bytes that show the same are another engine's.
  expect((await get("number=1.5")).status).toBe(200);
  for (const key of await keptKeys()) await store.delete(key);
  await store.delete(`${folder}content.json`);
  const problem = await problemFrom(await get("number=1.5"));
  expect([problem.status, problem.problems?.[0]?.code]).toEqual([409, "report-differs"]);
  expect(await keptKeys()).toEqual([]);
});

test.each([
  ["", ["number"]],
  ["page=1", ["number"]],
  ["page=1&x=3", ["x"]],
  ["x=3&y=4", ["x"]],
  ["page=0&x=3&y=4", ["page"]],
  ["page=1&x=-3&y=1e3", ["x", "y"]],
  ["number=", ["number"]],
  [`number=${"1".repeat(101)}`, ["number"]],
  ["number=1.5&rows=101", ["rows"]],
  ["number=1.5&rows=1.5", ["rows"]],
])("the question “%s” is refused with the parts that are wrong", async (query, names) => {
  const problem = await problemFrom(await get(query));
  expect(problem.status).toBe(400);
  expect(problem.problems?.map(({ code, name }) => [code, name])).toEqual(
    names.map((name) => ["invalid-question", name]),
  );
});

test("a number that is not printed is told, with those that are", async () => {
  for (let time = 0; time < 2; time++) {
    const problem = await problemFrom(await get("number=99"));
    expect([problem.status, problem.problems?.[0]?.code]).toEqual([404, "number-not-found"]);
    expect(problem.problems?.[0]?.["allowed"]).toContain("1.5");
    await explained("number=1.5");
  }
});

test("a page without numbers is told, with the pages that have some", async () => {
  for (const query of ["page=9&number=1.5", "page=9&x=3&y=4"]) {
    const problem = await problemFrom(await get(query));
    expect([problem.status, problem.problems?.[0]]).toEqual([
      404,
      expect.objectContaining({
        code: "number-not-found",
        name: "page",
        seen: 9,
        allowed: expect.stringMatching(/^1(?: to \d)?$/),
      }),
    ]);
    expect(problem.problems?.[0]?.["hint"]).toBeUndefined();
  }
});

test("a token needs the scopes of reports and datasets both", async () => {
  const explain = spyOnExplain();
  const served = createApp(app.services);
  const as = async (...scopes: string[]): Promise<number> =>
    (
      await served.request(`/reports/${id}/explain?number=1.5`, {}, {
        holds: (scope) => scopes.includes(scope),
      } satisfies RequestBindings)
    ).status;
  expect(await as("reports:read", "datasets:read")).toBe(200);
  expect(await as("datasets:read")).toBe(403);
  expect(explain).toHaveBeenCalledTimes(1);
  for (const scopes of [["reports:read"], ["datasets:read"]] as const) {
    const part = createApp(app.services, { scopes: new Set(scopes) });
    expect((await part.request(`/reports/${id}/explain?number=1.5`)).status).toBe(404);
  }
});

test("the log has a line for each question: who, when, which report, which number or place, and the answer", async () => {
  const info = vi.spyOn(app.services.logger, "info");
  const asked = async (query: string, headers: Record<string, string> = {}): Promise<unknown> => {
    info.mockClear();
    await app.call(`/reports/${id}/explain?${query}`, { headers });
    return info.mock.calls.filter(([, fields]) => fields?.["audit"] === true);
  };
  const line = (question: object, status: number): unknown => [
    [
      "a number of a report was asked about",
      {
        audit: true,
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        caller: null,
        report: id,
        question: { number: undefined, page: undefined, rows: undefined, ...question },
        status,
      },
    ],
  ];
  expect(await asked("number=1.5&rows=5")).toEqual(line({ number: "1.5", rows: 5 }, 200));
  expect(await asked("page=1&x=3&y=4.5")).toEqual(line({ page: 1, x: 3, y: 4.5 }, 404));
  // A question that nobody could answer names no number.
  expect(await asked("rows=5")).toEqual([]);
  await app.call(`/reports/${id}`, { method: "DELETE" });
  expect(await asked("number=1.5")).toEqual(line({ number: "1.5" }, 404));
});
