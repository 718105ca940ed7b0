import { execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { expect, test } from "vitest";
import {
  batchRoom,
  previewRoom,
  reportRoom,
  workerOptions,
  workerVariables,
} from "../../functions/render/worker-settings.ts";

/** A program that keeps 40 MB and replaces them again and again. */
const program = `
const kept = [];
let most = 0;
for (let turn = 0; turn < 12; turn++) {
  for (let i = 0; i < 40; i++) {
    kept[i] = Array.from({ length: 16_000 }, (_, n) => ({ n, turn }));
    most = Math.max(most, process.memoryUsage().heapTotal);
  }
}
console.log(Math.round(most / 2 ** 20));
`;

/** Returns the largest size of its heap, MB. */
function run(options: readonly string[]): number {
  return Number(
    execFileSync(process.execPath, [...options, "-e", program], {
      encoding: "utf8",
      env: { ...process.env, ...workerVariables },
    }),
  );
}

test("a worker's heap stays near the size of its live objects", () => {
  const own = run(workerOptions(512, 1));
  expect(own).toBeLessThan(run([]) * 0.8);
  // Workers of batches and previews have more room, within what their memory may grow by.
  for (const room of [batchRoom, previewRoom]) {
    const most = own + 2 * room.semiSpaceMegabytes + (40 * (room.growingPercent - reportRoom.growingPercent)) / 100;
    expect(run(workerOptions(512, 1, room))).toBeLessThan(most * 1.3);
  }
});

test("threads copy new objects together only where a core is to spare", () => {
  const cores = availableParallelism();
  expect(workerOptions(512, cores)).toContain("--no-parallel-scavenge");
  expect(workerOptions(512, cores - 1)).not.toContain("--no-parallel-scavenge");
});

/** A program that compresses 200 streams, and prints how often it touched memory anew for each. */
const compressing = `
const { deflateSync } = require("node:zlib");
const body = Buffer.alloc(4000, "stream");
const faults = () => process.resourceUsage().minorPageFault;
for (let stream = 0; stream < 20; stream++) deflateSync(body);
const before = faults();
for (let stream = 0; stream < 200; stream++) deflateSync(body);
console.log((faults() - before) / 200);
`;

function touched(variables: Readonly<Record<string, string>>): number {
  const env = { ...process.env, ...variables };
  return Number(execFileSync(process.execPath, ["-e", compressing], { encoding: "utf8", env }));
}

test("memory in which a stream was compressed is there for the next", () => {
  const { MALLOC_TRIM_THRESHOLD_: _, ...returning } = workerVariables;
  expect(touched(workerVariables)).toBeLessThan(touched(returning) / 2);
});
