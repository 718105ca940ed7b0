import { existsSync, type FSWatcher, watch } from "node:fs";
import { basename, join, resolve, sep } from "node:path";
import { BroadsheetError, type Problem } from "../../core/errors.ts";
import { fingerprintFolder, isScrap } from "./fingerprint-folder.ts";
import { findTemplateFolders } from "../../seed/template-folders.ts";

/** Editors write a file in several steps; the last one counts. Milliseconds. */
const settleMs = 100;

/** Events get lost while a folder is copied, and on shared drives there may be none: a look at sizes and times finds the rest. Milliseconds. */
const lookMs = 1_000;

export interface WatchTemplatesOptions {
  /** As for `findTemplateFolders`; templates that are made later are found too. */
  readonly parents: readonly string[];
  /** Name → folder of the templates that were found at start. */
  readonly known: ReadonlyMap<string, string>;
  /** Publishes the folder's present files; called for one template at a time. */
  publish(name: string, folder: string): Promise<void>;
  /** Told the outcome of every publication, no problems when it succeeded; and once of a template that is gone. */
  published(name: string, problems: readonly Problem[]): void;
}

/**
 * Watches folders of templates and publishes a template again when its files have changed and been
 * quiet for a moment. A fault is reported, never thrown: the next change may mend it. So is the loss of a
 * template's folder or of its template.yaml; of two templates of one name the other then takes its place.
 *
 * @returns ends the watching
 */
export function watchTemplates({ parents, known, publish, published }: WatchTemplatesOptions): () => void {
  const timers = new Map<string, NodeJS.Timeout>();
  /** Folder of each template that was found last. */
  const present = new Map(known);
  /** Folder → its files when they were last published. */
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
      // Hidden by a later parent's template of the same name.
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
      // A parent may itself be a template; `findTemplateFolders` knows which of the two it is.
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
        // What was there at the first look is what was published at start.
        if (last === undefined && present.get(name) === folder) prints.set(folder, print);
        else if (last !== print) noteChange(folder);
      }),
    );
  };
  let looking = look();
  // A folder that vanishes during a look is found gone by the next one.
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
  return { code: "template-gone", message, where: { file: "template.yaml" }, hint: "put it back; until then, the last published version is served" };
}

function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof BroadsheetError) return error.problems;
  return [{ code: "watch-failed", message: error instanceof Error ? error.message : String(error) }];
}
