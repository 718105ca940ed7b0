import { cpSync, existsSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "./native-package.ts";
import { SetupFault } from "../setup-fault.ts";

/** Tells the local server whether the build is that of the present sources; no browser asks for it. */
const stamp = "sources.sha256";

/**
 * Copies the built studio, as browsers get it.
 *
 * @throws SetupFault if it is not built
 */
export function copyStudio(target: string): void {
  const source = join(root, "build/studio");
  if (!existsSync(join(source, "index.html"))) throw new SetupFault("the studio is not built: npm run prepare");
  cpSync(source, target, { recursive: true, filter: (file) => basename(file) !== stamp });
}
