import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const program = fileURLToPath(new URL("../../../functions/local/broadsheet.mjs", import.meta.url));

test("Ctrl-C ends a batch and leaves whole files only", async () => {
  const folder = await mkdtemp(join(tmpdir(), "interrupted-"));
  const [out, temporary] = [join(folder, "out"), await mkdtemp(join(folder, "tmp-"))];
  const words = [
    "batch",
    "country-profile",
    "--rows",
    "SELECT code, range AS n FROM range(40), (SELECT DISTINCT code FROM indicator) ORDER BY ALL",
    "--map",
    "country=code",
    "--name",
    "{{ code }}-{{ n }}",
    "--out",
    out,
  ];
  const command = spawn(process.execPath, [program, ...words], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, TMPDIR: temporary },
  });
  let told = "";
  command.stderr.setEncoding("utf8").on("data", (text: string) => (told += text));
  const ended = new Promise<number | null>((resolve) => command.once("close", resolve));
  try {
    while ((await readdir(out).catch(() => [])).length < 3 && command.exitCode === null) await sleep(20);
    command.kill("SIGINT");
    expect(await ended, told).toBe(2);
    expect(told).toMatch(/the batch was interrupted after \d+ reports/);
    const files = await readdir(out);
    expect(files.length).toBeGreaterThanOrEqual(3);
    expect(files.length).toBeLessThan(520);
    for (const file of files) {
      expect(file).toMatch(/^[A-Z]{3}-\d+\.pdf$/);
      expect((await readFile(join(out, file))).subarray(-6).toString("latin1")).toBe("%%EOF\n");
    }
    expect((await readdir(temporary)).filter((name) => name.startsWith("broadsheet-batch-"))).toEqual([]);
  } finally {
    command.kill("SIGKILL");
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
});
