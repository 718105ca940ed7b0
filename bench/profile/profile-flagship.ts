import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { flagship } from "../content/flagship.ts";
import { othersParts } from "./part-of.ts";
import { type CpuProfile, type ProfileParts, readProfile } from "./read-profile.ts";

const run = promisify(execFile);

/** Profiles warm flagships, ms per report. */
export async function profileWarm(folder: string, runs: number): Promise<ProfileParts> {
  const file = join(folder, "warm.cpuprofile");
  await run(process.execPath, [join(import.meta.dirname, "warm-program.ts"), String(runs), file]);
  const { profile, cpuMs } = JSON.parse(await readFile(file, "utf8")) as {
    readonly profile: CpuProfile;
    readonly cpuMs: number;
  };
  return readProfile(profile, cpuMs, runs);
}

/** Profiles one cold run of the command line, from its sources and not from its bundle. */
export async function profileCold(folder: string): Promise<ProfileParts> {
  const profiles = await mkdtemp(join(folder, "cold-"));
  const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, "compiled") };
  const used = join(folder, "cold.cpu");
  const words = [
    "--cpu-prof",
    `--cpu-prof-dir=${profiles}`,
    "--cpu-prof-interval=500",
    join(import.meta.dirname, "cold-program.ts"),
    used,
    "render",
    flagship,
    "--out",
    join(folder, "cold.pdf"),
  ];
  // The first run leaves V8's compiled code for the second, which counts.
  await run(process.execPath, words, { env });
  await rm(profiles, { recursive: true });
  await run(process.execPath, words, { env });
  const [file] = (await readdir(profiles)).filter((name) => name.endsWith(".cpuprofile"));
  return readProfile(
    JSON.parse(await readFile(join(profiles, file!), "utf8")) as CpuProfile,
    Number(await readFile(used, "utf8")),
    1,
  );
}

/**
 * Returns Broadsheet's own milliseconds of the main thread: all but Vega's compile and dataflow, DuckDB, and their
 * share of garbage collection.
 */
export function ownMs({ parts }: ProfileParts): number {
  const sum = (own: boolean): number =>
    [...parts].reduce(
      (total, [part, ms]) =>
        part === "garbage collection" || part === "waiting" || othersParts.has(part) === own ? total : total + ms,
      0,
    );
  const [ours, theirs] = [sum(true), sum(false)];
  return ours + ((parts.get("garbage collection") ?? 0) * ours) / (ours + theirs);
}
