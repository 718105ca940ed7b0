import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { cacheFolder } from "./cache-folder.ts";
import { makeFolder } from "./make-folder.ts";

/**
 * Starts the command line of an installed package. V8's compile cache is kept between runs, and saves a fifth of every
 * start; workers find it by the variable. Without a folder that can be written, nothing is kept.
 */
export async function start(): Promise<void> {
  const compiled = join(cacheFolder(), "compiled");
  if (process.env["NODE_COMPILE_CACHE"] === undefined && makeFolder(compiled))
    process.env["NODE_COMPILE_CACHE"] = compiled;
  if (process.env["NODE_COMPILE_CACHE"] !== undefined) enableCompileCache(process.env["NODE_COMPILE_CACHE"]);
  await import("../../local/start/cli.ts");
}
