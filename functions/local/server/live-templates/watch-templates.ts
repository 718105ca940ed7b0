import { existsSync, type FSWatcher, watch } from "node:fs";
import { basename, join, resolve, sep } from "node:path";
import { BroadsheetError, type Problem } from "../../../core/errors.ts";
import { fingerprintTemplate } from "./fingerprint-template.ts";
import { isScrap } from "./fingerprint-folder.ts";
import { findTemplateFolders } from "../../../seed/template-folders.ts";

/** Quiet time before publishing, ms: editors write a file in several steps, and the last one counts. */
const settleMs = 100;

/**
 * Interval for checking sizes and times, ms. Events get lost while a folder is copied, and shared drives may send none.
 */
const lookMs = 1_000;

export interface WatchTemplatesOptions {
  /** As for `findTemplateFolders`; templates created later are found too. */
  readonly parents: readonly string[];
  /** The folder of shared themes, as for `themeFoldersOf`. */
  readonly themes?: string | undefined;
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
export function watchTemplates(options: WatchTemplatesOptions): () => void {
  const watcher = new TemplateWatcher(options);
  watcher.start();
  return () => watcher.end();
}

class TemplateWatcher {
  readonly #options: WatchTemplatesOptions;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  /** Folder of each template found by the last check. */
  readonly #present: Map<string, string>;
  /** Folder → fingerprint of its files when last published. */
  readonly #prints = new Map<string, string>();
  #watchers: readonly FSWatcher[] = [];
  #looks: NodeJS.Timeout | undefined;
  #publishing: Promise<void> = Promise.resolve();
  #ended = false;

  constructor(options: WatchTemplatesOptions) {
    this.#options = options;
    this.#present = new Map(options.known);
  }

  start(): void {
    this.#watchers = this.#options.parents.map((path) => this.#watch(resolve(path)));
    let looking = this.#look();
    // If a folder disappears during a check, the next check notices.
    const again = (): Promise<void> => this.#look();
    looking.catch(() => {});
    this.#looks = setInterval(() => void (looking = looking.then(again, again).catch(() => {})), lookMs).unref();
  }

  end(): void {
    this.#ended = true;
    clearInterval(this.#looks);
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const watcher of this.#watchers) watcher.close();
  }

  #watch(parent: string): FSWatcher {
    const watcher = watch(parent, { recursive: true }, (_event, file) => {
      const [name, ...inside] = (file ?? "").split(sep);
      if (name === undefined || [name, ...inside].some(isScrap)) return;
      // A parent may itself be a template; `findTemplateFolders` can tell.
      this.#noteChange(parent);
      this.#noteChange(join(parent, name));
    });
    watcher.on("error", (error) => this.#options.published(basename(parent), problemsOf(error)));
    return watcher;
  }

  /** Finds changes that no event told. */
  async #look(): Promise<void> {
    const folders = await this.#folders();
    for (const [name, folder] of this.#present) if (folders.get(name) !== folder) this.#noteChange(folder);
    await Promise.all(
      [...folders].map(async ([name, folder]) => {
        const print = await fingerprintTemplate(folder, this.#options.themes);
        const last = this.#prints.get(folder);
        // What the first check finds was published at start.
        if (last === undefined && this.#present.get(name) === folder) this.#prints.set(folder, print);
        else if (last !== print) this.#noteChange(folder);
      }),
    );
  }

  #folders(): ReturnType<typeof findTemplateFolders> {
    return findTemplateFolders(this.#options.parents.filter((parent) => existsSync(parent)));
  }

  #noteChange(folder: string): void {
    if (this.#ended) return;
    clearTimeout(this.#timers.get(folder));
    const timer = setTimeout(() => {
      this.#publishing = this.#publishing.then(() => this.#publishChanged(basename(folder), folder));
    }, settleMs);
    this.#timers.set(folder, timer);
  }

  async #publishChanged(name: string, changed: string): Promise<void> {
    const { publish, published } = this.#options;
    try {
      const before = this.#present.get(name);
      const folder = (await this.#folders()).get(name);
      if (folder === undefined) {
        if (this.#present.delete(name)) published(name, [gone(changed)]);
        return;
      }
      // Hidden by a template of the same name in a later parent.
      if (folder !== changed && before !== changed) return;
      this.#present.set(name, folder);
      this.#prints.set(folder, await fingerprintTemplate(folder, this.#options.themes));
      await publish(name, folder);
      published(name, []);
    } catch (error) {
      published(name, problemsOf(error));
    }
  }
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
