import { mkdtemp, readFile, rm, truncate, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { objectPath } from "../../../functions/adapters/files/file-object-path.ts";
import { openStore } from "../../../functions/adapters/open-store.ts";
import { sha256 } from "../../../functions/core/json/canonical-json.ts";
import { listAll } from "../../../functions/core/paging/list-all.ts";
import { runCommand } from "../../../functions/local/start/run-command.ts";
import { startServer } from "../../../functions/local/server/server.ts";
import { captureOutput } from "../../local/capture-output.ts";
import { seedTheme } from "../../studio/seed-theme.ts";
import { writeTemplate } from "../start-server.ts";

/*
 * What can be made again of a damaged store: by `check-store --repair`, and by a running server. What answers a server
 * gives over damage is in `every-object.test.ts`.
 */
let folder = "";
let dataDir = "";
const json = { "content-type": "application/json" };

/** Path of the report's PDF. */
let pdf = "";

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
    await seedTheme(url, "house", {
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
    pdf = `/reports/${report["id"]}/report.pdf`;
  } finally {
    await server.close();
  }
}, 400_000);
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

const damages = ["changed", "emptied", "deleted"] as const;

async function harm(path: string, damage: (typeof damages)[number]): Promise<void> {
  if (damage === "deleted") return unlink(path);
  if (damage === "emptied") return truncate(path, 0);
  const body = await readFile(path);
  const place = Math.floor(body.length / 2);
  body[place] = body[place]! ^ 1;
  await writeFile(path, body);
}

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
