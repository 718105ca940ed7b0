import { fileURLToPath } from "node:url";
import { projectRoot } from "./project-root.ts";

/** The folder for what can be made again: beside the packages, where V8's compile cache is too. */
export function cacheFolder(): string {
  return fileURLToPath(new URL("node_modules/.cache/broadsheet/", projectRoot));
}
