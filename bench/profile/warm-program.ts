import { Session } from "node:inspector/promises";
import { writeFile } from "node:fs/promises";
import { open } from "../broadsheet/flagship.ts";

/** Profiles warm flagships in this process: `warm-program.ts RUNS FILE`. */
process.env["TZ"] = "UTC";
const [, , runs = "10", file = ""] = process.argv;
const contender = await open();
const warmUp = 20;
for (let iteration = 0; iteration < warmUp; iteration += 1) {
  await contender.make(iteration);
}
const session = new Session();
session.connect();
await session.post("Profiler.enable");
await session.post("Profiler.setSamplingInterval", { interval: 500 });
await session.post("Profiler.start");
const before = process.threadCpuUsage();
for (let iteration = warmUp; iteration < warmUp + Number(runs); iteration += 1) {
  await contender.make(iteration);
}
const { user, system } = process.threadCpuUsage(before);
const { profile } = await session.post("Profiler.stop");
await writeFile(file, JSON.stringify({ profile, cpuMs: (user + system) / 1000 }));
