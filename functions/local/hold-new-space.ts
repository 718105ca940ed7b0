import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/** Size of new space that is enough, bytes: twice a semi-space of 4 MiB, beyond which a render is no faster. */
const enough = 8 * 1024 * 1024;

/**
 * Keeps V8's space for new objects from growing once it is large enough. By itself it grows to three times 32 MB on a machine with
 * memory to spare: a third of what the report of a long table takes, and no faster. It is asked as a stage begins, so a long stage has it grow within.
 */
export function holdNewSpace(): void {
  const size = getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space")?.space_size ?? 0;
  if (size >= enough) setFlagsFromString("--semi-space-growth-factor=1");
}
