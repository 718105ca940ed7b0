import { readCapabilities } from "../../api/capabilities.ts";
import type { FileSource } from "./file-source.ts";
import { openFolderSource } from "./folder-source.ts";
import { latestVersion, openStoredSource } from "./stored-source.ts";

/**
 * Opens the folder from which a local server publishes a template, if it may be edited, else its stored versions.
 *
 * @param version a stored version to begin with, whatever the folder holds
 */
export async function openSource(name: string, version?: string): Promise<FileSource> {
  // Asked for at once, although a folder needs it not.
  const stored = version ?? latestVersion(name);
  if (stored instanceof Promise) stored.catch(() => {});
  const folder = version === undefined && (await readCapabilities()).folders;
  return (folder ? await openFolderSource(name) : undefined) ?? openStoredSource(name, await stored);
}
