import { mkdtemp, readFile, rm, stat, truncate, unlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { objectPath } from "../../../functions/adapters/files/file-object-path.ts";
import { machineTimeZones } from "../../../functions/adapters/machine-time-zones.ts";
import { openStore } from "../../../functions/adapters/open-store.ts";
import { openScratchFolder } from "../../../functions/adapters/scratch-folder.ts";
import { systemClock } from "../../../functions/adapters/system-clock.ts";
import { sha256 } from "../../../functions/core/json/canonical-json.ts";
import { listAll } from "../../../functions/core/paging/list-all.ts";
import type { PublicationWorld } from "../../../functions/core/service/publication/publication-world.ts";
import { createApp } from "../../../functions/http/create-app.ts";
import { runCommand } from "../../../functions/local/start/run-command.ts";
import { startServer } from "../../../functions/local/server/server.ts";
import { checkStore } from "../../../functions/local/stored/check-store.ts";
import { testDelivery } from "../../http/open-test-app.ts";
import { captureOutput } from "../../local/capture-output.ts";
import { seedTheme } from "../../studio/seed-theme.ts";
import { writeTemplate } from "../start-server.ts";

/*
 * A store with every kind of object, in which each is damaged: one byte changes, it is emptied, it is deleted. Then
 * everything that can be read is read by a server that knows nothing yet.
 */
const whole = process.env["SOAK"] !== undefined;

/** Time within which any read must answer, ms. */
const bound = 20_000;

let folder = "";
let dataDir = "";
const json = { "content-type": "application/json" };

/** What is asked of a server: path, and headers. */
const asked: [path: string, headers?: Record<string, string>][] = [];

async function call(url: string, method: string, path: string, body: unknown): Promise<Record<string, string>> {
  const answer = await fetch(`${url}${path}`, { method, headers: json, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return (await answer.json()) as Record<string, string>;
}

/**
 * Fills a store by the real server: a report, a batch with an archive, an edition, an upload, a webhook, a theme, a
 * pushed version.
 */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "damaged-store-"));
  dataDir = join(folder, "data");
  await writeTemplate(join(folder, "templates", "bars"));
  const quiet = { write: () => true };
  const server = await startServer({
    port: 0,
    dataDir,
    templateFolders: [join(folder, "templates")],
    threads: 1,
    allowLocalWebhooks: true,
    output: quiet,
    errors: quiet,
  });
  try {
    const { url } = server;
    await fetch(`${url}/datasets/sales`, {
      method: "PUT",
      headers: { "content-type": "text/csv" },
      body: "year,value\n2019,1\n2020,2\n2021,3\n",
    });
    const theme = await seedTheme(url, "house", {
      "theme.yaml": "leading: 13\n",
      "partials/a.liquid": "By the house.",
    });
    await call(url, "PUT", "/webhooks/crm", { url: "http://127.0.0.1:9/hook" });
    const content = "year,value\n2020,5\n";
    const upload = await call(url, "POST", "/uploads", {
      name: "sent",
      format: "csv",
      bytes: content.length,
      sha256: sha256(content),
    });
    await fetch(new URL(upload["url"]!, url), {
      method: upload["method"]!,
      headers: upload["headers"] as unknown as Record<string, string>,
      body: content,
    });
    const report = await call(url, "POST", "/reports", { template: "bars", datasets: { numbers: "sales" } });
    const batch = await call(url, "POST", "/batches", {
      template: "bars",
      rows: { query: "SELECT 'n ' || range AS note FROM range(3)" },
      map: { note: "note" },
      name: "{{ note }}",
      output: "zip",
    });
    await call(url, "PUT", "/publications/weekly", {
      template: "bars",
      datasets: { numbers: "sales" },
      on: [{ schedule: "0 7 * * 1" }],
      deliver: [{ webhook: "crm" }],
    });
    await call(url, "POST", "/publications/weekly/run", {});
    const ended = async (path: string): Promise<void> => {
      const { status } = (await (await fetch(`${url}${path}`)).json()) as { status: string };
      if (!/ready|stored/.test(status)) throw new Error(`${path} is ${status}`);
    };
    const told = async (): Promise<void> => {
      const { deliveries } = (await (await fetch(`${url}/webhooks/crm/deliveries`)).json()) as {
        deliveries: unknown[];
      };
      if (deliveries.length < 2) throw new Error(`${deliveries.length} deliveries`);
    };
    for (const path of [
      `/reports/${report["id"]}`,
      `/batches/${batch["id"]}`,
      "/publications/weekly/editions/latest",
      upload["self"]!,
    ])
      await vi.waitFor(() => ended(path), { timeout: 120_000, interval: 200 });
    await vi.waitFor(told, { timeout: 60_000, interval: 200 });
    const pdf = `/reports/${report["id"]}/report.pdf`;
    asked.push(
      ["/datasets"],
      ["/datasets/sales"],
      ["/datasets/sales/log"],
      ["/templates"],
      ["/templates/bars"],
      ["/templates/bars/versions"],
      ["/themes"],
      ["/themes/house"],
      ["/themes/house/versions"],
      [`/themes/house/versions/${theme}/theme.zip`],
      ["/themes/house/log"],
      ["/themes/house/uses"],
      ["/reports"],
      [`/reports/${report["id"]}`],
      [pdf],
      [pdf, { range: "bytes=10-99" }],
    );
    asked.push(
      ["/batches"],
      [`/batches/${batch["id"]}`],
      [`/batches/${batch["id"]}/items`],
      [`/batches/${batch["id"]}/items/n%201/report.pdf`],
      [`/batches/${batch["id"]}/manifest.csv`],
      [`/batches/${batch["id"]}/output/reports.zip`],
    );
    asked.push(
      ["/publications"],
      ["/publications/weekly"],
      ["/publications/weekly/editions"],
      ["/publications/weekly/editions/latest"],
      ["/publications/weekly/editions/latest/report.pdf"],
      ["/publications/weekly/editions/latest/changes"],
      ["/publications/weekly/feed.atom"],
    );
    asked.push(["/webhooks"], ["/webhooks/crm"], ["/webhooks/crm/deliveries"], [upload["self"]!]);
  } finally {
    await server.close();
  }
}, 400_000);
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
  readonly ms: number;
}

