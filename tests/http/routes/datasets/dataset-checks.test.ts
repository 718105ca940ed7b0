import { beforeEach, expect, test } from "vitest";
import { storeTemplate } from "../../../../functions/core/report/template/store/store-template.ts";
import { openTestApp, problemFrom, sentence } from "../../open-test-app.ts";

let app: Awaited<ReturnType<typeof openTestApp>>;
beforeEach(async () => {
  app = await openTestApp();
});

const send = (method: string, path: string, body?: string, type = "text/csv") =>
  app.call(path, { method, ...(body !== undefined && { body, headers: { "content-type": type } }) });
const recipe = (text: string, path = "/datasets/sales/recipe") => send("PUT", path, text, "application/yaml");
const checks = async () => (await (await send("GET", "/datasets/sales/checks")).json()) as Record<string, unknown>;

const good = "city,revenue\nBeijing,10\nTianjin,20\n";
const bad = "city,revenue\nBeijing,10\nTianjin,700\n";
const contract =
  "checks:\n  - range: {revenue: {to: 100}}\n  - values: {city: [Beijing]}\n    severity: warning\nfreshness: 36h\n";

test("a contract is tried, put, and judges what comes", async () => {
  await send("PUT", "/datasets/sales", good);
  const trial = (await (await recipe(contract, "/datasets/sales/recipe?dry-run")).json()) as Record<string, unknown>;
  expect(trial["checks"]).toMatchObject([
    { pointer: "/checks/0/range/revenue", holds: true, severity: "error" },
    {
      pointer: "/checks/1/values/city",
      holds: false,
      severity: "warning",
      rows: 1,
      first: [{ row: 2, value: "Tianjin" }],
    },
  ]);
  expect(await checks()).toMatchObject({ judged: true, checks: [] });
  expect((await recipe(contract)).status).toBe(200);
  const stored = (await (await send("GET", "/datasets/sales")).json()) as Record<string, unknown>;
  expect(stored["checks"]).toMatchObject([{ holds: true }, { holds: false }]);
  expect((await (await send("GET", "/datasets/sales/recipe")).json()) as object).toMatchObject({ applied: true });

  const refused = await send("PUT", "/datasets/sales", bad);
  expect(refused.status).toBe(422);
  expect((await problemFrom(refused)).problems).toMatchObject([
    {
      code: "broken-check",
      pointer: "/checks/0/range/revenue",
      dataset: "sales",
      name: "revenue",
      row: 2,
      seen: [{ row: 2, value: "700" }],
      allowed: "at most 100",
    },
  ]);
  expect(await (await send("GET", "/datasets/sales")).json()).toEqual(stored);
  expect(await checks()).toMatchObject({
    version: stored["version"],
    judged: true,
    checks: [{ holds: true }, { holds: false }],
    freshness: { within: "36h", stale: false },
    events: [{ type: "dataset.refused", problems: [{ code: "broken-check", seen: [{ row: 2, value: "700" }] }] }],
  });
  const next = await send("PUT", "/datasets/sales", "city,revenue\nXi'an,1\n");
  expect([next.status, await next.json()]).toMatchObject([
    201,
    { checks: [{ holds: true }, { holds: false, rows: 1 }] },
  ]);
});

test("a dry run of a file says what it would be, and stores nothing", async () => {
  await send("PUT", "/datasets/sales", good);
  await recipe(contract);
  const before = await (await send("GET", "/datasets/sales")).json();
  const trial = await send("PUT", "/datasets/sales?dry-run", bad);
  expect([trial.status, await trial.json()]).toMatchObject([
    200,
    { rows: 2, checks: [{ holds: false }, { holds: false }] },
  ]);
  expect(await (await send("GET", "/datasets/sales")).json()).toEqual(before);
  expect((await checks())["events"]).toEqual([]);
  expect((await send("PUT", "/datasets/new?dry-run=true&delimiter=,", good)).status).toBe(200);
  expect((await send("GET", "/datasets/new")).status).toBe(404);
  expect((await send("PUT", "/datasets/new?dry-run=maybe", good)).status).toBe(400);
  expect((await send("PUT", "/datasets/new?dry-run=false", good)).status).toBe(201);
});

test("a dataset without a contract has no results, and one that is not there none at all", async () => {
  await send("PUT", "/datasets/sales", good);
  expect(await checks()).toEqual({
    name: "sales",
    version: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    judged: true,
    checks: [],
    events: [],
  });
  expect((await send("GET", "/datasets/nowhere/checks")).status).toBe(404);
});

test("how fresh data are is told by the list, the dataset and the templates that use it", async () => {
  const { clock, store } = app.services;
  let late = 0;
  const then = await openTestApp({
    change: { store, clock: { now: () => clock.now() + late, sleep: async () => {} } },
  });
  const read = async (path: string): Promise<Record<string, unknown>> =>
    (await (await then.call(path)).json()) as Record<string, unknown>;
  const listed = async (): Promise<unknown> =>
    ((await read("/datasets"))["datasets"] as { name: string; freshness?: unknown }[]).find(
      ({ name }) => name === "numbers",
    )?.freshness;
  const slots = async (name: string): Promise<unknown> => (await read(`/templates/${name}`))["datasets"];
  expect([await listed(), (await read("/datasets/numbers"))["freshness"]]).toEqual([undefined, undefined]);
  expect(await slots("sentence")).toEqual([expect.not.objectContaining({ freshness: expect.anything() as unknown })]);
  await recipe("freshness: 36h\n", "/datasets/numbers/recipe");
  const demanding = new Map(sentence);
  const yaml = new TextDecoder().decode(demanding.get("template.yaml"));
  demanding.set(
    "template.yaml",
    new TextEncoder().encode(yaml.replace(/^( +)default: numbers$/m, "$&\n$1freshness: 1h")),
  );
  await storeTemplate(store, "demanding", demanding);
  for (const [hours, stale, staler] of [
    [0, false, false],
    [2, false, true],
    [36, true, true],
  ] as const) {
    late = hours * 3_600_000;
    const own = { within: "36h", stale, arrived: expect.any(String) as string, due: expect.any(String) as string };
    expect([await listed(), (await read("/datasets/numbers"))["freshness"]]).toEqual([own, own]);
    expect(await slots("sentence")).toMatchObject([{ default: "numbers", freshness: own }]);
    expect(await slots("demanding")).toMatchObject([
      { freshness: { within: "1h", stale: staler }, whenStale: "error" },
    ]);
  }
});
