import { useLayoutEffect, useState, useSyncExternalStore } from "react";
import { askServer } from "../write/preview/ask-server.ts";
import { PreviewSession, type PreviewState } from "../write/preview/preview-session.ts";
import { defaultValues } from "../write/preview/preview-values.ts";

const nothing: ReadonlyMap<string, Uint8Array> = new Map();

/** The preview of files that are stored nowhere; that of newer files takes its place. */
export function useDraftPreview(files: ReadonlyMap<string, Uint8Array>): PreviewState {
  const [session] = useState(
    () => new PreviewSession(askServer("draft", crypto.randomUUID(), { base: { kind: "nothing" } }, () => nothing)),
  );
  // Before the next frame, in which the pages before already wait.
  useLayoutEffect(() => session.wish({ files, ...defaultValues, pages: [1] }), [session, files]);
  return useSyncExternalStore(session.subscribe, session.state);
}
