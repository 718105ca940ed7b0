/** One of the compared ways of making PDFs, open and ready. */
export interface Contender {
  /**
   * Makes one PDF, from its content to its bytes.
   *
   * @param iteration 0, 1, 2, …; each has other content, so that no result can be kept
   */
  make(iteration: number): Promise<Made>;
  close?(): Promise<void>;
}

export interface Made {
  readonly pdf: Uint8Array;
  /** Milliseconds of parts of the work, if the contender knows them. */
  readonly parts?: Readonly<Record<string, number>>;
}

/** What a contender's module exports. The job is JSON. */
export interface ContenderModule {
  open(job: unknown): Promise<Contender>;
}

/** A message from the bench to a contender's process. */
export interface Order {
  readonly iteration: number;
  /** Path to which the PDF is written. */
  readonly keep?: string;
}

/** A message from a contender's process to the bench. */
export type Answer =
  | { readonly kind: "open" }
  | {
      readonly kind: "made";
      readonly iteration: number;
      readonly ms: number;
      readonly bytes: number;
      readonly parts?: Readonly<Record<string, number>>;
    }
  | { readonly kind: "failed"; readonly reason: string };
