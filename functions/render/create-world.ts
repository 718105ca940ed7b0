import { createFontFiles } from "../adapters/font-files.ts";
import { openScratchFolder } from "../adapters/scratch-folder.ts";
import { systemClock } from "../adapters/system-clock.ts";
import type { World } from "../core/report/generate-report.ts";
import type { ObjectStore } from "../core/ports.ts";
import { engineDigest, makerDigest } from "../engine-digest.ts";

/** The world on a local machine: fonts from `node_modules`, the system clock and temporary folder. */
export function createWorld(store: ObjectStore): World {
  return {
    store,
    fonts: createFontFiles(),
    clock: systemClock,
    openScratch: openScratchFolder,
    engine: engineDigest(),
    maker: makerDigest(),
  };
}
