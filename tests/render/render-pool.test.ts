import { ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Logger } from "../../functions/core/ports.ts";
import type { AcceptedRequest } from "../../functions/core/report/request/report-request.ts";
import { unheard } from "../../functions/core/service/lifecycle/lifecycle-world.ts";
import { openRenderPool, type RenderPool } from "../../functions/render/render-pool.ts";
import type { RenderPoolOptions } from "../../functions/render/worker-pool.ts";
import { workerVariables } from "../../functions/render/worker-settings.ts";

const silent: Logger = { info() {}, warn() {}, error() {} };
/** Deadline of every pool, ms; in a test, deadlines pass when the test says so. */
const timeoutMs = 300;
/** Time limit for events that come by themselves, however slow the machine; no test depends on the interval. */
const waiting = { timeout: 25_000, interval: 10 };
let folder = "";
let pool: RenderPool | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "render-pool-"));
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  await pool?.close();
  rmSync(folder, { recursive: true });
});

function open(options: Partial<RenderPoolOptions> = {}): RenderPool {
  pool = openRenderPool({
    dataDirectory: folder,
    workers: 1,
    heapMegabytes: 64,
    timeoutMs,
    logger: silent,
    program: new URL("fault-programs/render-program.ts", import.meta.url),
    ...options,
  });
  return pool;
}

function asked(id: string): AcceptedRequest {
  const template = { name: "t", version: "0" };
  return { id, template, parameters: {}, datasets: {}, date: "2026-01-01", language: "en" };
}

/** Requests a report; once a worker has begun it, returns a promise of its outcome. */
async function begin({ render }: RenderPool, id: string): Promise<{ readonly ended: Promise<unknown> }> {
  const { promise: begun, resolve } = Promise.withResolvers<void>();
  const ended = render(asked(id), () => resolve()).catch((error: unknown) => error);
  await Promise.race([begun, ended]);
  return { ended };
}

const text = (pdf: Uint8Array): string => new TextDecoder().decode(pdf);
const variables = async (): Promise<unknown> => JSON.parse(text((await open().render(asked("variables"))).pdf));

test("renders one after the other in one warm worker and reports progress", async () => {
  const { render } = open();
  const stages: string[] = [];
  const [a, b] = await Promise.all([render(asked("a"), (stage) => stages.push(stage)), render(asked("b"))]);
  expect([text(a.pdf), text(b.pdf)]).toEqual(["a, render 1 of this worker", "b, render 2 of this worker"]);
  expect(stages).toEqual(["chart"]);
});

test("a worker sends no stages that nobody hears", async () => {
  const { render } = open();
  const sent = vi.spyOn(ChildProcess.prototype, "emit");
  const messages = (): unknown[] =>
    (sent.mock.calls as unknown as [string, unknown][])
      .filter(([name]) => name === "message")
      .map(([, message]) => message);
  await render(asked("a"), () => {});
  expect(messages()).toContainEqual({ kind: "progress", stage: "chart" });
  sent.mockClear();
  await render(asked("b"), unheard);
  await render(asked("c"));
  expect(messages().map((message) => (message as { kind: string }).kind)).toEqual(["made", "made"]);
  sent.mockRestore();
});

test("workers have the variables of their settings unless others are set, except for the time zone", async () => {
  for (const name of Object.keys(workerVariables)) vi.stubEnv(name, undefined);
  expect(await variables()).toMatchObject(workerVariables);
  await pool?.close();
  vi.stubEnv("MALLOC_ARENA_MAX", "4");
  vi.stubEnv("TZ", "Asia/Kolkata");
  expect(await variables()).toMatchObject({ ...workerVariables, MALLOC_ARENA_MAX: "4", TZ: "UTC" });
});

test.each([
  ["endless", "render-timeout"],
  ["regex", "render-timeout"],
  ["hog", "render-out-of-memory"],
  ["huge", "render-out-of-memory"],
  ["exit", "render-crashed"],
  ["throw", "render-crashed"],
])("a render that does %s fails as %s, and the next one has a new worker", async (id, code) => {
  const { render } = open();
  const { ended } = await begin(pool!, id);
  if (code === "render-timeout") vi.advanceTimersByTime(timeoutMs);
  expect(await ended).toMatchObject({
    kind: code === "render-crashed" ? "unavailable" : "limit-exceeded",
    problems: [{ code }],
  });
  expect(text((await render(asked("next"))).pdf)).toBe("next, render 1 of this worker");
});

