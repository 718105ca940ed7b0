import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");

test("a reader that closes early ends the command silently", () => {
  // The reader is gone before the first word is written.
  const command = `{ sleep 0.2; '${process.execPath}' functions/local/broadsheet.mjs templates; } | true`;
  const { stdout, stderr } = spawnSync("bash", ["-c", command], { cwd: root, encoding: "utf8" });
  expect({ stdout, stderr }).toEqual({ stdout: "", stderr: "" });
});

/** Runs the command with its streams elsewhere, by the shell. */
function runRedirected(redirections: string): { readonly status: number | null; readonly stderr: string } {
  const command = `'${process.execPath}' functions/local/broadsheet.mjs --version ${redirections}`;
  const { status, stderr } = spawnSync("bash", ["-c", command], { cwd: root, encoding: "utf8" });
  return { status, stderr };
}

test("a full disk behind standard output, or behind both, is a failure of the machine, told in a line", () => {
  const told = "failure: standard output cannot be written: ENOSPC: no space left on device, write\n";
  expect(runRedirected("> /dev/full")).toEqual({ status: 2, stderr: told });
  expect(runRedirected("> /dev/full 2> /dev/full")).toEqual({ status: 2, stderr: "" });
});

test("a Node that cannot run the sources says what can", () => {
  const program = join(root, "functions/local/broadsheet.mjs");
  const run = (): string =>
    execFileSync(process.execPath, ["--no-experimental-strip-types", program, "templates"], {
      encoding: "utf8",
      stdio: "pipe",
    });
  expect(run).toThrow(/Node \S+ cannot run this file: Node 22\.18 or newer is needed\n {2}hint {4}npx broadsheet/);
});