function never(): never {
  throw new Error("reads need no worker");
}

/** Asks everything of an application that has just been opened. */
async function readAll(): Promise<readonly Answer[]> {
  const store = await openStore(dataDir);
  const logger = { info: () => {}, warn: () => {}, error: () => {} };
  const own = {
    store,
    clock: systemClock,
    logger,
    engine: "e".repeat(64),
    newToken: () => crypto.randomUUID(),
    openScratch: () => openScratchFolder(),
  };
  const world: PublicationWorld = { ...own, zones: machineTimeZones, claimed: () => {} };
  const app = createApp({
    ...world,
    suggestsNames: true,
    settle: async () => {},
    checkTemplate: never,
    runQuery: never,
    seedSamples: never,
    publications: world,
    delivery: testDelivery(),
    signUpload: never,
    storeDataset: never,
    answerRecipe: never,
    admit: (_patience, work) => work(),
  });
  const answers: Answer[] = [];
  for (const [path, headers = {}] of asked) {
    const begun = performance.now();
    const answer = await app.request(path, { headers });
    // A stream that breaks off is an answer that nobody takes for the whole.
    const body = await answer.arrayBuffer().then(
      (bytes) => Buffer.from(bytes),
      () => undefined,
    );
    answers.push({
      status: body === undefined ? 599 : answer.status,
      type: answer.headers.get("content-type") ?? "",
      body: body ?? Buffer.alloc(0),
      ms: performance.now() - begun,
    });
  }
  return answers;
}

const damages = ["changed", "emptied", "deleted"] as const;

async function harm(path: string, damage: (typeof damages)[number]): Promise<void> {
  if (damage === "deleted") return unlink(path);
  if (damage === "emptied") return truncate(path, 0);
  const body = await readFile(path);
  const place = Math.floor(body.length / 2);
  body[place] = body[place]! ^ 1;
  await writeFile(path, body);
}

/** Why an answer is wrong; undefined if it is right. */
function faultOf(answer: Answer, before: Answer, damage: (typeof damages)[number]): string | undefined {
  if (answer.ms > bound) return `took ${answer.ms} ms`;
  if (answer.status === 599) return undefined;
  if (answer.status < 400) {
    const same = answer.status === before.status && Buffer.compare(answer.body, before.body) === 0;
    if (same) return undefined;
    // Records tell what is there: without one of them, less. Files are the same, or none.
    if (!/json|atom/.test(answer.type)) return "other bytes";
    return damage === "deleted" || answer.body.length < before.body.length ? undefined : "another answer";
  }
  const problem = JSON.parse(answer.body.toString()) as { type: string; problems?: { code: string }[] };
  if (problem.type.endsWith("internal-error") || problem.problems?.[0] === undefined) return "an error without a name";
  return problem.type.endsWith("unavailable") ? `"temporary": ${problem.problems[0].code}` : undefined;
}

