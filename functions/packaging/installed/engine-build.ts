import type { EngineBuild } from "../../program/engine-build.ts";

/** The engine that this package was made from, put here by `npm run package`. */
declare const packedEngine: Pick<EngineBuild, "code" | "packages">;

/** The engine's build, as the checkout computed it: an installed package has no sources to build it from. */
export function readEngine(): typeof packedEngine {
  return packedEngine;
}