test("while one worker hangs, another one renders and this thread is free", async () => {
  const { render } = open({ workers: 2 });
  const { ended } = await begin(pool!, "endless");
  const quick = await Promise.all(["a", "b", "c"].map((id) => render(asked(id))));
  expect(quick.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  vi.advanceTimersByTime(timeoutMs);
  expect(await ended).toMatchObject({ problems: [{ message: expect.stringContaining("longer than 0.3 s") }] });
});

test("deliberate errors keep their kind and problems; bugs keep their own errors", async () => {
  const { render } = open();
  await expect(render(asked("refused"))).rejects.toMatchObject({
    kind: "query-failed",
    problems: [{ code: "query-failed" }],
  });
  await expect(render(asked("broken"))).rejects.toMatchObject({
    message: "the render crashed",
    stack: "Error: a bug\n at here",
  });
});

test("a worker that cannot start fails those who wait instead of starting for ever", async () => {
  const warnings: string[] = [];
  const { render } = open({
    program: new URL("fault-programs/broken-start.ts", import.meta.url),
    logger: { ...silent, warn: (message) => warnings.push(message) },
  });
  await expect(render(asked("a"))).rejects.toMatchObject({
    kind: "unavailable",
    problems: [{ code: "render-crashed" }],
  });
  await expect(render(asked("b"))).rejects.toMatchObject({ kind: "unavailable" });
  expect(warnings.length).toBeLessThanOrEqual(2);
});

test("closing ends what runs and refuses what comes", async () => {
  const { render, close } = open();
  const { ended } = await begin(pool!, "endless");
  const queued = render(asked("a")).catch((error: unknown) => error);
  await close();
  for (const outcome of [await ended, await queued, await render(asked("b")).catch((error: unknown) => error)])
    expect(outcome).toMatchObject({ kind: "unavailable", problems: [{ code: "server-stopping" }] });
});

test("an idle worker warms up; one that gets work at once does not", async () => {
  const idle = open({ warmUp: asked("warm") });
  await vi.waitUntil(() => existsSync(join(folder, "warm")), waiting);
  expect(text((await idle.render(asked("a"))).pdf)).toBe("a, render 2 of this worker");
  await idle.close();
  const busy = open({ warmUp: asked("warm") });
  expect(text((await busy.render(asked("a"))).pdf)).toBe("a, render 1 of this worker");
});

test("a warm-up that ends its worker is not tried again", async () => {
  const warnings: string[] = [];
  const { render } = open({ warmUp: asked("exit"), logger: { ...silent, warn: (message) => warnings.push(message) } });
  await vi.waitUntil(() => warnings.length === 2, waiting);
  expect(warnings).toEqual(["warming up a render worker failed", "a render worker ended and is being replaced"]);
  expect(text((await render(asked("a"))).pdf)).toBe("a, render 1 of this worker");
  expect(warnings.length).toBe(2);
});

test("while renders hang, one beside them takes what waits, and ends when nothing does", async () => {
  const busy = open({ extraWorkers: 1 });
  const hanging = busy.render(asked("endless")).catch((error: unknown) => error);
  expect(text((await busy.render(asked("a"))).pdf)).toBe("a, render 1 of this worker");
  expect(text((await busy.render(asked("b"))).pdf)).toMatch(/^b, render/);
  while (busy.size > 1) await new Promise((resolve) => setImmediate(resolve));
  await busy.close();
  expect(await hanging).toMatchObject({ problems: [{ code: "server-stopping" }] });
});

test("a render that runs out of memory in a worker with a past has a new one; there its limit counts", async () => {
  const { render } = open();
  expect(text((await render(asked("a"))).pdf)).toBe("a, render 1 of this worker");
  await expect(render(asked("hog"))).rejects.toMatchObject({
    kind: "limit-exceeded",
    problems: [{ code: "render-out-of-memory" }],
  });
  // In a new worker, the memory that others had left in the old one suffices.
  expect(text((await render(asked("b"))).pdf)).toBe("b, render 1 of this worker");
  expect(text((await render(asked("hog-with-a-past"))).pdf)).toBe("hog-with-a-past, render 1 of this worker");
});

test("a worker that takes memory outside of its heap is ended, and the limit is named", async () => {
  const { render } = open({
    program: new URL("fault-programs/memory-program.ts", import.meta.url),
    memoryMegabytes: 300,
  });
  await expect(render(asked("fill"))).rejects.toMatchObject({
    kind: "limit-exceeded",
    problems: [
      {
        code: "render-out-of-memory",
        message: expect.stringContaining("more than the 300 MiB of memory"),
        allowed: "300 MiB",
      },
    ],
  });
});