test(
  "whatever is damaged, every read answers soon, with the right bytes or a named error, and check-store finds it",
  { timeout: 3_000_000 },
  async () => {
    const keys = new Map<string, string>();
    const store = await openStore(dataDir);
    for await (const { key, size } of listAll(store, "")) {
      const shape = `${key.replaceAll(/[0-9a-f]{32,}|\d+/g, "#").replace(/^(templates\/).*?\/#\/.*(\.\w+)$/, "$1*/#/*$2")}${size === 0 ? " empty" : ""}`;
      // The flagship's samples are many; the objects that the reads rely on are ours.
      if (!keys.has(shape) || /sales|weekly|bars|house/.test(key)) keys.set(shape, key);
    }
    expect(keys.size).toBeGreaterThan(45);
    // Some answers tell when a record was written, to the millisecond; whole seconds can be set again as they were.
    for (const key of keys.values()) {
      const path = join(dataDir, objectPath(key));
      const seconds = Math.floor((await stat(path)).mtimeMs / 1000);
      await utimes(path, seconds, seconds);
    }
    const before = await readAll();
    expect(before.map(({ status }) => status)).toEqual(asked.map(([, headers]) => (headers === undefined ? 200 : 206)));
    expect((await checkStore(store)).findings).toEqual([]);
    const wrong: string[] = [];
    let cases = 0;
    for (const [index, key] of [...keys.values()].entries())
      for (const [number, damage] of damages.entries()) {
        if (!whole && (index * 3 + number) % 8 !== 0) continue;
        const path = join(dataDir, objectPath(key));
        const [body, times] = [await readFile(path), await stat(path)];
        if (body.length === 0 && damage !== "deleted") continue;
        cases += 1;
        await harm(path, damage);
        const answers = await readAll();
        for (const [at, answer] of answers.entries()) {
          const fault = faultOf(answer, before[at]!, damage);
          if (fault !== undefined)
            wrong.push(
              `${key} ${damage}: GET ${asked[at]![0]}${asked[at]![1] ? " range" : ""}: ${answer.status} ${fault}`,
            );
        }
        if (damage !== "deleted") {
          const { findings } = await checkStore(await openStore(dataDir));
          if (!findings.some((finding) => finding.key === key || key.startsWith(finding.key)))
            wrong.push(`${key} ${damage}: not found by check-store`);
        }
        await writeFile(path, body);
        await utimes(path, times.atime, times.mtime);
      }
    expect(wrong).toEqual([]);
    expect(cases).toBeGreaterThan(whole ? 100 : 10);
  },
);

test("check-store tells by kind, and --repair makes PDFs, packs, files and contents again", async () => {
  const store = await openStore(dataDir);
  const keys: string[] = [];
  for await (const { key } of listAll(store, "")) keys.push(key);
  const first = (pattern: RegExp): string => keys.find((key) => pattern.test(key))!;
  const harmed: [string, (typeof damages)[number]][] = [
    [first(/^reports\/.*report\.pdf$/), "changed"],
    [first(/^batches\/.*items\/n 1\/report\.pdf$/), "deleted"],
    [first(/^batches\/.*items\/n 2\/report\.pdf$/), "emptied"],
    [first(/^publications\/.*report\.pdf$/), "changed"],
    [first(/^templates\/bars\/[0-9a-f]{64}\.pack$/), "changed"],
    [first(/^themes\/house\/[0-9a-f]{64}\.pack$/), "changed"],
    [first(/^datasets\/sales\/[0-9a-f]{64}\/data\.csv$/), "deleted"],
    [first(/^datasets\/sales\/current\.json$/), "emptied"],
  ];
  const hashes = await Promise.all(harmed.map(async ([key]) => sha256((await store.get(key))!.body)));
  for (const [key, damage] of harmed) await harm(join(dataDir, objectPath(key)), damage);
  const found = await captureOutput(() => runCommand(["check-store", dataDir, "--json"]));
  expect(found.code).toBe(1);
  const told = JSON.parse(found.stdout) as {
    findings: { key: string; repair?: string }[];
    kinds: { kind: string; damaged: number; lost: number }[];
  };
  expect(told.findings.map(({ key }) => key)).toEqual(harmed.map(([key]) => key).toSorted());
  expect(told.kinds.filter(({ damaged, lost }) => damaged + lost > 0)).toHaveLength(7);
  const repaired = await captureOutput(() => runCommand(["check-store", dataDir, "--repair"]));
  expect(repaired.stderr).toMatch(/to repair:\n {2}.*\n(?:.*\n)*.*rendered again, with the same bytes/);
  expect(repaired.code, repaired.stderr).toBe(0);
  const again = await openStore(dataDir);
  const present = await Promise.all(
    harmed.map(async ([key]) => sha256((await again.get(key))?.body ?? new Uint8Array(0))),
  );
  // The pointer is removed: the log says the same.
  expect(present.slice(0, -1)).toEqual(hashes.slice(0, -1));
  expect(await captureOutput(() => runCommand(["check-store", dataDir]))).toMatchObject({
    code: 0,
    stderr: expect.stringContaining("none damaged"),
  });
});

test("a running server makes a damaged PDF again while a client waits", async () => {
  const quiet = { write: () => true };
  const pdf = asked.find(([path]) => path.startsWith("/reports/") && path.endsWith(".pdf"))![0];
  const key = pdf.replace(/^\/(reports\/[0-9a-f]+)\//, "$1/1/");
  const right = await readFile(join(dataDir, key));
  const server = await startServer({
    port: 0,
    dataDir,
    templateFolders: [join(folder, "templates")],
    threads: 1,
    output: quiet,
    errors: quiet,
  });
  try {
    for (const damage of damages) {
      await harm(join(dataDir, key), damage);
      const answer = await fetch(`${server.url}${pdf}`);
      expect([damage, answer.status, sha256(new Uint8Array(await answer.arrayBuffer()))]).toEqual([
        damage,
        200,
        sha256(right),
      ]);
      expect(Buffer.compare(await readFile(join(dataDir, key)), right)).toBe(0);
    }
  } finally {
    await server.close();
  }
});
