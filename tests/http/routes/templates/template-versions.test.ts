import { expect, test } from "vitest";
import { createClient } from "../../../../functions/client/create-client.ts";
import { findPrincipal } from "../../../../functions/core/service/access/find-principal.ts";
import { sha256 } from "../../../../functions/core/json/canonical-json.ts";
import { openPromotingWorld } from "../../../../functions/core/service/promotion/door/open-promoting-world.ts";
import { runPromotion } from "../../../../functions/core/service/promotion/run-promotion.ts";
import type { PromotionJob } from "../../../../functions/core/service/promotion/sweep-promotions.ts";
import { readArchive } from "../../../../functions/core/report/template/archive/read-archive.ts";
import { writeArchive } from "../../../../functions/core/report/template/archive/write-archive.ts";
import { storeTemplate } from "../../../../functions/core/report/template/store/store-template.ts";
import { seedTemplate } from "../../../../functions/seed/seed-template.ts";
import { createWorld } from "../../../../functions/render/create-world.ts";
import { testVersion } from "../../../../functions/render/test-version.ts";
import { bodyOf, dataOf, openTestApp, problemFrom, sentence, type TestApp } from "../../open-test-app.ts";

interface Version {
  readonly version: string;
  readonly state: string;
  readonly origin?: string;
  readonly by?: unknown;
  readonly warnings?: readonly unknown[];
}
interface Move {
  readonly seq: number;
  readonly kind: string;
  readonly version?: string;
  readonly at?: string;
  readonly by?: unknown;
  readonly why?: string;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const changed = (heading: string): ReadonlyMap<string, Uint8Array> =>
  new Map([...sentence, ["report.md", bytes(`# ${heading}\n`)]]);

async function put(
  app: TestApp,
  files: ReadonlyMap<string, Uint8Array>,
  name = "sentence",
  headers: Record<string, string> = {},
): Promise<Response> {
  return app.call(`/templates/${name}`, {
    method: "PUT",
    body: Buffer.from(writeArchive(files)),
    headers: { "content-type": "application/zip", ...headers },
  });
}

async function draft(app: TestApp, heading: string, name = "sentence"): Promise<string> {
  const response = await put(app, changed(heading), name);
  expect(response.status).toBe(201);
  return (await bodyOf<Version>(response)).version;
}

async function tag(app: TestApp, name = "sentence"): Promise<string> {
  return (await app.call(`/templates/${name}/versions`)).headers.get("etag") ?? "";
}

async function move(app: TestApp, verb: string, body: unknown, match?: string, name = "sentence"): Promise<Response> {
  return app.call(`/templates/${name}/${verb}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", ...(match === undefined ? {} : { "if-match": match }) },
  });
}

const versions = async (app: TestApp, name = "sentence"): Promise<readonly Version[]> =>
  (await dataOf(app.client.GET("/templates/{name}/versions", { params: { path: { name } } }))).versions;
const log = async (app: TestApp, name = "sentence"): Promise<readonly Move[]> =>
  (await dataOf(app.client.GET("/templates/{name}/log", { params: { path: { name } } }))).moves;
const current = async (app: TestApp, name = "sentence"): Promise<string> =>
  (await dataOf(app.client.GET("/templates/{name}", { params: { path: { name } } }))).version;

/** An application that requires tests. @returns what is to be done, and what does it */
async function openTesting(): Promise<{ readonly app: TestApp; readonly jobs: PromotionJob[]; work(): Promise<void> }> {
  const jobs: PromotionJob[] = [];
  const app = await openTestApp({ change: { promoted: (job) => void jobs.push(job) } });
  const world = openPromotingWorld({
    ...app.services,
    testVersion: (one) => testVersion(one, createWorld(app.services.store)),
  });
  return {
    app,
    jobs,
    async work() {
      for (const { promotion, number } of jobs.splice(0)) await runPromotion(promotion, number, world);
    },
  };
}

test("a draft is stored, not published; it can be requested, read and fetched by its version", async () => {
  const app = await openTestApp();
  const before = await current(app);
  const response = await put(app, changed("Draft"));
  expect(response.headers.get("location")).toBe("/templates/sentence/versions");
  const body = await bodyOf<Version & { self: string }>(response);
  expect(body).toMatchObject({
    name: "sentence",
    state: "draft",
    origin: "draft",
    warnings: [{ code: "unused-query", file: "queries/latest.sql" }],
    self: `/templates/sentence/versions/${body.version}`,
  });
  expect(await current(app)).toBe(before);
  expect(await bodyOf(app.call(body.self))).toMatchObject({ name: "sentence", version: body.version });
  const report = await bodyOf(app.ask({ template: `sentence@${body.version}` }, { prefer: "wait=5" }));
  expect(report).toMatchObject({ status: "ready", template: { name: "sentence", version: body.version } });
  const archive = await app.call(`${body.self}/template.zip`);
  expect(archive.headers.get("content-type")).toBe("application/zip");
  expect(
    [...readArchive(new Uint8Array(await archive.arrayBuffer()))].map(([path, content]) => [
      path,
      Buffer.from(content).toString(),
    ]),
  ).toEqual([...changed("Draft")].map(([path, content]) => [path, Buffer.from(content).toString()]).sort());
  expect((await put(app, changed("Draft"))).status).toBe(200);
  expect((await versions(app)).map(({ version, state }) => [version, state])).toEqual([
    [body.version, "draft"],
    [before, "current"],
  ]);
});

test("a new template is unknown until its first version is promoted", async () => {
  const app = await openTestApp();
  const version = await draft(app, "First", "fresh");
  expect((await app.call("/templates/fresh")).status).toBe(404);
  expect(await bodyOf<{ templates: { name: string }[] }>(app.call("/templates"))).toMatchObject({
    templates: [{ name: "sentence" }],
  });
  expect(await tag(app, "fresh")).toBe('"0-1"');
  expect((await move(app, "promote", { version }, '"0"', "fresh")).status).toBe(200);
  expect(await current(app, "fresh")).toBe(version);
});

test("promote and rollback move the name, and the log has who, when and why", async () => {
  const entries = [{ name: "anna", role: "admin" as const, sha256: sha256("secret") }];
  const app = await openTestApp({ guards: { tokens: (token) => findPrincipal(token, entries) } });
  const signed: TestApp = {
    ...app,
    client: createClient({ server: "http://localhost", token: "secret", fetch: (request) => app.request(request) }),
    call: (path, init = {}) =>
      app.call(path, {
        ...init,
        headers: { ...(init.headers as Record<string, string>), authorization: "Bearer secret" },
      }),
  };
  const first = await current(signed);
  const second = await draft(signed, "Second");
  const promoted = await move(signed, "promote", { version: second, why: "New figures" }, await tag(signed));
  expect(await bodyOf(promoted.clone())).toEqual({ name: "sentence", version: second, self: "/templates/sentence" });
  expect(promoted.headers.get("etag")).toBe('"2"');
  expect(await current(signed)).toBe(second);
  expect((await move(signed, "rollback", { to: first, why: "A typo" }, await tag(signed))).status).toBe(200);
  expect(await current(signed)).toBe(first);
  const by = { kind: "token", name: "anna" };
  expect(await log(signed)).toEqual([
    { seq: 3, kind: "rollback", version: first, at: expect.stringMatching(/^\d{4}-/), by, why: "A typo" },
    { seq: 2, kind: "promote", version: second, at: expect.stringMatching(/^\d{4}-/), by, why: "New figures" },
    { seq: 1, kind: "store", version: first },
  ]);
  expect((await versions(signed))[0]).toMatchObject({ version: second, state: "published", by });
});

test("who has not seen the present state changes nothing: 428 without If-Match, 412 with another", async () => {
  const app = await openTestApp();
  const [first, version] = [await current(app), await draft(app, "Second")];
  expect((await problemFrom(await move(app, "promote", { version }))).problems).toMatchObject([
    { code: "missing-if-match" },
  ]);
  expect((await move(app, "promote", { version })).status).toBe(428);
  const stale = await tag(app);
  expect((await move(app, "promote", { version }, stale)).status).toBe(200);
  expect((await move(app, "rollback", { to: first }, stale)).status).toBe(412);
  expect((await app.call("/templates/sentence", { method: "DELETE", headers: { "if-match": stale } })).status).toBe(
    412,
  );
  expect(await current(app)).toBe(version);
});

test("of many who promote at once, one succeeds", async () => {
  const app = await openTestApp();
  const drafts = [await draft(app, "1"), await draft(app, "2"), await draft(app, "3")];
  const match = await tag(app);
  const answers = await Promise.all(drafts.map((version) => move(app, "promote", { version }, match)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412]);
  expect(await current(app)).toBe(drafts[answers.findIndex(({ status }) => status === 200)]);
});

test("where tests are required, a version that fails them or has none stays a draft", async () => {
  const { app, jobs, work } = await openTesting();
  const before = await current(app);
  const expecting = async (text: string): Promise<string> => {
    const tests = {
      "tests/figures.csv": "year,value\n2020,1.5\n",
      "tests/2020.yaml": `datasets: { numbers: tests/figures.csv }\nexpect:\n  texts:\n    - ${text}\n`,
    };
    return (
      await bodyOf<Version>(
        put(
          app,
          new Map([...sentence, ...Object.entries(tests).map(([path, content]) => [path, bytes(content)] as const)]),
        ),
      )
    ).version;
  };
  const [failing, passing, none] = [
    await expecting("In 2031."),
    await expecting("In 2020."),
    await draft(app, "Untested"),
  ];
  const accepted = await move(app, "promote", { version: failing, why: "New figures" }, await tag(app));
  expect([accepted.status, accepted.headers.get("location"), accepted.headers.get("retry-after")]).toEqual([
    202,
    "/templates/sentence/promotions/1",
    "1",
  ]);
  expect(await bodyOf(accepted)).toMatchObject({
    number: 1,
    status: "queued",
    template: "sentence",
    version: failing,
    why: "New figures",
    self: "/templates/sentence/promotions/1",
  });
  // Meanwhile: the same request finds it, another waits its turn.
  expect((await move(app, "promote", { version: failing }, await tag(app))).headers.get("location")).toBe(
    "/templates/sentence/promotions/1",
  );
  expect((await problemFrom(await move(app, "promote", { version: passing }, await tag(app)))).problems).toMatchObject([
    { code: "promotion-under-way" },
  ]);
  expect(jobs).toEqual([{ promotion: "sentence", number: 1 }]);
  await work();
  const failed = await app.call("/templates/sentence/promotions/1");
  expect([failed.headers.get("retry-after"), await bodyOf(failed)]).toMatchObject([
    null,
    {
      status: "failed",
      failure: {
        status: 422,
        problems: [
          {
            code: "expectation-failed",
            message: expect.stringContaining('the test "2020" fails'),
            file: "tests/2020.yaml",
            line: 4,
          },
        ],
      },
    },
  ]);
  await move(app, "promote", { version: none }, await tag(app));
  await work();
  expect(await bodyOf(app.call("/templates/sentence/promotions/2"))).toMatchObject({
    status: "failed",
    failure: { problems: [{ code: "no-tests", file: "tests" }] },
  });
  expect((await move(app, "promote", { version: "f".repeat(64) }, await tag(app))).status).toBe(404);
  expect(await current(app)).toBe(before);
  await move(app, "promote", { version: passing, why: "New figures" }, await tag(app));
  await work();
  expect(await bodyOf(app.call("/templates/sentence/promotions/3"))).toMatchObject({
    status: "ready",
    finished: expect.any(String),
  });
  expect(await current(app)).toBe(passing);
  expect((await log(app))[0]).toMatchObject({ kind: "promote", version: passing, why: "New figures" });
  // Neither who came too late nor who goes back waits for tests.
  expect((await move(app, "promote", { version: failing }, '"0"')).status).toBe(412);
  expect((await move(app, "rollback", { to: before }, await tag(app))).status).toBe(200);
  expect(jobs).toEqual([]);
});

test("a promotion that nobody asked for is not found", async () => {
  const app = await openTestApp();
  for (const number of ["1", "0", "x", "1".repeat(20)])
    expect((await problemFrom(await app.call(`/templates/sentence/promotions/${number}`))).problems).toMatchObject([
      { code: "unknown-promotion" },
    ]);
  expect((await app.call("/templates/Sentence/promotions/1")).status).toBe(400);
});

test("a removed template is unpublished: unknown to requests, its versions stay, and promote brings it back", async () => {
  const app = await openTestApp();
  const version = await current(app);
  expect(
    (await app.call("/templates/sentence", { method: "DELETE", headers: { "if-match": await tag(app) } })).status,
  ).toBe(204);
  expect((await app.call("/templates/sentence")).status).toBe(404);
  expect((await app.ask({ template: "sentence" })).status).toBe(404);
  expect((await app.ask({ template: `sentence@${version}` })).status).toBe(202);
  expect(await versions(app)).toMatchObject([{ version, state: "published" }]);
  expect((await app.call("/templates/sentence", { method: "DELETE", headers: { "if-match": "*" } })).status).toBe(404);
  expect((await move(app, "promote", { version }, await tag(app))).status).toBe(200);
  expect(await current(app)).toBe(version);
  expect((await log(app)).map(({ kind, version: moved }) => [kind, moved])).toEqual([
    ["promote", version],
    ["remove", undefined],
    ["store", version],
  ]);
});

test("a start or deployment publishes what it brings only where nobody has decided otherwise", async () => {
  const app = await openTestApp();
  const { store } = app.services;
  const seed = async (heading: string): Promise<string> =>
    (await seedTemplate(store, "shipped", changed(heading))).version;
  await seed("1");
  const second = await seed("2");
  expect(await current(app, "shipped")).toBe(second);
  const mine = await draft(app, "Mine", "shipped");
  await move(app, "promote", { version: mine }, await tag(app, "shipped"), "shipped");
  const third = await seed("3");
  expect(await current(app, "shipped")).toBe(mine);
  expect((await versions(app, "shipped")).find(({ version }) => version === third)).toMatchObject({
    state: "draft",
    origin: "bundled",
  });
  await app.call("/templates/shipped", { method: "DELETE", headers: { "if-match": "*" } });
  await seed("4");
  expect((await app.call("/templates/shipped")).status).toBe(404);
});

test.each([
  [
    "an archive that is none",
    Buffer.from("PK"),
    { "content-type": "application/zip" },
    422,
    { code: "not-an-archive" },
  ],
  [
    "a hostile archive",
    Buffer.from(writeArchive(new Map([["../x", bytes("")]]))),
    { "content-type": "application/zip" },
    422,
    { code: "invalid-path" },
  ],
  ["another media type", Buffer.from("x"), { "content-type": "text/plain" }, 415, { code: "unsupported-media-type" }],
  [
    "a large body",
    Buffer.from("x"),
    { "content-type": "application/zip", "content-length": "4194305" },
    413,
    { code: "body-too-large" },
  ],
])("%s is refused", async (_what, body, headers, status, problem) => {
  const app = await openTestApp();
  const response = await app.call("/templates/sentence", { method: "PUT", body, headers });
  expect(response.status).toBe(status);
  expect((await problemFrom(response)).problems?.[0]).toMatchObject(problem);
});

test("where the store issues links, a version too large for an answer is fetched by one", async () => {
  const app = await openTestApp({
    change: { signFileUrl: async (key, name, type) => `https://store.example/${key}?${name}&${type}` },
  });
  // Nothing that compresses.
  const noise = Buffer.concat(Array.from({ length: 150_000 }, (_, index) => Buffer.from(sha256(String(index)), "hex")));
  const files = new Map([...sentence, ["data/large.json", bytes(JSON.stringify(noise.toString("base64")))] as const]);
  const version = await storeTemplate(app.services.store, "large", files);
  const path = `/templates/large/versions/${version}/template.zip`;
  const key = `templates/large/${version}.zip`;
  const link = `https://store.example/${key}?large.zip&application/zip`;
  for (let time = 0; time < 2; time += 1) {
    const { status, headers } = await app.call(path);
    expect([status, headers.get("location"), headers.get("cache-control")]).toEqual([302, link, "no-store"]);
  }
  expect(await bodyOf(app.call(path, { headers: { accept: "application/json" } }))).toEqual({ url: link });
  expect(sha256((await app.services.store.get(key))!.body)).toBe(sha256(writeArchive(files)));
  // The stored ZIP file is no version.
  expect(await versions(app, "large")).toMatchObject([{ version }]);
  expect(
    (await app.call(`/templates/sentence/versions/${await current(app)}/template.zip`)).headers.get("content-type"),
  ).toBe("application/zip");
});

