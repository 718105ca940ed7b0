import { type FSWatcher, watch } from "node:fs";
import { sep } from "node:path";
import { BroadsheetError, type Problem } from "../core/errors.ts";

/** Editors write a file in several steps; the last one counts. Milliseconds. */
const settleMs = 100;

export interface WatchTemplatesOptions {
  /** Template name → folder. */
  readonly folders: ReadonlyMap<string, string>;
  /** Publishes the folder's present files; called for one template at a time. */
  publish(name: string, folder: string): Promise<void>;
  /** Told the outcome of every publication: no problems when it succeeded. */
  published(name: string, problems: readonly Problem[]): void;
}

/**
 * Watches template folders and publishes a template again when its files have changed and been
 * quiet for a moment. A fault is told, never thrown: the next change may mend it.
 *
 * @returns ends the watching
 */
export function watchTemplates({ folders, publish, published }: WatchTemplatesOptions): () => void {
  const timers = new Map<string, NodeJS.Timeout>();
  let publishing: Promise<void> = Promise.resolve();

  const changed = (name: string, folder: string): void => {
    clearTimeout(timers.get(name));
    timers.set(
      name,
      setTimeout(() => {
        publishing = publishing.then(() => publish(name, folder)).then(
          () => published(name, []),
          (error: unknown) => published(name, problemsOf(error)),
        );
      }, settleMs),
    );
  };

  const watchers = [...folders].map(([name, folder]): FSWatcher => {
    const watcher = watch(folder, { recursive: true }, (_event, file) => {
      if (file === null || !isScrap(file)) changed(name, folder);
    });
    watcher.on("error", (error) => published(name, problemsOf(error)));
    return watcher;
  });

  return () => {
    for (const timer of timers.values()) clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

/** Hidden files and editors' backups are no part of a template. */
function isScrap(file: string): boolean {
  return file.split(sep).some((part) => part.startsWith(".") || part.endsWith("~"));
}

function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof BroadsheetError) return error.problems;
  return [{ code: "watch-failed", message: error instanceof Error ? error.message : String(error) }];
}
