import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

/*
 * Loaded into a server and its workers before anything else (`--import`): kills both when a file is moved to a path
 * that matches `KILL_AT`, right before that or right after, as `KILL_WHEN` says.
 */
const at = new RegExp(process.env["KILL_AT"] ?? "^$");
const isAfter = process.env["KILL_WHEN"] === "after";

function kill(): never {
  // A worker's server first: it would take the worker's place at once.
  if (process.channel != null) process.kill(process.ppid, "SIGKILL");
  process.kill(process.pid, "SIGKILL");
  for (;;);
}

const { link, rename } = fs;
const killing =
  (move: (from: string, to: string) => Promise<void>) =>
  async (from: string, to: string): Promise<void> => {
    if (!at.test(to)) return await move(from, to);
    if (isAfter) await move(from, to);
    kill();
  };
fs.link = killing(link as (from: string, to: string) => Promise<void>) as typeof fs.link;
fs.rename = killing(rename as (from: string, to: string) => Promise<void>) as typeof fs.rename;
syncBuiltinESMExports();
