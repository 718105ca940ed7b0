import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/**
 * The folder for what can be made again, by the XDG Base Directory Specification: `$XDG_CACHE_HOME/broadsheet/`, else
 * `~/.cache/broadsheet/`. A relative `$XDG_CACHE_HOME` is ignored, as the specification demands.
 */
export function cacheFolder(): string {
  const { XDG_CACHE_HOME: cache } = process.env;
  return join(cache !== undefined && isAbsolute(cache) ? cache : join(homedir(), ".cache"), "broadsheet");
}
