import { beforeEach, expect, test } from "vitest";
import { putView, removeView } from "../../../../functions/core/report/dataset/view/change-views.ts";
import { ingestUpload } from "../../../../functions/core/service/upload/ingest-upload.ts";
import { openUploadWorld } from "../../../../functions/render/data/open-upload-world.ts";
import { openTestApp, problemFrom } from "../../open-test-app.ts";

let app: Awaited<ReturnType<typeof openTestApp>>;
beforeEach(async () => {
  app = await openTestApp({
    change: { signUpload: async () => ({ url: "https://store.example", headers: {}, expires: 0 }) },
  });
});

type Body = Readonly<Record<string, unknown>>;
const got = async (path: string): Promise<Body> => (await (await app.call(path)).json()) as Body;
const ask = (where: string, query = ""): Promise<Response> =>
  app.call(`/erasures/numbers${query}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ where }),
  });

/** Asks for an erasure and has it carried out. */
async function erase(where: string): Promise<Body> {
  const answer = await ask(where);
  expect(answer.status).toBe(202);
  const upload = (await answer.json()) as Body;
  expect(JSON.stringify(upload)).not.toContain(where);
  const { store, clock } = app.services;
  // A release that knows no erasures would read the version again, and say that it is stored.
  const record = await store.get(`uploads/${String(upload["id"])}/upload.json`);
  expect(JSON.parse(new TextDecoder().decode(record!.body))).not.toHaveProperty("reread");
  await ingestUpload(
    String(upload["id"]),
    openUploadWorld({ store, clock, checkUpload: () => Promise.reject(new Error("no template comes here")) }),
  );
  return await got(String(upload["self"]));
}

test("a dry run counts, and erases nothing", async () => {
  const before = await got("/datasets/numbers");
  const trial = await ask("year = 2020", "?dry-run");
  expect([trial.status, await trial.json()]).toEqual([
    200,
    {
      name: "numbers",
      version: before["version"],
      rows: before["rows"],
      erased: 1,
      versions: before["versions"],
      views: [],
    },
  ]);
  expect(await got("/datasets/numbers")).toEqual(before);
  const faulty = await problemFrom(await ask("nobody = 1", "?dry-run"));
  expect(faulty.status).toBe(422);
});

test.each([
  "year IN (SELECT year FROM data)",
  "EXISTS (FROM data)",
  "TRUE) IS TRUE) FROM data) --",
  "random() < 0.5",
  "year = $year",
  "count(*) OVER () > 1 ORDER BY 1",
])("a dry run refuses what the erasure would: %s", async (where) => {
  expect(await problemFrom(await ask(where, "?dry-run"))).toMatchObject({
    status: 422,
    problems: [{ pointer: "/where" }],
  });
});

test("rows go, reports that were made from them are listed, and are gone once they are deleted", async () => {
  const report = (await (await app.ask({ template: "sentence", parameters: { year: 2020 } })).json()) as Body;
  expect(await got("/erasures/numbers/remains")).toEqual({
    remains: [],
    next: "/erasures/numbers/remains?limit=50&after=batches%3A",
  });
  const before = await got("/datasets/numbers");
  const done = await erase("year = 2020");
  expect(done).toMatchObject({ status: "stored" });
  const after = await got("/datasets/numbers");
  expect(after).toMatchObject({ version: done["version"], versions: [done["version"]], format: "parquet" });
  expect(after["rows"]).toBe(Number(before["rows"]) - 1);
  expect(await got("/datasets/numbers/log")).toMatchObject({ moves: [{ kind: "erase" }, { kind: "put" }] });
  expect(await got("/erasures/numbers")).toMatchObject({
    erasures: [{ from: before["version"], version: done["version"], erased: 1, state: "finished", kept: false }],
  });
  const remains = async (): Promise<readonly Body[]> => {
    const found: Body[] = [];
    for (let path: unknown = "/erasures/numbers/remains?limit=1"; path !== undefined;) {
      const page = await got(String(path));
      found.push(...(page["remains"] as readonly Body[]));
      path = page["next"];
    }
    return found;
  };
  expect(await remains()).toMatchObject([
    {
      kind: "report",
      id: report["id"],
      self: `/reports/${String(report["id"])}`,
      datasets: [{ name: "numbers", version: before["version"] }],
    },
  ]);
  expect((await app.call(`/reports/${String(report["id"])}`, { method: "DELETE" })).status).toBe(204);
  expect(await remains()).toEqual([]);
});

test("nothing is listed while a view is made anew, which may come back as it was", async () => {
  const { store } = app.services;
  await putView(store, "copies", "from: {p: numbers}\nselect: SELECT * FROM p\n", { cause: "put:1", at: 1 });
  await erase("year = 2020");
  const early = await app.call("/erasures/numbers/remains");
  expect(early.headers.get("retry-after")).toBe("5");
  expect(await problemFrom(early)).toMatchObject({ status: 409, problems: [{ code: "views-are-settling" }] });
  await removeView(store, "copies", { cause: "remove:1", at: 2 });
  expect(await got("/erasures/numbers/remains")).toMatchObject({ remains: [] });
});

test("what is not valid is refused with its place", async () => {
  for (const [body, pointer] of [
    [{}, "/where"],
    [{ where: "" }, "/where"],
    [{ where: "true", keep: 1 }, "/keep"],
  ] as const) {
    const answer = await app.call("/erasures/numbers", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect((await problemFrom(answer)).problems).toMatchObject([{ pointer }]);
  }
  expect((await app.call("/erasures/numbers/remains?after=elsewhere:1")).status).toBe(400);
  expect((await app.call("/erasures/nothing")).status).toBe(200);
  const missing = await app.call("/erasures/nothing", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ where: "true" }),
  });
  expect(missing.status).toBe(404);
  expect(await erase("true OR 1")).toMatchObject({ status: "stored" });
  expect(await erase("year IN (SELECT year FROM data)")).toMatchObject({ status: "failed" });
});
