import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readPdf } from "../../bench/measure/read-pdf.ts";
import { coldProgram, runCold } from "../../bench/measure/run-cold.ts";
import { runContender, runInTurns } from "../../bench/measure/run-contender.ts";

/** Tests how the bench measures: separate processes, watched through Linux's /proc. */
const folder = mkdtempSync(join(tmpdir(), "broadsheet-bench-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
const module = join(import.meta.dirname, "../../bench/broadsheet/content.ts");
const job = { kind: "table", rows: 60 };

test("a contender runs in its own process, which is timed and whose memory is counted", async () => {
  const keep = join(folder, "warm.pdf");
  const measured = await runContender({ module, job, warmUp: 1, runs: 3, inFlight: 2, keep: [keep] });
  expect(measured.ms).toHaveLength(3);
  expect(measured.parts["layout"]).toHaveLength(3);
  expect(Math.min(...measured.ms)).toBeGreaterThan(0);
  // Node alone takes 30 MiB; a machine short of memory leaves less of its program resident.
  expect(measured.peakMiB).toBeGreaterThan(10);
  expect(await readPdf(readFileSync(keep))).toEqual({ pages: 2, tagged: true });
});

test("a contender that is held to one core takes no more CPU time than passes", async () => {
  const measured = await runContender({
    module,
    job: { kind: "table", rows: 1000 },
    warmUp: 1,
    runs: 6,
    inFlight: 2,
    core: 0,
  });
  // Linux counts it in hundredths of a second.
  expect(measured.cpuMs * 6).toBeLessThanOrEqual(measured.wholeMs + 20);
});

test("contenders in turns: the memory of each alone, then each its share of every turn after a run that is not timed", async () => {
  const [log, scribe] = [join(folder, "log"), join(folder, "scribe.ts")];
  writeFileSync(
    scribe,
    `import { appendFileSync } from "node:fs";
export function open({ log, name }) {
  return { make() { appendFileSync(log, name); return { pdf: new Uint8Array(7) }; }, close() { appendFileSync(log, "."); } };
}`,
  );
  const [often, once] = await runInTurns(
    [
      { module: scribe, job: { log, name: "a" }, warmUp: 1, runs: 3 },
      { module: scribe, job: { log, name: "b" }, warmUp: 1, runs: 1 },
    ],
    2,
  );
  // The memory of each, the warm-up of both, the first turn, the second (in which the other contender has its only
  // run), and the end.
  expect(readFileSync(log, "utf8")).toBe("aaaaaa.bbbbbb.abaaaaabb..");
  expect(often.ms).toHaveLength(3);
  expect(once.ms).toHaveLength(1);
  for (const { bytes, peakMiB } of [often, once]) {
    expect(bytes).toBe(7);
    expect(peakMiB).toBeGreaterThan(10);
  }
});

test("a cold contender writes its PDF and ends", async () => {
  const out = join(folder, "cold.pdf");
  const [measured] = await runCold([{ words: coldProgram(module, job, out), out }], 1);
  expect(measured.ms).toHaveLength(1);
  expect(measured.bytes).toBe(readFileSync(out).byteLength);
  expect(measured.cpuMs).toBeGreaterThan(50);
});

test("a failing contender is reported with its output", async () => {
  await expect(runContender({ module, job: null, warmUp: 0, runs: 1 })).rejects.toThrow(
    /TypeError: Cannot read properties of null/,
  );
  await expect(runContender({ module: join(folder, "none.ts"), job, warmUp: 0, runs: 1 })).rejects.toThrow(
    /ended with 1: .*none\.ts/s,
  );
});

test("a process that a contender leaves behind is ended with it", async () => {
  const left = join(folder, "left.ts");
  writeFileSync(
    left,
    `import { spawn } from "node:child_process";
export function open() {
  const { pid } = spawn("sleep", ["600"], { detached: true, stdio: "ignore" });
  return { make: () => ({ pdf: new TextEncoder().encode(String(pid)) }), close() {} };
}`,
  );
  const keep = join(folder, "pid");
  await runContender({ module: left, job: null, warmUp: 0, runs: 1, keep: [keep] });
  const pid = Number(readFileSync(keep, "utf8"));
  expect(pid).toBeGreaterThan(1);
  await expect
    .poll(() => existsSync(`/proc/${pid}`) && !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z "), {
      timeout: 60_000,
    })
    .toBe(false);
});

test("one that takes too long is ended", async () => {
  await expect(
    runContender({ module, job: { kind: "table", rows: 30_000 }, warmUp: 0, runs: 1, patienceMs: 300 }),
  ).rejects.toThrow("took longer than 0.3 s");
});
