import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readManifest } from "../../../functions/proof/read-manifest.ts";
import { PdfReader } from "../../../functions/proof/reader/pdf-reader.ts";
import { type PostgresServer, startPostgres } from "../../source/postgres-server.ts";
import { removeData, type ServerProcess, startServerProcess } from "../start-server.ts";

let postgres: PostgresServer;
let server: ServerProcess | undefined;
let folder: string;
let dataDir: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sources-"));
  dataDir = join(folder, "data");
  postgres = await startPostgres();
  await postgres.sql(`
    CREATE ROLE reader LOGIN PASSWORD 'word';
    CREATE TABLE numbers (year int, value numeric(10, 2));
    GRANT SELECT ON numbers TO reader;
    INSERT INTO numbers VALUES (2021, 2), (2020, 1.5);
  `);
  await writeFile(join(folder, "password"), "word\n");
  await writeFile(
    join(folder, "connections.yaml"),
    `connections:
  shop:
    engine: postgres
    host: 127.0.0.1
    port: ${postgres.port}
    database: postgres
    user: reader
    password: { file: ${join(folder, "password")} }
    sslmode: disable
`,
  );
  const template = join(folder, "templates", "sentence");
  const { mkdir } = await import("node:fs/promises");
  await mkdir(join(template, "queries"), { recursive: true });
  await writeFile(
    join(template, "template.yaml"),
    `title: A sentence
description: Of numbers.
kicker: Test
publication: Tests
footer: Tests
languages: [en]
date: "2026-01-01"
parameters: { type: object, additionalProperties: false, properties: {} }
datasets:
  numbers: { default: numbers, columns: { year: integer, value: number } }
`,
  );
  await writeFile(join(template, "report.md"), "# A sentence\n\nThe sum is {{ total[0].value }}.\n");
  await writeFile(join(template, "queries", "total.sql"), "SELECT sum(value) AS value FROM numbers\n");
  server = await start();
}, 120_000);

afterAll(async () => {
  await server?.end("SIGKILL");
  await postgres?.close();
  await removeData(folder);
  await rm(folder, { recursive: true, force: true });
});

const start = (): Promise<ServerProcess> =>
  startServerProcess({
    dataDir,
    templateFolders: [join(folder, "templates")],
    connections: join(folder, "connections.yaml"),
  });

const definition = "engine: postgres\nconnection: shop\nquery: SELECT year, value FROM numbers\n";
const yaml = { "content-type": "application/yaml" };

async function call<T>(
  path: string,
  init: RequestInit = {},
): Promise<{ status: number; body: T; etag: string | null }> {
  const response = await fetch(`${server!.url}${path}`, init);
  const text = await response.text();
  return {
    status: response.status,
    body: (text === "" ? undefined : JSON.parse(text)) as T,
    etag: response.headers.get("etag"),
  };
}

interface Source {
  readonly state: string;
  readonly version?: string;
  readonly rows?: number;
  readonly changed?: boolean;
  readonly problems?: readonly { readonly code: string; readonly message: string }[];
  readonly provenance?: { readonly snapshot: string; readonly query: string };
}

async function ended(name: string): Promise<Source> {
  await expect
    .poll(async () => (await call<Source>(`/sources/${name}`)).body.state, { timeout: 60_000, interval: 200 })
    .toMatch(/ready|failed/);
  return (await call<Source>(`/sources/${name}`)).body;
}

const refresh = async (name: string): Promise<Source> => {
  expect((await call(`/sources/${name}/refresh`, { method: "POST" })).status).toBe(202);
  return await ended(name);
};

/** Waits until PostgreSQL runs a source's query. */
const isFetching = async (): Promise<void> =>
  await expect
    .poll(
      async () =>
        (
          await postgres.sql(
            "SELECT count(*)::int AS n FROM pg_stat_activity WHERE usename = 'reader' AND state = 'active'",
          )
        ).rows[0],
      { timeout: 20_000 },
    )
    .toEqual({ n: 1 });

