import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { FileObjectStore } from "../../functions/adapters/file-object-store.ts";
import { createClient } from "../../functions/client/create-client.ts";
import { dataChangesForLetter } from "../../functions/core/service/publication/edition/seek-data-changes.ts";
import { keptRun, pullOfRun } from "../../functions/core/service/source/kept-run.ts";
import { runCommand } from "../../functions/local/start/run-command.ts";
import { captureOutput } from "../local/capture-output.ts";
import { startServerProcess } from "../servers/start-server.ts";
import { ready } from "./stored-things.ts";

/** As `make-shapes.ts` printed them. */
const [current, held, made] = [
  "d742b2b8ad8f071e779e5f11ab649c5fe657c847d5eb43e4b802df26f8d73aef",
  "f536b375c2ee0985ac7fecee68a6fc99971e7ae55f692ea220e48bc2ec6cff06",
  "5dfe7b1aa89ec2020ccc90232ca43dbc66550fc8241988122f156eef7cc38c5c",
];

/** Unpacks a kept data directory, and reads it by the command line. */
function unpack(name: string) {
  const folder = mkdtempSync(join(tmpdir(), "kept-shapes-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  execFileSync("tar", ["-xzf", join(import.meta.dirname, "shapes", name), "-C", folder]);
  const store = join(folder, "store");
  const run = async (words: readonly string[]) =>
    await captureOutput(() => runCommand([...words, "--data-dir", store]));
  const read = async (words: readonly string[]): Promise<Readonly<Record<string, unknown>>> =>
    JSON.parse((await run([...words, "--json"])).stdout) as Readonly<Record<string, unknown>>;
  return { folder, store, run, read };
}

test("a kept dataset with a recipe, a held version and a view are read, whole, and go on", async () => {
  const { store, run, read } = unpack("recipe-and-view.tar.gz");

  const ledger = await read(["datasets", "show", "ledger"]);
  expect(ledger).toMatchObject({
    version: current,
    rows: 2,
    rowsHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  });
  expect(await read(["datasets", "recipe", "ledger"])).toMatchObject({ applied: true });
  expect(await read(["views", "show", "twice"])).toMatchObject({
    state: "current",
    version: made,
    madeFrom: { ledger: ledger["version"] },
  });
  expect((await captureOutput(() => runCommand(["check-store", store]))).code).toBe(0);
  const rows = await run(["query", "SELECT twice FROM twice", "-d", "twice=twice", "--csv"]);
  expect(rows.stdout).toBe("twice\r\n2\r\n4\r\n");

  expect((await run(["datasets", "promote", "ledger", held])).code).toBe(0);
  expect(await read(["datasets", "show", "ledger"])).toMatchObject({ rows: 3 });
});

test("what came with living data is read, listed, verified, delivered again and made again", async () => {
  const { folder, store, run, read } = unpack("living-data.tar.gz");

  // A contract: its results, the file that it refused, and how fresh the dataset is.
  const contract = await read(["datasets", "contract", "numbers"]);
  expect(contract).toMatchObject({
    checks: [{ check: "range" }, { check: "unique", severity: "warning" }],
    freshness: { within: "36h" },
    events: [{ problems: [{ code: "broken-check" }] }],
  });
  // A long text with its table, rows that a source fetched, and those that an erasure left.
  for (const [name, rows] of [
    ["long", 9_000],
    ["orders", 2],
    ["people", 1],
  ] as const)
    expect((await run(["query", `SELECT count(*) AS n FROM t`, "-d", `t=${name}`, "--csv"])).stdout).toBe(
      `n\r\n${rows}\r\n`,
    );
  expect(await read(["datasets", "show", "orders"])).toMatchObject({ source: { engine: "postgres" } });
  const { sources } = (await read(["sources", "list"])) as { readonly sources: readonly Record<string, unknown>[] };
  expect(sources.map(({ name, engine }) => `${String(name)} ${String(engine)}`)).toEqual([
    "asked athena",
    "exported s3",
    "fetched http",
    "orders postgres",
  ]);
  expect((await captureOutput(() => runCommand(["check-store", store]))).code).toBe(0);

  const server = await startServerProcess({ dataDir: store, templateFolders: [] });
  try {
    const client = createClient({ server: server.url });
    // A report that is marked as made of data that were not fresh: the mark is in its claim, so it is made again as it was.
    const reports = (await client.GET("/reports")).data?.reports ?? [];
    const marked = reports.find(({ warnings }) => warnings?.some(({ code }) => code === "stale-data"));
    const path = { params: { path: { id: marked!.id } } };
    const pdf = join(folder, "kept.pdf");
    writeFileSync(
      pdf,
      new Uint8Array(await (await fetch(`${server.url}/reports/${marked!.id}/report.pdf`)).arrayBuffer()),
    );
    expect((await client.POST("/reports/{id}/retry", path)).response.status).toBe(202);
    await ready(async () => (await client.GET("/reports/{id}", path)).data);
    expect((await client.GET("/reports/{id}", path)).data?.warnings).toMatchObject([{ code: "stale-data" }]);
    // Editions with what changed in their data, and the letter that says it.
    const editions = (await client.GET("/publications/{name}/editions", { params: { path: { name: "daily" } } })).data;
    expect(editions?.editions.map(({ status }) => status)).toEqual(["ready", "ready"]);
    const letters = (await client.GET("/deliveries/{channel}", { params: { path: { channel: "mail" } } })).data;
    expect(letters?.deliveries.map(({ state }) => state)).toEqual(["delivered", "delivered"]);
    await server.end("SIGTERM");
    const { stdout } = await captureOutput(() => runCommand(["verify", pdf, "--data-dir", store, "--json"]));
    expect(JSON.parse(stdout)).toMatchObject({
      problems: [],
      again: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      manifest: { stale: { numbers: { within: "1m" } } },
    });
  } finally {
    await server.end("SIGKILL");
  }
  const kept = await FileObjectStore.open(store);
  const { objects } = await kept.list("publications/daily/editions/");
  const changes = objects.map(({ key }) => key).filter((key) => key.endsWith("/data/changes.json"));
  const [, name = "", id = ""] = /publications\/(\w+)\/editions\/([^/]+)\//.exec(changes.at(-1)!)!;
  expect(await dataChangesForLetter({ kind: "edition", id: `${name}/${id}`, generation: 1 }, "en", kept)).toEqual([
    "numbers, rows: 2 → 3",
    "numbers, year: … – 2021 → … – 2022",
    "numbers, value: … – 2 → … – 7",
    "numbers, rows added: 1 (2022)",
  ]);
});

test("tables with a map, in several files, and with hashed rows are read, part by part and whole, and checked", async () => {
  const { store, run, read } = unpack("large-tables.tar.gz");
  const sum = "sum(price)::VARCHAR AS p, count(note) AS n FROM t";
  for (const [name, wanted] of [
    ["mapped", "p,n\r\n5940000.00,80000\r\n"],
    ["several", "p,n\r\n495000.00,6666\r\n"],
  ] as const) {
    const whole = await run(["query", `SELECT ${sum}`, "-d", `t=${name}`, "--csv"]);
    expect([whole.stdout, whole.stderr]).toEqual([wanted, ""]);
    const some = await run(["query", "SELECT id, day, note FROM t WHERE id = 9000", "-d", `t=${name}`, "--csv"]);
    expect(some.stdout).toBe("id,day,note\r\n9000,2020-07-19,\r\n");
  }
  const several = await read(["datasets", "show", "several"]);
  expect(several).toMatchObject({
    rows: 10_000,
    rowsHash: several["version"],
    files: [{ rows: 4096 }, { rows: 4096 }, { rows: 1808 }],
  });
  expect((await run(["datasets", "show", "several"])).stdout).toMatch(
    /^files +3$[^]*\n1\t4096\t\d+(?:\.\d)? KB\t[0-9a-f]{64}\n2\t4096\t.+\n3\t1808\t.+\n$/m,
  );
  expect(await read(["datasets", "show", "mapped"])).not.toHaveProperty("files");
  expect(await read(["datasets", "show", "plain"])).toMatchObject({
    rowsHash: "ee7e9a4023852bbd7e2bff79d7d18d3810abf3baf84a261ab047a09f3422fe3a",
  });
  expect((await captureOutput(() => runCommand(["check-store", store]))).code).toBe(0);
});

test("a source of Athena with snapshots of Iceberg is read, and a run under way is found by its id", async () => {
  const { store, run, read } = unpack("athena.tar.gz");
  const orders = await read(["datasets", "show", "orders"]);
  expect(orders).toMatchObject({
    rows: 3,
    source: { engine: "athena", snapshots: { "sales.orders": "4390612840123456789" } },
  });
  expect(await read(["datasets", "log", "orders"])).toMatchObject({ moves: [{ seq: 1, kind: "source" }] });
  const rows = await run(["query", "SELECT sum(total)::INT AS n FROM orders", "-d", "orders=orders", "--csv"]);
  expect(rows.stdout).toBe("n\r\n12\r\n");
  const kept = await FileObjectStore.open(store);
  const job = { source: "waits", number: 1 };
  for (const id of ["run-3", "run-4"]) expect(await pullOfRun(kept, id)).toEqual(job);
  const waiting = keptRun(kept, job, { first: 1, longest: 1 });
  expect(await waiting.read()).toMatchObject({
    connection: "lake",
    token: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    tables: "run-3",
    snapshots: { "sales.orders": "4390612840123456789" },
  });
  // Both marks go with the run.
  await waiting.forget();
  for (const id of ["run-3", "run-4"]) expect(await pullOfRun(kept, id)).toBeUndefined();
  expect(await waiting.read()).toBeUndefined();
  expect((await captureOutput(() => runCommand(["check-store", store]))).code).toBe(0);
});
