import { type FSWatcher, watch } from "node:fs";
import { basename, join, resolve, sep } from "node:path";
import { BroadsheetError, type Problem } from "../core/errors.ts";
import { findTemplateFolders } from "./template-folders.ts";

/** Editors write a file in several steps; the last one counts. Milliseconds. */
const settleMs = 100;

export interface WatchTemplatesOptions {
  /** As for `findTemplateFolders`; templates that are made later are found too. */
  readonly parents: readonly string[];
  /** Publishes the folder's present files; called for one template at a time. */
  publish(name: string, folder: string): Promise<void>;
  /** Told the outcome of every publication: no problems when it succeeded. */
  published(name: string, problems: readonly Problem[]): void;
}

/**
 * Watches folders of templates and publishes a template again when its files have changed and been
 * quiet for a moment. A fault is told, never thrown: the next change may mend it.
 *
 * @returns ends the watching
 */
export function watchTemplates({ parents, publish, published }: WatchTemplatesOptions): () => void {
  const timers = new Map<string, NodeJS.Timeout>();
  let publishing: Promise<void> = Promise.resolve();

  const publishChanged = async (name: string, changed: string): Promise<void> => {
    try {
      const folder = (await findTemplateFolders(parents)).get(name);
      // Gone, not yet a template, or hidden by a later parent's template of the same name.
      if (folder !== changed) return;
      await publish(name, folder);
      published(name, []);
    } catch (error) {
      published(name, problemsOf(error));
    }
  };

  const noteChange = (folder: string): void => {
    clearTimeout(timers.get(folder));
    const timer = setTimeout(() => {
      publishing = publishing.then(() => publishChanged(basename(folder), folder));
    }, settleMs);
    timers.set(folder, timer);
  };

  const watchers = parents.map((path): FSWatcher => {
    const parent = resolve(path);
    const watcher = watch(parent, { recursive: true }, (_event, file) => {
      const [name, ...inside] = (file ?? "").split(sep);
      if (name === undefined || [name, ...inside].some(isScrap)) return;
      // A parent may itself be a template; `findTemplateFolders` knows which of the two it is.
      noteChange(parent);
      noteChange(join(parent, name));
    });
    watcher.on("error", (error) => published(basename(parent), problemsOf(error)));
    return watcher;
  });

  return () => {
    for (const timer of timers.values()) clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

/** Hidden files and editors' backups are no part of a template. */
function isScrap(name: string): boolean {
  return name.startsWith(".") || name.endsWith("~");
}

function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof BroadsheetError) return error.problems;
  return [{ code: "watch-failed", message: error instanceof Error ? error.message : String(error) }];
}