test("a faulty template is refused with file and line, and nothing of it is stored", async () => {
  const app = await openTestApp();
  const response = await put(app, new Map([...sentence, ["template.yaml", bytes("title: [\n")]]), "broken");
  expect(response.status).toBe(422);
  expect((await problemFrom(response)).problems?.[0]).toMatchObject({
    file: "template.yaml",
    line: expect.any(Number),
  });
  expect((await app.services.store.list("templates/broken")).objects).toEqual([]);
});

test("unknown versions and templates are named", async () => {
  const app = await openTestApp();
  const version = await draft(app, "Second");
  const other = "f".repeat(64);
  expect((await move(app, "promote", { version: other }, await tag(app))).status).toBe(404);
  expect((await problemFrom(await move(app, "rollback", { to: version }, await tag(app)))).problems).toMatchObject([
    { code: "never-published", pointer: "/to" },
  ]);
  expect((await move(app, "promote", { version: "7" }, await tag(app))).status).toBe(400);
  expect((await move(app, "promote", { version, wyh: "x" }, await tag(app))).status).toBe(400);
  for (const path of [
    `/templates/sentence/versions/${other}`,
    "/templates/sentence/versions/log",
    "/templates/nothing/versions",
    "/templates/nothing/log",
  ])
    expect((await app.call(path)).status, path).toBe(404);
});

