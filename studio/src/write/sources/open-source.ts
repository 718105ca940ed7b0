import type { FileSource } from "./file-source.ts";
import { openStoredSource } from "./stored-source.ts";

/** Opens the folder from which a local server publishes a template, else its stored versions. */
export async function openSource(name: string, version?: string): Promise<FileSource> {
  return await openStoredSource(name, version);
}
