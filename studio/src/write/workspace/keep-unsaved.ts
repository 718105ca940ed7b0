import { fromBase64 } from "../preview/from-base64.ts";
import { type StoredFile, textOf, type WorkFile } from "./work-file.ts";
import type { Workspace } from "./workspace.ts";

/** Where changes that are not saved wait while the page is loaded again: it lasts as long as the tab. */
type Storage = Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem">;

/** A changed file, with the state that it was changed from. */
interface KeptFile {
  readonly path: string;
  readonly removed: boolean;
  readonly bytes: string;
  readonly saved?: { readonly etag: string; readonly bytes: string };
}

const prefix = "broadsheet-unsaved ";

/** Milliseconds without a change before the changes are kept. */
const patience = 250;

/**
 * Keeps the changes of a workspace, so that they survive a reload, a crash and signing in. Without room nothing is
 * kept, and the browser still asks before the page is left.
 *
 * @param key of the template, and of the version that editing began with
 * @returns keeps at once what still waits, as when the page is left
 */
export function keepUnsaved(key: string, workspace: Workspace, storage: Storage = sessionStorage): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const changed = workspace.changed().map(pack);
    try {
      if (changed.length === 0) storage.removeItem(prefix + key);
      else storage.setItem(prefix + key, JSON.stringify(changed));
    } catch {
      // An older state would come back in the place of this one.
      storage.removeItem(prefix + key);
    }
  };
  workspace.subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(keep, patience);
  });
  return () => {
    if (timer !== undefined) keep();
  };
}

/** The changes that were kept of a template; none if there are none, or they cannot be read. */
export function readUnsaved(key: string, storage: Storage = sessionStorage): readonly WorkFile[] {
  try {
    return (JSON.parse(storage.getItem(prefix + key) ?? "[]") as readonly KeptFile[]).map(unpack);
  } catch {
    return [];
  }
}

function pack({ path, removed, bytes, saved }: WorkFile): KeptFile {
  return {
    path,
    removed,
    bytes: toBase64(bytes),
    ...(saved !== undefined && { saved: { etag: saved.etag, bytes: toBase64(saved.bytes) } }),
  };
}

function unpack({ path, removed, bytes: packed, saved }: KeptFile): WorkFile {
  const bytes = fromBase64(packed);
  const before: StoredFile | undefined =
    saved === undefined ? undefined : { path, etag: saved.etag, bytes: fromBase64(saved.bytes) };
  return { path, removed, bytes, text: textOf(bytes), ...(before !== undefined && { saved: before }) };
}

function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 32_768) binary += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(binary);
}