test("from a query to a dataset, a manifest, and an edition of a changed row", { timeout: 180_000 }, async () => {
  const dry = await call<{ first: { rows: unknown[] }; columns: { name: string; type: string }[] }>(
    "/sources/numbers?dry-run",
    { method: "PUT", headers: yaml, body: definition },
  );
  expect(dry).toMatchObject({
    status: 200,
    body: {
      columns: [
        { name: "year", type: "integer" },
        { name: "value", type: "number" },
      ],
      first: {
        rows: [
          [2020, 1.5],
          [2021, 2],
        ],
      },
    },
  });
  expect((await call("/sources/numbers")).status).toBe(404);
  const put = await call<Source>("/sources/numbers", { method: "PUT", headers: yaml, body: definition });
  expect(put.status).toBe(200);
  const first = await ended("numbers");
  expect(first).toMatchObject({ state: "ready", rows: 2, changed: true });
  // The same rows are the same version, in whatever order the table has them.
  await postgres.sql("UPDATE numbers SET value = value WHERE year = 2020");
  expect(await refresh("numbers")).toMatchObject({ state: "ready", changed: false, version: first.version });
  const dataset = await call("/datasets/numbers");
  expect(dataset.body).toMatchObject({
    version: first.version,
    rowsHash: first.version,
    source: { engine: "postgres", connection: "shop", snapshot: expect.stringMatching(/^\d+:\d+:/) as string },
  });
  const publication = await call("/publications/sums", {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ template: "sentence", on: [{ data: ["numbers"], settle: "0s" }] }),
  });
  expect(publication.status).toBeLessThan(300);
  await postgres.sql("UPDATE numbers SET value = 40 WHERE year = 2021");
  const begun = Date.now();
  expect(await refresh("numbers")).toMatchObject({ state: "ready", changed: true });
  interface Editions {
    readonly editions: readonly { readonly id: string; readonly state: string; readonly status: string }[];
  }
  await expect
    .poll(async () => JSON.stringify((await call<Editions>("/publications/sums/editions")).body), {
      timeout: 60_000,
      interval: 500,
    })
    .toContain('"ready"');
  expect(Date.now() - begun).toBeLessThan(60_000);
  const asked = await server!.ask({ template: "sentence" }, { prefer: "wait=30" });
  const { pdf } = (await asked.json()) as { pdf: string };
  const bytes = new Uint8Array(await (await fetch(`${server!.url}${pdf}`)).arrayBuffer());
  const { sources } = readManifest(new PdfReader(bytes));
  expect(sources).toMatchObject({ numbers: { engine: "postgres", connection: "shop" } });
});

test("a recipe and its contract hold for what a source brings", { timeout: 90_000 }, async () => {
  const before = (await call<Source>("/sources/numbers")).body.version;
  const recipe = "steps:\n  - derive: { tenfold: value * 10 }\nchecks:\n  - range: { value: { to: 100 } }\n";
  const put = await call<{ problems?: unknown }>("/datasets/numbers/recipe", {
    method: "PUT",
    headers: yaml,
    body: recipe,
  });
  expect([put.status, put.body]).toEqual([200, expect.anything()]);
  const shaped = (await call<{ version: string; columns: { name: string }[] }>("/datasets/numbers")).body;
  expect(shaped.version).not.toBe(before);
  expect(shaped.columns.map(({ name }) => name)).toEqual(["year", "value", "tenfold"]);
  expect(await refresh("numbers")).toMatchObject({ state: "ready", changed: false, version: shaped.version });
  await postgres.sql("UPDATE numbers SET value = 101 WHERE year = 2021");
  expect(await refresh("numbers")).toMatchObject({
    state: "failed",
    version: shaped.version,
    problems: [{ code: "broken-check" }],
  });
  await postgres.sql("UPDATE numbers SET value = 40 WHERE year = 2021");
  expect((await call("/datasets/numbers/recipe", { method: "DELETE" })).status).toBeLessThan(300);
  expect((await call<Source>("/datasets/numbers")).body.version).toBe(before);
});

