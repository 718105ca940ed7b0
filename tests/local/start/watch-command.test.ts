import { type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { type CommandWatch, watchedWords, watchOf } from "../../../functions/local/start/watch-command.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-watch-"));
afterAll(() => rmSync(folder, { recursive: true }));
const program = join(import.meta.dirname, "../../../functions/local/broadsheet.mjs");

test("commands that run templates and specs are watched, by default or as their options say", () => {
  expect(watchOf(["serve"])).toBeUndefined();
  expect(watchOf(["render", "x"])).toMatchObject({ seconds: 120, memoryMegabytes: 2048 });
  expect(watchOf(["check", "x", "--timeout", "5", "--memory=300"])).toMatchObject({ seconds: 5, memoryMegabytes: 300 });
  // The command itself, which reads the options, refuses these.
  expect(watchOf(["chart", "x", "--timeout", "soon", "--memory", "-1"])).toMatchObject({
    seconds: 120,
    memoryMegabytes: 2048,
  });
});

test("the last words are an error like any other, as JSON on standard output if requested", () => {
  const [told] = watchOf(["render", "x", "--timeout", "5"])!.words.time;
  expect(told).toEqual({
    stream: 2,
    text: expect.stringMatching(
      /^error limit-exceeded: the command took longer than 5 s and was stopped\n[^]*--timeout/,
    ),
  });
  const [json] = watchOf(["render", "x", "--json", "--memory", "300"])!.words.memory;
  expect(json?.stream).toBe(1);
  expect(JSON.parse(json!.text)).toMatchObject({
    error: "limit-exceeded",
    problems: [{ code: "render-out-of-memory", allowed: "300 MiB" }],
  });
});

/** Runs a script under the watching shell. */
function run(script: string, words: readonly string[] = [], input = ""): SpawnSyncReturns<string> {
  const [shell, ...rest] = watched(script, watchOf(["render", ...words])!);
  return spawnSync(shell!, rest, { input, encoding: "utf8" });
}

function watched(script: string, watch: CommandWatch): readonly string[] {
  return watchedWords([process.execPath, "-e", script], watch)!;
}

test("what the command reads, writes and ends with passes through", () => {
  const result = run(
    "process.stdin.on('data', (part) => { process.stdout.write(`got ${part}`); process.stderr.write('said'); process.exitCode = 7; })",
    [],
    "this",
  );
  expect(result).toMatchObject({ stdout: "got this", stderr: "said", status: 7 });
});

test("a regular expression without end is ended at its time, with exit code 2", () => {
  const result = run("/^(a+)+$/.test('a'.repeat(64) + 'b')", ["--timeout", "1"]);
  expect(result).toMatchObject({ stdout: "", status: 2 });
  expect(result.stderr).toMatch(/^error limit-exceeded: the command took longer than 1 s and was stopped\n/);
  expect(result.stderr).not.toContain("Killed");
});

test("memory outside of JavaScript's heap counts", () => {
  const result = run("const kept = []; for (;;) kept.push(Buffer.alloc(1e7, 1))", ["--memory", "300", "--json"]);
  expect(result).toMatchObject({ stderr: "", status: 2 });
  expect(JSON.parse(result.stdout)).toMatchObject({ problems: [{ code: "render-out-of-memory" }] });
});

test.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)("%s reaches the command", async (signal) => {
  const [shell, ...rest] = watched(
    `process.on('${signal}', () => { process.stdout.write('heard'); process.exit(3); }); setInterval(() => {}, 1000); process.stdout.write('up ')`,
    watchOf(["render"])!,
  );
  const child = spawn(shell!, rest, { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    said += part;
    if (said === "up ") child.kill(signal);
  });
  const [code] = (await once(child, "close")) as [number | null];
  expect({ said, code }).toEqual({ said: "up heard", code: 3 });
});

/** It fills a core for seconds: for the server suites and CI. */
test("a command that runs from its sources is ended by a thread", () => {
  const spec = join(folder, "endless.vg.json");
  const endless = {
    $schema: "https://vega.github.io/schema/vega/v6.json",
    width: 10,
    height: 10,
    signals: [{ name: "n", init: `test(regexp('^(a+)+$'), '${"a".repeat(64)}b')` }],
    marks: [],
  };
  writeFileSync(spec, JSON.stringify(endless));
  const { signal, stderr } = spawnSync(process.execPath, [program, "chart", spec, "--timeout", "4"], {
    encoding: "utf8",
  });
  expect(signal).toBe("SIGKILL");
  expect(stderr).toMatch(/error limit-exceeded: the command took longer than 4 s and was stopped/);
});
