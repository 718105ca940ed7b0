import { beforeEach, expect, test } from "vitest";
import { placeOfName } from "../../../../functions/core/names/name-log.ts";
import { followViews } from "../../../../functions/core/service/view/follow-views.ts";
import { putSource } from "../../../../functions/core/service/source/stored-source.ts";
import type { RefreshJob } from "../../../../functions/core/service/view/refresh-kind.ts";
import { type RefreshWorld, runRefresh } from "../../../../functions/core/service/view/run-refresh.ts";
import { answerRecipe } from "../../../../functions/render/data/answer-recipe.ts";
import { openTestApp, problemFrom } from "../../open-test-app.ts";

let app: Awaited<ReturnType<typeof openTestApp>>;
let jobs: RefreshJob[];
let world: RefreshWorld;

beforeEach(async () => {
  jobs = [];
  app = await openTestApp({ change: { refreshes: (job) => void jobs.push(job) } });
  const { services } = app;
  world = {
    ...services,
    started: (job) => void jobs.push(job),
    async makeTable({ view: name, definition, sources }) {
      const { profile } = await answerRecipe({ name, large: true, view: { definition, sources } }, services.store);
      return { version: profile.version, rows: profile.rows };
    },
  };
});

const send = (method: string, path: string, body?: string, headers: Record<string, string> = {}): Promise<Response> =>
  Promise.resolve(
    app.call(path, {
      method,
      ...(body !== undefined && { body }),
      headers: { ...(body !== undefined && { "content-type": "application/yaml" }), ...headers },
    }),
  );
const got = async (path: string): Promise<Record<string, unknown>> =>
  (await (await send("GET", path)).json()) as Record<string, unknown>;
const refusalOf = async (answer: Promise<Response>) => await problemFrom(await answer);
const store = (name: string, csv: string): Promise<Response> =>
  send("PUT", `/datasets/${name}`, csv, { "content-type": "text/csv" });

