import { beforeEach, expect, test } from "vitest";
import { lastMoveOf } from "../../../../functions/core/names/name-log.ts";
import { openTestApp, problemFrom } from "../../open-test-app.ts";

let app: Awaited<ReturnType<typeof openTestApp>>;
beforeEach(async () => {
  app = await openTestApp();
});

type Body = Readonly<Record<string, unknown>>;
const store = async (path: string, csv: string): Promise<Response> =>
  await app.call(path, { method: "PUT", body: csv, headers: { "content-type": "text/csv" } });
const promote = async (name: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  await app.call(`/datasets/${name}/promote`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", ...headers },
  });
const got = async (path: string): Promise<Body> => (await (await app.call(path)).json()) as Body;

test("a held version is stored and diffed, and readers get it once it is promoted; an earlier one is brought back", async () => {
  const before = await got("/datasets/numbers");
  const moved = await lastMoveOf(app.services.store, "datasets/numbers");
  const held = await store("/datasets/numbers?hold", "year,value\n2020,9\n2021,8\n");
  const body = (await held.json()) as Body;
  const version = String(body["version"]);
  expect([held.status, body["held"]]).toEqual([201, true]);
  const now = await got("/datasets/numbers");
  expect(now).toMatchObject({ version: before["version"], versions: [before["version"], version].toSorted() });
  expect(await lastMoveOf(app.services.store, "datasets/numbers")).toEqual(moved);
  expect(await got(`/datasets/numbers/diff?from=${String(before["version"])}&to=${version}`)).toMatchObject({
    key: ["year"],
  });
  const asked = await app.ask({ template: "sentence", datasets: { numbers: `numbers@${version}` } });
  expect(((await asked.json()) as { datasets: Body }).datasets["numbers"]).toMatchObject({ version });

  const answer = await promote("numbers", { version, why: "looked at" });
  expect([answer.status, await answer.json()]).toMatchObject([200, { version }]);
  expect(await got("/datasets/numbers")).toMatchObject({ version });
  const log = await app.call("/datasets/numbers/log");
  expect(log.headers.get("etag")).toBe('"2"');
  expect(await log.json()).toMatchObject({ moves: [{ kind: "promote", version, why: "looked at" }, { kind: "put" }] });
  expect((await promote("numbers", { version })).status).toBe(200);
  expect((await app.call("/datasets/numbers/log")).headers.get("etag")).toBe('"2"');
  expect((await promote("numbers", { version: before["version"] }, { "if-match": '"2"' })).status).toBe(200);
  expect(await got("/datasets/numbers")).toMatchObject({ version: before["version"] });
});

test("a dataset whose first version is held is there once it is promoted; a recipe reads it, too", async () => {
  const held = (await (await store("/datasets/fresh?hold=true", "a\n1\n")).json()) as Body;
  expect((await app.call("/datasets/fresh")).status).toBe(404);
  expect((await promote("fresh", { version: held["version"] })).status).toBe(200);
  expect(await got("/datasets/fresh")).toMatchObject({ version: held["version"], rows: 1 });
  await app.call("/datasets/fresh/recipe", {
    method: "PUT",
    body: "steps: [{derive: {b: a * 2}}]",
    headers: { "content-type": "application/yaml" },
  });
  const next = (await (await store("/datasets/fresh?hold", "a\n1\n2\n")).json()) as Body;
  expect(next).toMatchObject({ held: true, columns: [{ name: "a" }, { name: "b" }] });
  expect(await got("/datasets/fresh")).toMatchObject({ rows: 1 });
  expect((await store("/datasets/fresh?hold=false", "a\n5\n")).status).toBe(201);
});

test("what is current is not held, and holding it changes nothing", async () => {
  const text = "year,value\n2020,9\n";
  expect((await store("/datasets/numbers", text)).status).toBe(201);
  const again = await store("/datasets/numbers?hold", text);
  expect([again.status, await again.json()]).toMatchObject([200, {}]);
  expect(((await got("/datasets/numbers/log"))["moves"] as readonly unknown[]).length).toBe(2);
});

test("nobody's newer version is replaced, and what is not stored is refused", async () => {
  const { version } = (await (await store("/datasets/numbers?hold", "year,value\n2020,9\n")).json()) as Body;
  await store("/datasets/numbers", "year,value\n2020,7\n");
  expect((await promote("numbers", { version }, { "if-match": '"1"' })).status).toBe(412);
  for (const [name, body, status, code] of [
    ["numbers", { version: "0".repeat(64) }, 404, "unknown-version"],
    ["nobody", { version }, 404, "unknown-dataset"],
    ["numbers", {}, 400, undefined],
    ["numbers", { version, also: 1 }, 400, undefined],
  ] as const) {
    const problem = await problemFrom(await promote(name, body));
    expect(problem.status).toBe(status);
    if (code !== undefined) expect(problem.problems).toMatchObject([{ code }]);
  }
  const asked = await problemFrom(await store("/datasets/numbers?hold=maybe", "a\n1\n"));
  expect(asked.status).toBe(400);
});
