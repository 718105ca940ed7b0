import { mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  bodyOf,
  outcomeOf,
  processesOf,
  removeData,
  type ServerProcess,
  startServerProcess,
  untilRendering,
  writeTemplate,
} from "../start-server.ts";

let folder = "";
let dataDir = "";
let server: ServerProcess | undefined;

/** Slow enough to be killed: the pattern takes half a second or more for each of three rows. */
const slow = [{ filter: `test(regexp('^(a+)+$'), '${"a".repeat(23)}b') || true` }];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "kill-"));
  dataDir = join(folder, "data");
  await writeTemplate(join(folder, "templates", "slow"), slow);
  await writeTemplate(join(folder, "templates", "hanging"), [
    { filter: `test(regexp('^(a+)+$'), '${"a".repeat(64)}b')` },
  ]);
});

afterEach(async () => {
  await server?.end("SIGKILL");
  await removeData(folder);
});

const start = (): Promise<ServerProcess> =>
  startServerProcess({ dataDir, templateFolders: [join(folder, "templates")] });

function cpuSecondsOf(program: string, data: string): number {
  return processesOf(data)
    .filter((line) => line.includes(program))
    .reduce((sum, line) => sum + Number(line.trim().split(/ +/)[1]), 0);
}

test("kill -9 during a render: the next server renders accepted reports, and nothing is half stored", async () => {
  server = await start();
  const asked = await Promise.all(
    ["one", "two", "three"].map((note) => bodyOf(server!.ask({ template: "slow", parameters: { note } }))),
  );
  await untilRendering(server.url, asked[0]?.self ?? "");
  expect(await server.end("SIGKILL")).toBe(null);

  server = await start();
  for (const { self } of asked) {
    const report = await outcomeOf(server.url, self);
    expect(report).toMatchObject({ status: "ready" });
    const pdf = new Uint8Array(await (await fetch(`${server.url}${report.pdf}`)).arrayBuffer());
    expect(new TextDecoder("latin1").decode(pdf.slice(0, 5))).toBe("%PDF-");
    expect(new TextDecoder("latin1").decode(pdf.slice(-6)).trim()).toBe("%%EOF");
    const digest = await crypto.subtle.digest("SHA-256", pdf);
    expect(Buffer.from(digest).toString("hex")).toBe(report.sha256);
  }
  const listed = await bodyOf(fetch(`${server.url}/reports`));
  expect(listed.reports?.length).toBe(3);
  expect(await readdir(join(dataDir, "pending")).catch(() => [])).toEqual([]);
});

test("a worker that hangs does not outlive its killed server", async () => {
  server = await start();
  const { self } = await bodyOf(server.ask({ template: "hanging" }));
  await untilRendering(server.url, self);
  // A start, and this report up to the pattern, take a second or two.
  await vi.waitFor(() => expect(cpuSecondsOf("render-worker", dataDir)).toBeGreaterThan(4), {
    timeout: 180_000,
    interval: 50,
  });
  await server.end("SIGKILL");
  await vi.waitFor(() => expect(processesOf(dataDir)).toEqual([]), { timeout: 180_000, interval: 50 });
});

test("SIGTERM lets a render end before the server does, and exits with 0", async () => {
  server = await startServerProcess({ dataDir, templateFolders: [join(folder, "templates")], graceMs: 60_000 });
  const { self } = await bodyOf(server.ask({ template: "slow" }));
  await untilRendering(server.url, self);
  expect(await server.end("SIGTERM")).toBe(0);
  server = await start();
  expect(await bodyOf(fetch(`${server.url}${self}`))).toMatchObject({ status: "ready" });
});

test("SIGTERM hands an endless render back to the next server without counting it, and releases waiting clients", async () => {
  server = await startServerProcess({ dataDir, templateFolders: [join(folder, "templates")], graceMs: 200 });
  const { self } = await bodyOf(server.ask({ template: "hanging" }));
  await untilRendering(server.url, self);
  const waiting = server.ask({ template: "hanging", parameters: { note: "waited for" } }, { prefer: "wait=25" });
  await vi.waitFor(async () => expect((await bodyOf(fetch(`${server!.url}/reports`))).reports).toHaveLength(2), {
    timeout: 20_000,
    interval: 20,
  });
  const begun = performance.now();
  // Well before the 25 s for which the client would wait.
  expect(await server.end("SIGTERM")).toBe(0);
  expect(performance.now() - begun).toBeLessThan(15_000);
  expect((await waiting).status).toBe(202);
  server = await start();
  const report = await bodyOf(fetch(`${server.url}${self}`));
  expect(["queued", "rendering"]).toContain(report.status);
  expect(report.attempts).toBeLessThanOrEqual(1);
});
