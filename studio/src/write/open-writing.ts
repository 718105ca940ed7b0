import { readView } from "../api/write-view.ts";
import { Previews } from "./preview/previews.ts";
import type { FileSource } from "./sources/file-source.ts";
import { openSource } from "./sources/open-source.ts";
import { keepUnsaved, readUnsaved } from "./workspace/keep-unsaved.ts";
import { warnOfUnsaved } from "./workspace/warn-of-unsaved.ts";
import { Workspace } from "./workspace/workspace.ts";

/** A template while it is edited. */
export interface Writing {
  readonly source: FileSource;
  readonly workspace: Workspace;
  readonly previews: Previews;
}

/**
 * Opens a template for editing. Its first preview is made while its files are read.
 *
 * @param version a stored version to begin with
 * @throws RefusedError if there is no such template or version
 */
async function openWriting(name: string, version: string | undefined): Promise<Writing> {
  const source = await openSource(name, version);
  const previews = new Previews(name, source);
  const stored = await source.list();
  const workspace = new Workspace(stored);
  workspace.restore(readUnsaved(keyOf(name, version)), stored);
  addEventListener("pagehide", keepUnsaved(keyOf(name, version), workspace));
  previews.follow(workspace);
  warnOfUnsaved(workspace);
  return { source, workspace, previews };
}

let ahead: { readonly key: string; readonly writing: Promise<Writing> } | undefined;
let asked = false;

/**
 * Opens the template that an address names, while the room's program is still being loaded. Does so once: afterwards
 * the program is here.
 *
 * @param path such as `/studio/write/sales`
 * @param search such as `?version=…`
 */
export function openAhead(path: string, search: string): void {
  const name = /^\/studio\/write\/([^/]+)$/.exec(path)?.[1];
  if (name === undefined || asked) return;
  asked = true;
  if (readView(name) === "source") loadSource();
  const version = new URLSearchParams(search).get("version") ?? undefined;
  const writing = openWriting(name, version);
  writing.catch(() => {
    // The caller that takes it gets the error.
  });
  ahead = { key: keyOf(name, version), writing };
}

/** Loads what shows the source, and its face: lines that are shown in another one would break elsewhere. */
function loadSource(): void {
  Promise.all([
    import("./source-pane.tsx"),
    import("./workspace/read-names.ts"),
    document.fonts.load('1rem "IBM Plex Mono"'),
  ]).catch(() => {
    // The room's own import fails alike, and says so.
  });
}

/** The template for editing: as it was opened ahead, once, else opened now. @throws RefusedError */
export function takeWriting(name: string, version: string | undefined): Promise<Writing> {
  const taken = ahead?.key === keyOf(name, version) ? ahead.writing : undefined;
  ahead = undefined;
  return taken ?? openWriting(name, version);
}

function keyOf(name: string, version: string | undefined): string {
  return `${name} ${version ?? ""}`;
}
