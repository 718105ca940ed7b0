import { readFileSync } from "node:fs";

/** Milliseconds. */
const interval = 250;

/**
 * Ends a process that npm or npx has started when it is left alone, as SIGTERM would. npx hands SIGINT and SIGTERM only to the shell between it and
 * this process, which dies of them and tells nobody; SIGHUP and SIGKILL end npm itself, and not the shell. An orphan notices by its new parent, or its shell's (on Linux,
 * where that can be read).
 */
export function endWithNpm(): void {
  if (process.env["npm_lifecycle_event"] === undefined) return;
  const parent = process.ppid;
  const npm = isShell(parent) ? parentOf(parent) : undefined;
  const watch = setInterval(() => {
    if (process.ppid === parent && (npm === undefined || parentOf(parent) === npm)) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, interval);
  watch.unref();
}

/** Whether a process is the shell that npm runs a script in; some shells make way for a script's only program. */
function isShell(pid: number): boolean {
  return /^\S*sh\0-c\0/.test(readOr("", `/proc/${pid}/cmdline`));
}

/** The second field, the program's name in parentheses, may hold anything. */
function parentOf(pid: number): string | undefined {
  return /^.*\) \S (\d+)/s.exec(readOr("", `/proc/${pid}/stat`))?.[1];
}

function readOr(otherwise: string, path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return otherwise;
  }
}
