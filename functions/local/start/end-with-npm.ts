import { readFileSync } from "node:fs";

/** Milliseconds between checks. */
const interval = 250;

/**
 * Ends a process that npm or npx started, as SIGTERM would, once it is orphaned. npx passes SIGINT and SIGTERM only to
 * the shell in between, which dies without passing them on; SIGHUP and SIGKILL end npm itself, but not the shell. An
 * orphan is recognised by its new parent, or that of its shell (on Linux, where it can be read).
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

/**
 * Whether a process is the shell in which npm runs a script; some shells replace themselves with a script's only
 * program.
 */
function isShell(pid: number): boolean {
  return /^\S*sh\0-c\0/.test(readOr("", `/proc/${pid}/cmdline`));
}

/** The parent's id. The second field, the program's name in parentheses, may contain anything. */
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
