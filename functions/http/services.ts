import type { LifecycleWorld } from "../core/lifecycle/lifecycle-world.ts";
import type { ScratchSpace } from "../core/ports.ts";
import type { Upload } from "../core/upload/upload.ts";

export interface SignedUpload {
  readonly url: string;
  /** Headers that the signature covers. */
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly expires: number;
}

/** What the HTTP application needs of the roof it stands under: a laptop or AWS. */
export interface Services extends LifecycleWorld {
  /** Whether an answer of 404 names the templates and datasets there are: only where every caller may know them all. */
  readonly suggestsNames: boolean;
  /** Opens a private folder on disk, for tools that read files only. */
  openScratch(): Promise<ScratchSpace>;
  /** Hears of every claim that is to be rendered, with its template's name. On AWS the store's own notification does the same. */
  claimed(id: string, generation: number, template: string): void;
  /**
   * Returns when the report has an outcome, or after `ms` milliseconds. On a laptop the queue renders
   * meanwhile, on AWS the caller does.
   */
  settle(id: string, generation: number, ms: number): Promise<void>;
  /**
   * A URL that gives the stored PDF under a file name to whoever has it, for fifteen minutes. Absent:
   * the application sends the bytes itself.
   */
  signPdfUrl?(key: string, fileName: string): Promise<string>;
  /**
   * A URL to which the bytes of an upload, and no others, may be sent for fifteen minutes. Absent: there are no uploads, and
   * datasets come with `PUT /datasets/{name}` only.
   */
  signUpload?(upload: Upload): Promise<SignedUpload>;
  /**
   * `serve --watch`: the faults that keep a template's present files from being published, one line of text each;
   * none: the store has them. Absent where nothing is watched, and with it the preview.
   */
  faults?(template: string): readonly string[];
}
