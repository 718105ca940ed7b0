import { expect, test } from "vitest";
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
  const nobody = { name: "sales", to: [], events: ["dataset.*", "source.*", "view.*"], language: "en" };
  expect(await (await send("GET", path)).json()).toEqual(nobody);
  const list = { to: ["anna@example.org"], events: ["source.failed"], language: "de" };
  for (const method of ["PUT", "GET"]) {
    const answer = await send(method, path, method === "PUT" ? list : undefined);
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { name: "sales", ...list, changed: expect.any(String) as string },
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
  for (const name of ["orders", "totals"]) expect((await app.call(`/notices/${name}`)).status).toBe(200);
});
