import { existsSync, type FSWatcher, watch } from "node:fs";
import { basename, join, resolve, sep } from "node:path";
import { BroadsheetError, type Problem } from "../../core/errors.ts";
import { fingerprintFolder, isScrap } from "./fingerprint-folder.ts";
import { findTemplateFolders } from "../../seed/template-folders.ts";

/** Quiet time before publishing, ms: editors write a file in several steps, and the last one counts. */
const settleMs = 100;

/**
 * Interval for checking sizes and times, ms. Events get lost while a folder is copied, and shared drives may send none.
 */
const lookMs = 1_000;

export interface WatchTemplatesOptions {
  /** As for `findTemplateFolders`; templates created later are found too. */
  readonly parents: readonly string[];
  /** Name → folder of the templates found at start. */
  readonly known: ReadonlyMap<string, string>;
  /** Publishes the folder's present files; called for one template at a time. */
  publish(name: string, folder: string): Promise<void>;
  /**
   * Called with the outcome of every publication (no problems if it succeeded), and once for a template that is gone.
   */
  published(name: string, problems: readonly Problem[]): void;
}

/**
 * Watches folders of templates, and publishes a template again once its files have changed and been quiet for a moment.
 * A fault is reported, never thrown, since the next change may fix it. A missing folder or template.yaml is reported
 * too; if another folder has a template of the same name, that one takes its place.
 *
 * @returns a function that stops the watching
 */
export function watchTemplates({ parents, known, publish, published }: WatchTemplatesOptions): () => void {
  const timers = new Map<string, NodeJS.Timeout>();
  /** Folder of each template found by the last check. */
  const present = new Map(known);
  /** Folder → fingerprint of its files when last published. */
  const prints = new Map<string, string>();
  let publishing: Promise<void> = Promise.resolve();
  let ended = false;

  const publishChanged = async (name: string, changed: string): Promise<void> => {
    try {
      const before = present.get(name);
      const folder = (await findTemplateFolders(parents.filter((parent) => existsSync(parent)))).get(name);
      if (folder === undefined) {
        if (present.delete(name)) published(name, [gone(changed)]);
        return;
      }
      // Hidden by a template of the same name in a later parent.
      if (folder !== changed && before !== changed) return;
      present.set(name, folder);
      prints.set(folder, await fingerprintFolder(folder));
      await publish(name, folder);
      published(name, []);
    } catch (error) {
      published(name, problemsOf(error));
    }
  };

  const noteChange = (folder: string): void => {
    if (ended) return;
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
      // A parent may itself be a template; `findTemplateFolders` can tell.
      noteChange(parent);
      noteChange(join(parent, name));
    });
    watcher.on("error", (error) => published(basename(parent), problemsOf(error)));
    return watcher;
  });

  const look = async (): Promise<void> => {
    const folders = await findTemplateFolders(parents.filter((parent) => existsSync(parent)));
    for (const [name, folder] of present) if (folders.get(name) !== folder) noteChange(folder);
    await Promise.all(
      [...folders].map(async ([name, folder]) => {
        const print = await fingerprintFolder(folder);
        const last = prints.get(folder);
        // What the first check finds was published at start.
        if (last === undefined && present.get(name) === folder) prints.set(folder, print);
        else if (last !== print) noteChange(folder);
      }),
    );
  };
  let looking = look();
  // If a folder disappears during a check, the next check notices.
  const repeat = (): void => void (looking = looking.then(look, look).catch(() => {}));
  looking.catch(() => {});
  const looks = setInterval(repeat, lookMs).unref();

  return () => {
    ended = true;
    clearInterval(looks);
    for (const timer of timers.values()) clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

function gone(folder: string): Problem {
  const message = existsSync(folder) ? "template.yaml is gone" : "the template's folder is gone";
  return {
    code: "template-gone",
    message,
    where: { file: "template.yaml" },
    hint: "put it back; until then, the last published version is served",
  };
}

function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof BroadsheetError) return error.problems;
  return [{ code: "watch-failed", message: error instanceof Error ? error.message : String(error) }];
}
