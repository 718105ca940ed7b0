import { getHeapStatistics } from "node:v8";
import { BroadsheetError } from "../../core/errors.ts";
import { copyWork, type KeptWork, keepWork } from "../../core/report/preview/keep-work.ts";
import { type PreparedPreview } from "../../core/report/preview/make-preview.ts";
import type { AskedPreview } from "../../core/report/preview/preview.ts";
import type { Template, TemplateFiles } from "../../core/report/template/template.ts";
import type { SentDrawings } from "./drawing-sender.ts";
import { OverlayStore } from "./overlay-store.ts";
import type { ObjectStore } from "../../core/ports.ts";

/**
 * Sessions that keep their work, while half of the heap is free and while it is not; the one that was not used for
 * longest gives it up first, and keeps its files.
 */
const mostAtWork = { roomy: 10, tight: 4 } as const;

/** Sessions whose files are kept; the one that was not used for longest goes first. */
const mostSessions = 400;

/** Bytes of their files in all; what sessions share counts once. */
const mostBytes = 256 * 1024 * 1024;

export interface KeptPreview {
  readonly name: string;
  readonly files: TemplateFiles;
  /** Whether it showed pages: if so, and `shown` is absent, they were given up. */
  readonly shows: boolean;
  shown?: Shown | undefined;
  /** What its editor has of drawings once it has this preview. */
  readonly sent?: SentDrawings | undefined;
}

export interface Shown {
  readonly prepared: PreparedPreview;
  readonly template: Template;
}

/** What a session has in memory beside its files. */
export interface SessionWork {
  readonly kept: KeptWork;
  shown?: Shown | undefined;
  store: OverlayStore;
  /** Versions of edited samples in `store`. */
  samples: Set<string>;
}

/** The last preview of a session that had no faults, to be made again. */
export interface GoodPreview {
  /** What was asked, without its files. */
  readonly asked: AskedPreview;
  readonly files: TemplateFiles;
  readonly version: string;
}

export interface Session {
  /** The template with which it began. */
  readonly template: string;
  readonly previews: Map<string, KeptPreview>;
  files: TemplateFiles;
  good?: GoodPreview | undefined;
  /** Absent while others are at work. */
  work?: SessionWork | undefined;
}

/** A session that is being used. */
export type WorkingSession = Session & { work: SessionWork };

/**
 * The sessions of editors. Hundreds keep the files of their last previews, so that each can go on where it was; a few
 * keep what the next preview can use, which is a hundred times as much.
 */
export class PreviewSessions {
  readonly #store: ObjectStore;
  readonly #mostBytes: number;
  readonly #isRoomy: () => boolean;
  /** From the least to the most recently used. */
  readonly #sessions = new Map<string, Session>();
  /** Bytes of files that came since they were last counted. */
  #brought = Infinity;

  /**
   * @param store which previews only read
   * @param limit bytes of all files
   * @param isRoomy whether the heap has room for the work of many sessions
   */
  constructor(store: ObjectStore, limit = mostBytes, isRoomy = halfOfHeapIsFree) {
    this.#store = store;
    this.#mostBytes = limit;
    this.#isRoomy = isRoomy;
  }

  get size(): number {
    return this.#sessions.size;
  }

  /** The session of a name, ready for work; one for `template` begins if there is none. */
  of(name: string, template: string): WorkingSession {
    const session = this.#sessions.get(name) ?? this.#begin(template);
    session.work ??= this.#workFor(session.template);
    this.#sessions.delete(name);
    this.#sessions.set(name, session);
    if (this.#sessions.size > mostSessions) this.#sessions.delete(this.#sessions.keys().next().value!);
    const atWork = [...this.#sessions.values()].filter(({ work }) => work !== undefined);
    const most = atWork.length > mostAtWork.tight && this.#isRoomy() ? mostAtWork.roomy : mostAtWork.tight;
    for (const each of atWork.slice(0, -most)) giveUpWork(each);
    return session as WorkingSession;
  }

  /** Takes note of bytes that came with a preview, and forgets the sessions least recently used if all are too many. */
  brought(bytes: number): void {
    this.#brought += bytes;
    // Counting takes a while if there are many.
    if (this.#brought < this.#mostBytes / 16) return;
    this.#brought = 0;
    const seen = new Set<Uint8Array>();
    let total = 0;
    const sessions = [...this.#sessions].reverse();
    for (const [index, [name, session]] of sessions.entries()) {
      total += newBytes(session, seen);
      if (index > 0 && total > this.#mostBytes) this.#sessions.delete(name);
    }
  }

  /** @throws BroadsheetError `not-found` if no session keeps the preview */
  find(id: string): { readonly session: Session; readonly preview: KeptPreview } {
    for (const session of this.#sessions.values()) {
      const preview = session.previews.get(id);
      if (preview !== undefined) return { session, preview };
    }
    throw gone(id);
  }

  /** @throws BroadsheetError `not-found` also if nothing is shown yet, or its pages were given up */
  shownBy(id: string): Shown & { readonly session: WorkingSession } {
    const { session, preview } = this.find(id);
    if (!preview.shows)
      throw new BroadsheetError("not-found", {
        code: "nothing-to-show",
        message: "no preview of the session had pages yet",
        seen: id,
      });
    if (preview.shown === undefined || session.work === undefined) throw gone(id);
    return { session: session as WorkingSession, ...preview.shown };
  }

  /** Begins a session with the files of the last one of its template: contents that are the same are kept once. */
  #begin(template: string): Session {
    const like = [...this.#sessions.values()].findLast((session) => session.template === template);
    return { template, previews: new Map(), files: like?.files ?? new Map<string, Uint8Array>() };
  }

  /** What the last session of a template keeps: opening an editor again compiles no chart. */
  #workFor(template: string): SessionWork {
    const like = [...this.#sessions.values()].findLast(
      (session) => session.template === template && session.work !== undefined,
    )?.work;
    return {
      kept: like === undefined ? keepWork() : copyWork(like.kept),
      store: new OverlayStore(this.#store),
      samples: new Set(),
    };
  }
}

/** What V8 has not collected yet counts as used, so that this errs on the side of giving work up. */
function halfOfHeapIsFree(): boolean {
  const { used_heap_size: used, external_memory: buffers, heap_size_limit: limit } = getHeapStatistics();
  return used + buffers < limit / 2;
}

function giveUpWork(session: Session): void {
  session.work = undefined;
  for (const preview of session.previews.values()) preview.shown = undefined;
}

/** Bytes that a session keeps and that were not seen yet. */
function newBytes({ files, good, previews }: Session, seen: Set<Uint8Array>): number {
  let bytes = 0;
  for (const each of [files, good?.files ?? [], ...[...previews.values()].map((preview) => preview.files)])
    for (const [, body] of each) {
      if (seen.has(body)) continue;
      seen.add(body);
      bytes += body.byteLength;
    }
  return bytes + (good === undefined ? 0 : JSON.stringify(good.asked).length);
}

/** What a request for a preview that is no longer kept is answered. */
export function gone(id: string): BroadsheetError {
  return new BroadsheetError("not-found", {
    code: "preview-gone",
    message: "the preview is no longer kept",
    where: { pointer: "/since" },
    seen: id,
    hint: "send all files again, without `since`",
  });
}
