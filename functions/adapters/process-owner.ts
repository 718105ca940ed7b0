import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/**
 * A process on another host or in another container cannot be inspected: it must send a heartbeat within this time, ms.
 */
const longestSilence = 10_000;

let own: string | undefined;

/**
 * A token for this process, `host-pid-start`. It includes the start time because process ids are reused. It is the same
 * in every thread.
 */
export function processOwner(): string {
  own ??= `${host()}-${process.pid}-${start(process.pid) ?? "0"}`;
  return own;
}

/**
 * Whether the process of a token is still running.
 *
 * @param silence milliseconds since its last heartbeat, which decides for a process on another host
 */
export function isAlive(owner: string, silence: number): boolean {
  const [itsHost, pid, itsStart] = owner.split("-");
  if (itsHost !== host()) return silence < longestSilence;
  return start(Number(pid)) === itsStart;
}

/** Whether the process of a token can be looked for here. */
export function isOfThisHost(owner: string): boolean {
  return owner.split("-")[0] === host();
}

/** The process id in a token, for messages. */
export function ownerPid(owner: string): string {
  return owner.split("-")[1] ?? "unknown";
}

function host(): string {
  return shortHash(`${hostname()} ${readOr("", () => readlinkSync("/proc/self/ns/pid"))}`);
}

/** When a process started, as a token; `undefined` if no such process exists or it is a zombie. */
function start(pid: number): string | undefined {
  if (process.platform === "linux") {
    const stat = readOr("", () => readFileSync(`/proc/${pid}/stat`, "utf8"));
    // The second field, the program's name in parentheses, may contain anything.
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
