import type { BuiltPart, EngineBuild } from "../../program/engine-build.ts";

/** The parts that this package was made from, put here by `npm run package`. */
declare const packedParts: Readonly<Record<BuiltPart, Pick<EngineBuild, "code" | "packages">>>;

export type { BuiltPart };

/** A part's build, as the checkout computed it: an installed package has no sources to build it from. */
export function readEngine(_project: URL, part: BuiltPart = "engine"): (typeof packedParts)[BuiltPart] {
  return packedParts[part];
}
