import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** A process of another host or container cannot be looked at: it must show a sign of life within this time, ms. */
const longestSilence = 10_000;

let own: string | undefined;

/**
 * A token for this very process, `host-pid-start`: process ids are used again, so the time of its
 * start belongs to it. The same in every thread.
 */
export function processOwner(): string {
  own ??= `${host()}-${process.pid}-${start(process.pid) ?? "0"}`;
  return own;
}

/**
 * Whether the process behind a token still runs.
 *
 * @param silence milliseconds since its last sign of life, which decides if it is another host's
 */
export function isAlive(owner: string, silence: number): boolean {
  const [itsHost, pid, itsStart] = owner.split("-");
  if (itsHost !== host()) return silence < longestSilence;
  return start(Number(pid)) === itsStart;
}

/** Process id in a token, to be shown. */
export function ownerPid(owner: string): string {
  return owner.split("-")[1] ?? "unknown";
}

function host(): string {
  return shortHash(`${hostname()} ${readOr("", () => readlinkSync("/proc/self/ns/pid"))}`);
}

/** A token for when a process started; `undefined` if there is none or it is only waiting to be reaped. */
function start(pid: number): string | undefined {
  if (process.platform === "linux") {
    const stat = readOr("", () => readFileSync(`/proc/${pid}/stat`, "utf8"));
    // The second field, the program's name in parentheses, may hold anything.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields.length < 20 || fields[0] === "Z" || fields[0] === "X") return undefined;
    const boot = readOr("", () => readFileSync("/proc/sys/kernel/random/boot_id", "utf8"));
    return shortHash(`${boot} ${fields[19]}`);
  }
  const environment = { ...process.env, LC_ALL: "C", TZ: "UTC" };
  const listed = readOr("", () =>
    execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8", env: environment }).trim(),
  );
  return listed === "" ? undefined : shortHash(listed);
}

function readOr<T>(otherwise: T, read: () => T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

function shortHash(content: string): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 12);
}
