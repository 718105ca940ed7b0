import { useEffect, useState } from "react";
import type { Workspace } from "../workspace/workspace.ts";
import type { FileSource } from "./file-source.ts";

/**
 * Follows what others do to the files: those of a folder appear in the workspace.
 *
 * @returns whether somebody else has stored a newer draft
 */
export function useOutsideChanges(source: FileSource, workspace: Workspace): boolean {
  const [newer, setNewer] = useState(false);
  useEffect(() => {
    const meet = (): void =>
      void source.list().then(
        (stored) => workspace.meet(stored),
        () => {},
      );
    // The room may have been left for a while.
    if (source.kind === "folder") meet();
    return source.watch(() => (source.kind === "folder" ? meet() : setNewer(true)));
  }, [source, workspace]);
  return newer;
}
