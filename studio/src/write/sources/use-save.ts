import { useCallback, useEffect, useRef, useState } from "react";
import { RefusedError } from "../../api/refused-error.ts";
import { useWords } from "../../words/use-words.tsx";
import { presentFiles } from "../preview/previews.ts";
import { writeWords } from "../words.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { FileSource } from "./file-source.ts";

export interface Saving {
  readonly save: () => Promise<boolean>;
  readonly saving: boolean;
  readonly failure: Error | undefined;
  /** What the last save did. */
  readonly note: string | undefined;
}

/** Time before a save that an outage stopped is tried again, ms. */
const retryMs = 2_000;

/** Whether a save failed for a reason that goes by itself: the network, or a server that is starting or busy. */
function isOutage(error: Error): boolean {
  return !(error instanceof RefusedError) || error.status >= 500 || error.status === 429;
}

/**
 * Saves the changes of a workspace. A file that somebody else changed meanwhile is not overwritten: it becomes a
 * conflict. A save that an outage stopped goes on when the outage ends.
 */
export function useSave(source: FileSource, workspace: Workspace): Saving {
  const words = useWords(writeWords);
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Error>();
  const [note, setNote] = useState<string>();
  const running = useRef(false);
  const save = useCallback(async (): Promise<boolean> => {
    const changed = workspace.changed();
    if (running.current || changed.length === 0) return !running.current;
    running.current = true;
    setSaving(true);
    try {
      const changes = changed.map(({ path, saved, removed, bytes }) => ({
        path,
        etag: saved?.etag,
        bytes: removed ? undefined : bytes,
      }));
      const results = await source.save(changes, presentFiles(workspace.files()));
      for (const result of results) {
        if (result.kind === "saved") workspace.saved(result.file);
        else if (result.kind === "removed") workspace.deleted(result.path);
      }
      const conflicts = results.filter(({ kind }) => kind === "conflict").length;
      if (conflicts > 0) workspace.meet(await source.list());
      setFailure(undefined);
      setNote(conflicts > 0 ? words.savedExcept(conflicts) : words.savedFiles(changed.length));
      return conflicts === 0;
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)));
      return false;
    } finally {
      running.current = false;
      setSaving(false);
    }
  }, [source, workspace, words]);
  useEffect(() => {
    if (failure === undefined || !isOutage(failure) || saving) return undefined;
    // The server cannot say that it is back: it is asked.
    const again = (): void => void save();
    const timer = setTimeout(again, retryMs);
    addEventListener("online", again);
    return () => {
      clearTimeout(timer);
      removeEventListener("online", again);
    };
  }, [failure, saving, save]);
  return { save, saving, failure, note };
}
