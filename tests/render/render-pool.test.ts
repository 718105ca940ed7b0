import { afterEach, expect, test, vi } from "vitest";
import type { Logger } from "../../functions/core/ports.ts";
import type { AcceptedRequest } from "../../functions/core/request/report-request.ts";
import { openRenderPool, type RenderPool, type RenderPoolOptions } from "../../functions/render/render-pool.ts";
import { workerVariables } from "../../functions/render/worker-settings.ts";

const silent: Logger = { info() {}, warn() {}, error() {} };
let pool: RenderPool | undefined;

afterEach(() => {
  vi.unstubAllEnvs();
  return pool?.close();
});

function open(options: Partial<RenderPoolOptions> = {}): RenderPool {
  pool = openRenderPool({
    dataDirectory: "/nowhere",
    workers: 1,
    heapMegabytes: 64,
    timeoutMs: 1_000,
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

const text = (pdf: Uint8Array): string => new TextDecoder().decode(pdf);
const variables = async (): Promise<unknown> => JSON.parse(text((await open().render(asked("variables"))).pdf));

test("renders one after the other in one warm worker and tells the progress", async () => {
  const { render } = open();
  const stages: string[] = [];
  const [a, b] = await Promise.all([render(asked("a"), (stage) => stages.push(stage)), render(asked("b"))]);
  expect([text(a.pdf), text(b.pdf)]).toEqual(["a, render 1 of this worker", "b, render 2 of this worker"]);
  expect(stages).toEqual(["chart"]);
});

test("workers have the variables of their settings unless somebody has set others, but for the time zone", async () => {
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
  const { render } = open({ timeoutMs: id.startsWith("h") ? 30_000 : 300 });
  await expect(render(asked(id))).rejects.toMatchObject({ kind: "unavailable", problems: [{ code }] });
  expect(text((await render(asked("next"))).pdf)).toBe("next, render 1 of this worker");
});

test("while one worker hangs, another one renders and this thread is free", async () => {
  const { render } = open({ workers: 2, timeoutMs: 1_500 });
  const hanging = render(asked("endless")).catch((error: Error) => error.message);
  const quick = await Promise.all(["a", "b", "c"].map((id) => render(asked(id))));
  expect(quick.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  expect(await hanging).toContain("longer than 1.5 s");
});

test("errors on purpose keep their kind and problems; bugs stay errors of their own", async () => {
  const { render } = open();
  await expect(render(asked("refused"))).rejects.toMatchObject({ kind: "query-failed", problems: [{ code: "query-failed" }] });
  await expect(render(asked("broken"))).rejects.toMatchObject({ message: "the render broke", stack: "Error: a bug\n at here" });
});

test("a worker that cannot start fails those who wait instead of starting for ever", async () => {
  const warnings: string[] = [];
  const { render } = open({
    program: new URL("fault-programs/broken-start.ts", import.meta.url),
    logger: { ...silent, warn: (message) => warnings.push(message) },
  });
  await expect(render(asked("a"))).rejects.toMatchObject({ kind: "unavailable", problems: [{ code: "render-crashed" }] });
  await expect(render(asked("b"))).rejects.toMatchObject({ kind: "unavailable" });
  expect(warnings.length).toBeLessThanOrEqual(2);
});

test("closing ends what runs and refuses what comes", async () => {
  const { render, close } = open({ timeoutMs: 60_000 });
  const running = render(asked("endless")).catch((error: unknown) => error);
  const queued = render(asked("a")).catch((error: unknown) => error);
  await new Promise((resolve) => setTimeout(resolve, 200));
  await close();
  for (const ended of [await running, await queued, await render(asked("b")).catch((error: unknown) => error)])
    expect(ended).toMatchObject({ kind: "unavailable", problems: [{ code: "server-stopping" }] });
});

test("an idle worker warms up; one that is asked at once does not", async () => {
  const idle = open({ warmUp: asked("warm") });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(text((await idle.render(asked("a"))).pdf)).toBe("a, render 2 of this worker");
  await idle.close();
  const busy = open({ warmUp: asked("warm") });
  expect(text((await busy.render(asked("a"))).pdf)).toBe("a, render 1 of this worker");
});

test("a warm-up that ends its worker is not tried again", async () => {
  const warnings: string[] = [];
  const { render } = open({ warmUp: asked("exit"), logger: { ...silent, warn: (message) => warnings.push(message) } });
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(warnings).toEqual(["warming up a render worker failed", "a render worker ended and is replaced"]);
  expect(text((await render(asked("a"))).pdf)).toBe("a, render 1 of this worker");
});