test(
  "both sides die: the refresh fails by name, or is taken up, and nothing is half stored",
  { timeout: 120_000 },
  async () => {
    const before = (await call<Source>("/sources/numbers")).body.version;
    await postgres.kill();
    expect(await refresh("numbers")).toMatchObject({
      state: "failed",
      version: before,
      problems: [{ code: "source-unreachable" }],
    });
    await postgres.start();
    const slow = definition.replace("FROM numbers", "FROM numbers, pg_sleep(3)");
    await call("/sources/numbers", { method: "PUT", headers: yaml, body: slow });
    await isFetching();
    await server!.end("SIGKILL");
    server = await start();
    expect(await ended("numbers")).toMatchObject({ state: "ready", version: before });
  },
);

test("however many ask at once, one refresh fetches; a source deleted meanwhile brings nothing more", async () => {
  await call("/sources/asked", { method: "PUT", headers: yaml, body: definition });
  expect(await ended("asked")).toMatchObject({ state: "ready", rows: 2 });
  const pulls = async (): Promise<number> => (await readdir(join(dataDir, "pulls/asked/pull"))).length;
  const before = await pulls();
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => call<Source>("/sources/asked/refresh", { method: "POST" })),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
  expect(await ended("asked")).toMatchObject({ state: "ready", changed: false });
  expect(await pulls()).toBe(before + 1);

  const { version } = (await call<Source>("/datasets/asked")).body;
  const slow = "engine: postgres\nconnection: shop\nquery: SELECT 1 AS year FROM pg_sleep(2)\n";
  await call("/sources/asked", { method: "PUT", headers: yaml, body: slow });
  await isFetching();
  expect((await call("/sources/asked", { method: "DELETE" })).status).toBe(204);
  expect((await call("/sources/asked")).status).toBe(404);
  const last = join(dataDir, "pulls/asked/pull", String(await pulls()));
  await expect.poll(async () => await readdir(last), { timeout: 30_000 }).toContain("outcome.json");
  expect((await call<Source>("/datasets/asked")).body.version).toBe(version);
  // The same name again is a source of its own, which the refusal of the one before does not concern.
  await call("/sources/asked", { method: "PUT", headers: yaml, body: definition });
  expect(await ended("asked")).toMatchObject({ state: "ready", version, changed: false });
}, 90_000);

test("bad input is refused by name", async () => {
  const put = async (body: string, path = "/sources/other", headers: Record<string, string> = yaml) =>
    await call<{ problems: { code: string; where?: object }[] }>(path, { method: "PUT", headers, body });
  expect(await put("engine: postgres\nconnection: shp\nquery: SELECT 1 AS n\n")).toMatchObject({
    status: 400,
    body: { problems: [{ code: "unknown-connection", pointer: "/connection", allowed: ["shop"] }] },
  });
  expect(await put("engine: http\nconnection: shop\npath: a.csv\n")).toMatchObject({
    status: 400,
    body: { problems: [{ code: "unknown-connection" }] },
  });
  expect(await put(definition.replace("numbers", "nothing"), "/sources/other?dry-run")).toMatchObject({
    status: 422,
    body: { problems: [{ code: "source-refused", line: 1, column: 25 }] },
  });
  expect((await put(definition, "/sources/Other")).status).toBe(400);
  expect((await put(definition, "/sources/other", { "content-type": "text/csv" })).status).toBe(415);
  const { etag } = await call("/sources/numbers");
  const matched = { ...yaml, "if-match": etag! };
  expect((await put(`${definition}# again\n`, "/sources/numbers", matched)).status).toBe(200);
  expect((await put(`${definition}# and again\n`, "/sources/numbers", matched)).status).toBe(412);
  expect((await call("/sources/numbers", { method: "DELETE", headers: { "if-match": etag! } })).status).toBe(412);
  await ended("numbers");
  expect((await call("/sources/numbers", { method: "DELETE" })).status).toBe(204);
  expect((await call("/sources/numbers")).status).toBe(404);
  expect((await call("/datasets/numbers")).status).toBe(200);
});
