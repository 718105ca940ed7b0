import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";

const source = join(import.meta.dirname, "../../../functions/local/start/end-with-npm.ts");

/** A program that prints how it ends: by a signal, or by itself after three looks at its new parent. */
const program = `
import { endWithNpm } from ${JSON.stringify(source)};
const parent = process.ppid;
let looks = 0;
process.on("SIGTERM", () => { console.log("ends"); process.exit(); });
setInterval(() => { if (process.ppid !== parent && (looks += 1) === 3) { console.log("goes on"); process.exit(); } }, 300);
endWithNpm();
console.log("runs");
`;

/** Starts the program under a shell that waits for it, as under npx. */
function startUnderShell(env: NodeJS.ProcessEnv): ChildProcess {
  return spawn("sh", ["-c", '"$0" --input-type=module -e "$1" & wait', process.execPath, program], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
}

async function outcome(shell: ChildProcess, signal: NodeJS.Signals): Promise<string> {
  const said = text(shell.stdout!);
  await once(shell.stdout!, "data");
  shell.kill(signal);
  return await said;
}

test.each(["SIGTERM", "SIGINT", "SIGHUP", "SIGKILL"] as const)(
  "a program of npx ends when %s ends the shell above it",
  async (signal) => {
    expect(await outcome(startUnderShell({ npm_lifecycle_event: "npx" }), signal)).toBe("runs\nends\n");
  },
);

test("a program not started by npm continues without its parent", async () => {
  expect(await outcome(startUnderShell({ npm_lifecycle_event: undefined }), "SIGKILL")).toBe("runs\ngoes on\n");
});
