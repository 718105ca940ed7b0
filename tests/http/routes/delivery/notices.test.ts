import { expect, test } from "vitest";
import { machineTimeZones } from "../../../../functions/adapters/machine-time-zones.ts";
import { putView } from "../../../../functions/core/report/dataset/view/change-views.ts";
import { putSource } from "../../../../functions/core/service/source/stored-source.ts";
import { openTestApp, testDelivery } from "../../open-test-app.ts";

const csv = "a\n1\n";
const definition = "engine: postgres\nconnection: shop\nquery: SELECT 1 AS a\n";

test("a list is said, shown, replaced and deleted, and goes with its dataset", async () => {
  const app = await openTestApp({ change: { delivery: testDelivery() } });
  const { store } = app.services;
  const send = async (method: string, path: string, body?: unknown): Promise<Response> =>
    await app.call(path, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
  await app.call("/datasets/sales", { method: "PUT", body: csv, headers: { "content-type": "text/csv" } });
  const path = "/notices/sales";
  const possible = ["dataset.refused", "dataset.stale", "dataset.held"];
  const nobody = { name: "sales", to: [], events: ["dataset.*", "source.*", "view.*"], language: "en", possible };
  expect(await (await send("GET", path)).json()).toEqual(nobody);
  const list = { to: ["anna@example.org"], events: ["dataset.stale", "source.failed"], language: "de" };
  for (const method of ["PUT", "GET"]) {
    const answer = await send(method, path, method === "PUT" ? list : undefined);
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { name: "sales", ...list, possible, changed: expect.any(String) as string },
    ]);
  }
  const wrong = await send("PUT", path, { to: ["anna"], cc: [] });
  expect([wrong.status, await wrong.json()]).toMatchObject([400, { problems: [{ pointer: "/cc" }] }]);
  expect((await send("PUT", "/notices/nothing", list)).status).toBe(404);
  expect((await send("PUT", "/notices/UP", list)).status).toBe(400);
  expect((await app.call(path, { method: "PUT", body: "a: 1" })).status).toBe(415);
  expect((await send("DELETE", path)).status).toBe(204);
  expect(await (await send("GET", path)).json()).toEqual(nobody);
  expect((await send("DELETE", path)).status).toBe(204);
  const never = await send("PUT", path, { ...list, events: ["source.*", "view.failed"] });
  expect([never.status, await never.json()]).toMatchObject([
    400,
    { problems: [{ code: "impossible-events", pointer: "/events", allowed: possible }] },
  ]);
  await send("PUT", path, list);
  await app.call("/datasets/sales", { method: "DELETE" });
  expect((await store.list("notices/", {})).objects).toEqual([]);
});

test("what is to fill a dataset has a list before there is data", async () => {
  const app = await openTestApp({ change: { delivery: testDelivery() } });
  const { store } = app.services;
  await app.call("/datasets/sales", { method: "PUT", body: csv, headers: { "content-type": "text/csv" } });
  await putSource(store, "orders", definition, { cause: "x", at: 1 });
  await putView(store, "totals", "from: sales\nselect: SELECT 1 AS n\n", { cause: "y", at: 1 });
  const kindsOf = async (name: string) => {
    const { possible } = (await (await app.call(`/notices/${name}`)).json()) as { possible: readonly string[] };
    return [...new Set(possible.map((type) => type.split(".")[0]))];
  };
  expect([await kindsOf("sales"), await kindsOf("orders"), await kindsOf("totals")]).toEqual([
    ["dataset"],
    ["dataset", "source"],
    ["view"],
  ]);
});

test("with If-Match nobody's change is overwritten: what was read, written by another and ended by a third", async () => {
  const app = await openTestApp({ change: { delivery: testDelivery() } });
  await app.call("/datasets/sales", { method: "PUT", body: csv, headers: { "content-type": "text/csv" } });
  const path = "/notices/sales";
  const tagged = async (method: string, tag: string, to?: string): Promise<number> => {
    const headers = { "content-type": "application/json", "if-match": tag };
    const body = to === undefined ? {} : { body: JSON.stringify({ to: [to] }) };
    return (await app.call(path, { method, headers, ...body })).status;
  };
  const tag = async (): Promise<string> => (await app.call(path)).headers.get("etag")!;
  expect(await tag()).toBe('"0"');
  expect([await tagged("PUT", '"1"', "a@example.org"), await tagged("DELETE", '"1"')]).toEqual([412, 412]);
  // Of many that have seen that there is no list one writes.
  const writers = ["a", "b", "c", "d"].map((one) => tagged("PUT", '"0"', `${one}@example.org`));
  expect((await Promise.all(writers)).toSorted()).toEqual([200, 412, 412, 412]);
  const first = await tag();
  expect(await tagged("PUT", first, "e@example.org")).toBe(200);
  expect([await tagged("PUT", first, "f@example.org"), await tagged("DELETE", first)]).toEqual([412, 412]);
  expect(await tagged("PUT", "*", "g@example.org")).toBe(200);
  const last = await tag();
  expect([await tagged("DELETE", last), await tag(), await tagged("DELETE", last)]).toEqual([204, '"0"', 412]);
  expect(await tagged("DELETE", '"0"')).toBe(204);
  expect(await tagged("PUT", '"0"', "h@example.org")).toBe(200);
  expect(await (await app.call(path)).json()).toMatchObject({ to: ["h@example.org"] });
});

test("a source that was never fetched takes its list with it; one that was leaves it to its dataset", async () => {
  const sources = {
    connections: [{ name: "shop", engine: "postgres" as const }],
    zones: machineTimeZones,
    check: () => {},
    tryOut: () => Promise.reject(new Error("nothing is tried")),
  };
  const app = await openTestApp({ change: { delivery: testDelivery(), sources } });
  const { store } = app.services;
  const json = { "content-type": "application/json" };
  for (const name of ["orders", "sales"]) {
    if (name === "sales")
      await app.call("/datasets/sales", { method: "PUT", body: csv, headers: { "content-type": "text/csv" } });
    await putSource(store, name, definition, { cause: name, at: 1 });
    const body = JSON.stringify({ to: ["anna@example.org"] });
    expect((await app.call(`/notices/${name}`, { method: "PUT", headers: json, body })).status).toBe(200);
    expect((await app.call(`/sources/${name}`, { method: "DELETE" })).status).toBe(204);
  }
  expect((await store.list("notices/", {})).objects.map(({ key }) => key)).toEqual(["notices/sales.json"]);
});
