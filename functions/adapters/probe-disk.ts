import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { stageFile } from "./files/file-object-staging.ts";

/** Bytes of a probe: more than the records of a report and most PDFs. Random, since some disks compress. */
const probeBytes = 4 * 1024 * 1024;

/** Whether a data directory takes an object now, as the store would write it. The file is removed at once. */
export async function probeDisk(dataDirectory: string): Promise<boolean> {
  try {
    await rm(await stageFile(join(dataDirectory, ".store", "staging"), randomBytes(probeBytes)), { force: true });
    return true;
  } catch {
    return false;
  }
}
