import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { cacheFolder } from "./cache-folder.ts";

/**
 * Starts the command line of an installed package. V8's compile cache is kept between runs, and saves a fifth of every
 * start; workers find it by the variable.
 */
export async function start(): Promise<void> {
  process.env["NODE_COMPILE_CACHE"] ??= join(cacheFolder(), "compiled");
  enableCompileCache(process.env["NODE_COMPILE_CACHE"]);
  await import("../../local/start/cli.ts");
}
