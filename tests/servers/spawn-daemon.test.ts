import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";

const program = `
const { spawnDaemon } = await import(${JSON.stringify(join(import.meta.dirname, "spawn-daemon.ts"))});
const daemon = spawnDaemon("sleep", ["1000"], { stdio: "ignore" });
await new Promise((resolve) => daemon.once("spawn", resolve));
console.log(daemon.pid);
setInterval(() => {}, 1000);
`;

/** Says whether a process runs; a zombie does not. */
const runs = (pid: number): boolean =>
  existsSync(`/proc/${pid}/stat`) && !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));

test("a daemon ends with the process that started it, even when that is killed", async () => {
  const parent = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const pid = Number(String((await once(parent.stdout, "data"))[0]));
  await vi.waitFor(() => expect(readFileSync(`/proc/${pid}/comm`, "utf8")).toBe("sleep\n"), {
    timeout: 180_000,
    interval: 10,
  });
  parent.kill("SIGKILL");
  await vi.waitFor(() => expect(runs(pid)).toBe(false), { timeout: 180_000, interval: 10 });
});