test("versions are filtered by state, and the filter stays with the next page", async () => {
  interface Page {
    readonly versions: { readonly version: string }[];
    readonly next?: string;
  }
  const app = await openTestApp();
  const promoted = await draft(app, "1");
  await move(app, "promote", { version: promoted }, await tag(app));
  const drafts = [await draft(app, "2"), await draft(app, "3")];
  const ask = async (path: string): Promise<Page> => bodyOf<Page>(app.call(path));
  const hashes = ({ versions: found }: Page): string[] => found.map(({ version }) => version);
  expect(hashes(await ask("/templates/sentence/versions?state=current"))).toEqual([promoted]);
  const first = await ask("/templates/sentence/versions?state=draft&limit=1");
  expect([...hashes(first), ...hashes(await ask(first.next!))].toSorted()).toEqual(drafts.toSorted());
  expect((await ask(first.next!)).next).toBeUndefined();
  expect((await app.call("/templates/sentence/versions?state=old")).status).toBe(400);
});

test("versions and moves come in pages", async () => {
  const app = await openTestApp();
  for (const heading of ["1", "2"]) await move(app, "promote", { version: await draft(app, heading) }, await tag(app));
  for (const list of ["versions", "log"] as const) {
    const whole = list === "versions" ? await versions(app) : await log(app);
    expect(whole).toHaveLength(3);
    const found: unknown[] = [];
    for (let path: string | undefined = `/templates/sentence/${list}?limit=2`; path !== undefined;) {
      const page: { versions?: unknown[]; moves?: unknown[]; next?: string } = await bodyOf(app.call(path));
      found.push(...(page.versions ?? page.moves ?? []));
      path = page.next;
    }
    expect(found).toEqual(whole);
  }
});