/** Works until the views have settled. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) {
    await followViews(world, world);
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) await runRefresh(job, world);
  }
}

const totals = "# by year\nfrom: numbers\nselect: SELECT year, sum(value) AS total FROM numbers GROUP BY year\n";

test("a view is tried, made, followed, diffed, used and deleted", async () => {
  const trial = await send("PUT", "/views/totals?dry-run", totals);
  expect([trial.status, await trial.json()]).toMatchObject([
    200,
    {
      name: "totals",
      rows: 2,
      columns: [{ name: "year" }, { name: "total" }],
      first: {
        rows: [
          [2020, 1.5],
          [2021, 2],
        ],
      },
    },
  ]);
  expect((await send("GET", "/views/totals")).status).toBe(404);
  const put = await send("PUT", "/views/totals", totals);
  expect([put.status, put.headers.get("etag")]).toEqual([200, expect.stringMatching(/^"1-\d+"$/)]);
  expect(await put.json()).toMatchObject({ state: "behind", from: { numbers: "numbers" }, text: totals, readBy: [] });
  expect((await send("GET", "/datasets/totals")).status).toBe(404);
  const asked = { "if-none-match": put.headers.get("etag")! };
  expect((await send("GET", "/views/totals", undefined, asked)).status).toBe(304);
  await settle();
  // A browser that has the view as it was must not take it for the present one.
  expect((await send("GET", "/views/totals", undefined, asked)).status).toBe(200);
  const first = await got("/views/totals");
  expect(first).toMatchObject({ state: "current", rows: 2, madeFrom: { numbers: expect.any(String) as string } });
  const dataset = await got("/datasets/totals");
  expect(dataset).toMatchObject({ version: first["version"], rowsHash: first["version"], rows: 2 });
  expect(await got("/datasets/totals/log")).toMatchObject({ moves: [{ kind: "view", version: first["version"] }] });

  expect((await store("numbers", "year,value\n2020,1\n2021,2\n2022,3\n")).status).toBe(201);
  expect(await got("/views/totals")).toMatchObject({ state: "behind", version: first["version"] });
  await settle();
  expect(await got("/views/totals")).toMatchObject({ state: "current", rows: 3 });
  expect(await got("/datasets/totals/diff")).toMatchObject({ key: ["year"] });
  expect(await got("/datasets/numbers/uses")).toMatchObject({ views: ["totals"] });
  expect(await got("/views")).toMatchObject({
    views: [{ name: "totals", state: "current", sources: ["numbers"], waitsFor: [] }],
  });

  expect((await refusalOf(send("DELETE", "/datasets/numbers"))).problems).toMatchObject([{ code: "read-by-views" }]);
  expect((await refusalOf(send("DELETE", "/datasets/totals"))).problems).toMatchObject([{ code: "is-a-view" }]);
  expect((await refusalOf(store("totals", "a\n1\n"))).problems).toMatchObject([{ code: "is-a-view" }]);
  expect((await refusalOf(send("PUT", "/datasets/totals/recipe", "steps: [{trim: [year]}]"))).problems).toMatchObject([
    { code: "is-a-view" },
  ]);
  expect((await send("DELETE", "/views/totals")).status).toBe(204);
  expect((await send("GET", "/views/totals")).status).toBe(404);
  expect((await send("GET", "/datasets/totals")).status).toBe(404);
  const left = await Promise.all(["datasets/totals/", "refreshes/"].map((prefix) => app.services.store.list(prefix)));
  expect(
    left.flatMap(({ objects }) => objects.map(({ key }) => key)).filter((key) => !/log\/|current/.test(key)),
  ).toEqual([]);
  expect((await store("totals", "a\n1\n")).status).toBe(201);
});

test("a table that is lost is made again", async () => {
  await send("PUT", "/views/totals", totals);
  await settle();
  const { version } = await got("/views/totals");
  const key = `datasets/totals/${String(version)}/table.parquet`;
  await app.services.store.delete(key);
  for (let time = 0; time < 2; time += 1) expect((await send("POST", "/views/totals/refresh")).status).toBe(200);
  expect(jobs).toHaveLength(1);
  await settle();
  expect(await app.services.store.head(key)).toBeDefined();
  expect(await got("/views/totals")).toMatchObject({ state: "current", version });
  await send("POST", "/views/totals/refresh");
  expect(jobs).toEqual([]);
});

test("a view takes no name under which an upload is held, and other units are another version", async () => {
  await send("PUT", "/datasets/kept?hold", "a\n1\n", { "content-type": "text/csv" });
  expect((await refusalOf(send("PUT", "/views/kept", totals))).problems).toMatchObject([{ code: "name-taken" }]);
  const versions: unknown[] = [];
  for (const unit of ["EUR", "USD"]) {
    await send("PUT", "/views/money", `from: numbers\nsteps: [{units: {value: ${unit}}}]\n`);
    await settle();
    const { version, columns } = await got("/datasets/money");
    expect(columns).toMatchObject([{ name: "year" }, { name: "value", unit }]);
    versions.push(version);
  }
  expect(new Set(versions).size).toBe(2);
});

test.each([
  ["PUT", "/views/Totals", totals, 400, "invalid-name"],
  ["PUT", "/views/numbers", totals, 409, "name-taken"],
  ["PUT", "/views/totals", "from: totals\nselect: SELECT 1 AS n", 400, "view-cycle"],
  ["PUT", "/views/totals", "from: nobody\nselect: SELECT 1 AS n", 404, "unknown-dataset"],
  ["PUT", "/views/totals", "from: numbers\nselect: SELECT nothing FROM numbers", 422, "query-failed"],
  ["PUT", "/views/totals", "from: numbers\nsteps: [{trim: [nothing]}]", 422, "unknown-column"],
  ["PUT", "/views/totals?dry-run", "from: numbers\nselect: SELECT now()", 422, "volatile"],
  ["PUT", "/views/totals", "from: [", 400, "invalid-yaml"],
  ["GET", "/views/totals", undefined, 404, "unknown-view"],
  ["DELETE", "/views/totals", undefined, 404, "unknown-view"],
  ["DELETE", "/views/numbers", undefined, 404, "unknown-view"],
  ["POST", "/views/totals/refresh", undefined, 404, "unknown-view"],
])("%s %s %j is a %i: %s", async (method, path, body, status, code) => {
  const problem = await refusalOf(send(method, path, body));
  expect([problem.status, problem.problems]).toMatchObject([status, [{ code }]]);
  expect(await got("/views")).toEqual({ views: [] });
});

test("nobody's change is overwritten", async () => {
  expect((await send("PUT", "/views/totals", totals, { "if-match": '"3"' })).status).toBe(412);
  expect((await send("PUT", "/views/totals", totals)).status).toBe(200);
  expect((await send("PUT", "/views/totals", `${totals}\n`, { "if-match": '"0"' })).status).toBe(412);
  expect((await send("PUT", "/views/totals", `${totals}\n`, { "if-match": '"1"' })).status).toBe(200);
  expect((await send("DELETE", "/views/totals", undefined, { "if-match": '"1"' })).status).toBe(412);
  expect((await send("PUT", "/views/totals", `${totals}\n`)).headers.get("etag")).toMatch(/^"2-/);
});

test("a view that a publication or a template reads is not deleted", async () => {
  await send("PUT", "/views/totals", totals);
  await settle();
  const publication = {
    template: "sentence",
    on: [{ data: ["totals"] }],
    datasets: { numbers: "numbers" },
  };
  await send("PUT", "/publications/weekly", JSON.stringify(publication), { "content-type": "application/json" });
  expect(await got("/datasets/numbers/uses")).toMatchObject({
    publications: [
      { name: "weekly", trigger: false },
      { name: "weekly", trigger: true, through: "totals" },
    ],
  });
  const refused = await refusalOf(send("DELETE", "/views/totals"));
  expect([refused.status, refused.problems]).toMatchObject([409, [{ code: "in-use" }]]);
});

test("a failed view keeps its table, says why, and is tried again when asked", async () => {
  await send("PUT", "/views/totals", totals);
  await settle();
  const { version } = await got("/views/totals");
  await store("numbers", "year,amount\n2020,1\n");
  await settle();
  expect(await got("/views/totals")).toMatchObject({
    state: "failed",
    version,
    problems: [{ code: "query-failed", pointer: "/select" }],
  });
  expect(await got("/datasets/totals")).toMatchObject({ version });
  const again = await send("POST", "/views/totals/refresh");
  expect([again.status, await again.json()]).toMatchObject([200, { state: "behind" }]);
  expect(jobs).toMatchObject([{ view: "totals", number: 2 }]);
  await settle();
  expect(await got("/views/totals")).toMatchObject({ state: "failed" });
});

test("a report is made from a view, and its sources are not asked for", async () => {
  await send("PUT", "/views/shaped", "from: numbers\nsteps:\n  - derive: { value: value * 10 }\n");
  await settle();
  const asked = await app.ask({ template: "sentence", datasets: { numbers: "shaped" } });
  expect(asked.status).toBe(202);
  const { version } = await placeOfName(app.services.store, "datasets/shaped");
  expect(await asked.json()).toMatchObject({ datasets: { numbers: { name: "shaped", version } } });
});

test("a view cannot have the name of a source, also before that has brought a version", async () => {
  const text = "engine: http\nconnection: web\npath: a.csv\n";
  await putSource(app.services.store, "totals", text, { cause: "test", at: 0 });
  await store("numbers", "year,value\n2020,1\n");
  for (const path of ["/views/totals?dry-run", "/views/totals"])
    expect(await refusalOf(send("PUT", path, totals))).toMatchObject({
      status: 409,
      problems: [{ code: "is-a-source", seen: "totals" }],
    });
});
