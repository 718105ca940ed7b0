import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/** Sufficient size of new space, bytes: twice a semi-space of 4 MiB, beyond which a render is no faster. */
const enough = 8 * 1024 * 1024;

/**
 * Stops V8's new space from growing once it is large enough. By default it grows to three times 32 MB on a machine with
 * spare memory: a third of what a report with a long table uses, without making it faster. It is checked only when a
 * stage begins, so new space may still grow within a long stage.
 */
export function holdNewSpace(): void {
  const size = getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space")?.space_size ?? 0;
  if (size >= enough) setFlagsFromString("--semi-space-growth-factor=1");
}
