import { spawn } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { linkCommand } from "../../../functions/local/start/link-command.ts";
import {
  bodyOf,
  launch,
  processesOf,
  removeData,
  startServerProcess,
  untilRendering,
  writeTemplate,
} from "../start-server.ts";

const root = join(import.meta.dirname, "../../..");
/** A transform that never ends. */
const endless = [{ filter: `test(regexp('^(a+)+$'), '${"a".repeat(64)}b')` }];

let folder = "";
let dataDir = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "signals-"));
  dataDir = join(folder, "data");
  await writeTemplate(join(folder, "templates", "endless"), endless);
  linkCommand(root);
});

afterEach(async () => {
  for (const line of processesOf(dataDir)) process.kill(Number(line.trim().split(" ")[0]), "SIGKILL");
  await removeData(folder);
});

const words = (): string[] => ["--port", "0", "--data-dir", dataDir, "--templates", join(folder, "templates")];
const commands = {
  "npm start": () => ["npm", "start", "--", ...words()],
  "npx broadsheet serve": () => ["npx", "broadsheet", "serve", ...words()],
} as const;

/**
 * Time limit of a stop, ms. It takes 2 s on a quiet machine; one that hangs is forced to end after 6 s, and says so
 * (see below), or waits a minute for its render.
 */
const stopMs = 20_000;

/** All ways to end a server; the server suites and CI take every third, which has each signal and both programs. */
const endings = (["npm start", "npx broadsheet serve"] as const).flatMap((name) => [
  // A waiting shell does not pass on a SIGINT sent to npx, unless it comes from the terminal.
  ...(["SIGTERM", "SIGINT", "SIGHUP"] as const)
    .filter((signal) => name === "npm start" || signal !== "SIGINT")
    .map((signal) => ({ name, signal, group: false })),
  // Ctrl-C, and closing the terminal.
  ...(["SIGINT", "SIGHUP"] as const).map((signal) => ({ name, signal, group: true })),
]);

test.each(endings.filter((_, index) => process.env["SOAK"] !== undefined || index % 3 === 0))(
  "$signal to $name (its whole group: $group) ends server and workers in mid-render, and hands the render back uncounted",
  async ({ name, signal, group }) => {
    const [program = "", ...given] = commands[name]();
    const server = await launch(
      spawn(program, given, { cwd: root, stdio: ["ignore", "pipe", "pipe"], detached: true }),
    );
    const { self } = await bodyOf(server.ask({ template: "endless" }));
    await untilRendering(server.url, self);
    const begun = performance.now();
    process.kill(group ? -server.pid : server.pid, signal);
    await vi.waitFor(() => expect(processesOf(dataDir)).toEqual([]), { timeout: 180_000, interval: 20 });
    expect(performance.now() - begun).toBeLessThan(stopMs);
    expect(server.output()).not.toContain("did not stop cleanly");

    const next = await startServerProcess({ dataDir, templateFolders: [join(folder, "templates")], graceMs: 0 });
    try {
      await untilRendering(next.url, self);
      expect(await bodyOf(fetch(`${next.url}${self}`))).toMatchObject({ attempts: 1 });
    } finally {
      await next.end("SIGTERM");
    }
  },
);

test.each(["npm start", "npx broadsheet serve"] as const)("SIGKILL to %s ends server and workers", async (name) => {
  const [program = "", ...given] = commands[name]();
  const server = await launch(spawn(program, given, { cwd: root, stdio: ["ignore", "pipe", "pipe"], detached: true }));
  await untilRendering(server.url, (await bodyOf(server.ask({ template: "endless" }))).self);
  process.kill(server.pid, "SIGKILL");
  await vi.waitFor(() => expect(processesOf(dataDir)).toEqual([]), { timeout: 180_000, interval: 20 });
});
