import { BroadsheetError } from "../../core/errors.ts";
import { copyWork, type KeptWork, keepWork } from "../../core/report/preview/keep-work.ts";
import { type PreparedPreview } from "../../core/report/preview/make-preview.ts";
import type { Template, TemplateFiles } from "../../core/report/template/template.ts";
import { OverlayStore } from "./overlay-store.ts";
import type { ObjectStore } from "../../core/ports.ts";

/** Sessions kept; the one that was not used for longest goes first. */
const mostSessions = 4;
export interface KeptPreview {
  readonly name: string;
  readonly files: TemplateFiles;
  /** What is shown, and the template that it was made with; absent if no preview of the session succeeded yet. */
  readonly shown?: Shown | undefined;
  /** Whether it is made from these files. */
  readonly current: boolean;
}

export interface Shown {
  readonly prepared: PreparedPreview;
  readonly template: Template;
}

export interface Session {
  /** The template with which it began. */
  readonly template: string;
  readonly kept: KeptWork;
  readonly previews: Map<string, KeptPreview>;
  files: TemplateFiles;
  shown?: Shown | undefined;
  store: OverlayStore;
  samples: number;
}

/** The sessions of editors, each with its last previews and what the next one can use. */
export class PreviewSessions {
  readonly #store: ObjectStore;
  /** From the least to the most recently used. */
  readonly #sessions = new Map<string, Session>();

  /** @param store which previews only read */
  constructor(store: ObjectStore) {
    this.#store = store;
  }

  /** The session of a name; one for `template` begins if there is none. */
  of(name: string, template: string): Session {
    const session = this.#sessions.get(name) ?? this.#begin(template);
    this.#sessions.delete(name);
    this.#sessions.set(name, session);
    if (this.#sessions.size > mostSessions) this.#sessions.delete(this.#sessions.keys().next().value!);
    return session;
  }

  /** @throws BroadsheetError `not-found` if no session keeps the preview */
  find(id: string): { readonly session: Session; readonly preview: KeptPreview } {
    for (const session of this.#sessions.values()) {
      const preview = session.previews.get(id);
      if (preview !== undefined) return { session, preview };
    }
    throw gone(id);
  }

  /** @throws BroadsheetError `not-found` also if nothing is shown yet */
  shownBy(id: string): Shown & { readonly session: Session } {
    const { session, preview } = this.find(id);
    if (preview.shown === undefined)
      throw new BroadsheetError("not-found", {
        code: "nothing-to-show",
        message: "no preview of the session had pages yet",
        seen: id,
      });
    return { session, ...preview.shown };
  }

  /** Begins a session with what the last one of its template keeps: opening an editor again compiles no chart. */
  #begin(template: string): Session {
    const like = [...this.#sessions.values()].findLast((session) => session.template === template);
    return {
      template,
      kept: like === undefined ? keepWork() : copyWork(like.kept),
      previews: new Map(),
      files: like?.files ?? new Map<string, Uint8Array>(),
      store: new OverlayStore(this.#store),
      samples: 0,
    };
  }
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
