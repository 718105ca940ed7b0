import { canMakeAgain } from "./made-again.ts";
import type { Preview } from "./preview.ts";

/** What the author wants to see. */
export interface PreviewWish {
  /** Every file of the template; absent: what the source holds, which is still being read. */
  readonly files: ReadonlyMap<string, Uint8Array> | undefined;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly language: string | undefined;
  /** Alias → `name` or `name@version`. */
  readonly datasets: Readonly<Record<string, string>>;
  /** Pages in view, from 1. */
  readonly pages: readonly number[];
}

/** One call to the server. */
export interface PreviewCall extends Omit<PreviewWish, "files"> {
  /** The preview whose files `files` changes; absent: they are all, unless `unchanged`. */
  readonly since?: string | undefined;
  /** The files are those of the source. */
  readonly unchanged?: true;
  /** Path → content, or null for one that is gone. */
  readonly files: ReadonlyMap<string, Uint8Array | null>;
}

export interface PreviewState {
  readonly preview?: Preview | undefined;
  /** Whether something newer than `preview` is being made. */
  readonly busy: boolean;
  /** Milliseconds from the call to its answer. */
  readonly took?: number | undefined;
  /** Why the last call failed; faults of the template are no failure, but problems of the preview. */
  readonly failure?: Error | undefined;
  /** The files of the last preview without an error: those of the pages that a stale preview shows. */
  readonly good?: ReadonlyMap<string, Uint8Array> | undefined;
}

/** Asks for a preview. `lost`: the server no longer has the preview that `since` names. */
export type AskPreview = (call: PreviewCall) => Promise<{ readonly preview: Preview } | { readonly lost: true }>;

/**
 * The previews of one template while it is edited. One call is under way at a time, and only the newest wish waits: a
 * burst of keystrokes makes no queue. Only files that changed since the last answer are sent. A call leaves in the turn
 * in which it was wished for, before anything is drawn.
 */
export class PreviewSession {
  readonly #ask: AskPreview;
  readonly #now: () => number;
  readonly #listeners = new Set<() => void>();
  #state: PreviewState = { busy: false };
  #next: PreviewWish | undefined;
  #running = false;
  #sent: { readonly id: string; readonly files: ReadonlyMap<string, Uint8Array> } | undefined;
  #ended = false;

  constructor(ask: AskPreview, now: () => number = () => performance.now()) {
    this.#ask = ask;
    this.#now = now;
  }

  readonly state = (): PreviewState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Wishes for a preview; it replaces a wish that waits. */
  wish(wish: PreviewWish): void {
    this.#next = wish;
    if (!this.#running) void this.#run();
  }

  /** Forgets the listeners; what is under way is ignored. */
  end(): void {
    this.#ended = true;
    this.#listeners.clear();
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#next !== undefined && !this.#ended) {
      const wish = this.#next;
      this.#next = undefined;
      const began = this.#now();
      const making = this.#make(wish);
      this.#set({ ...this.#state, busy: true });
      try {
        const preview = await making;
        const { files } = wish;
        // Somebody may have changed the source meanwhile: the first call with files begins anew.
        this.#sent = files === undefined ? undefined : { id: preview.id, files };
        if (files !== undefined) canMakeAgain(preview.id, () => this.#ask({ ...wish, files }));
        const good = preview.state === "current" && files !== undefined ? files : this.#state.good;
        this.#set({ preview, busy: this.#next !== undefined, took: this.#now() - began, good });
      } catch (error) {
        this.#sent = undefined;
        this.#set({
          ...this.#state,
          busy: this.#next !== undefined,
          failure: error instanceof Error ? error : new Error(String(error)),
        });
      }
    }
    this.#running = false;
  }

  async #make(wish: PreviewWish): Promise<Preview> {
    const answer = await this.#ask(this.#callFor(wish));
    if ("preview" in answer) return answer.preview;
    this.#sent = undefined;
    const again = await this.#ask(this.#callFor(wish));
    if ("preview" in again) return again.preview;
    throw new Error("the server forgot a preview that it had just been sent");
  }

  #callFor({ files, ...wish }: PreviewWish): PreviewCall {
    if (files === undefined) return { ...wish, files: new Map(), unchanged: true };
    if (this.#sent === undefined) return { ...wish, files };
    const before = this.#sent.files;
    const changed = new Map<string, Uint8Array | null>(
      [...files].filter(([path, bytes]) => before.get(path) !== bytes),
    );
    for (const path of before.keys()) if (!files.has(path)) changed.set(path, null);
    return { ...wish, since: this.#sent.id, files: changed };
  }

  #set(state: PreviewState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
