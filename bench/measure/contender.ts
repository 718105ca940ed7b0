/** One way of making PDFs, open and ready: what is compared. */
export interface Contender {
  /**
   * Makes one PDF from start to bytes.
   *
   * @param iteration 0, 1, 2, …: every one asks for other content, so that no result can be kept
   */
  make(iteration: number): Promise<Made>;
  close?(): Promise<void>;
}

export interface Made {
  readonly pdf: Uint8Array;
  /** Milliseconds of parts of the work, where the contender knows them. */
  readonly parts?: Readonly<Record<string, number>>;
}

/** What a module of a contender exports: takes its job, which is JSON. */
export interface ContenderModule {
  open(job: unknown): Promise<Contender>;
}

/** From the bench to a contender's process. */
export interface Order {
  readonly iteration: number;
  /** Path where the PDF is to be left. */
  readonly keep?: string;
}

/** From a contender's process to the bench. */
export type Answer =
  | { readonly kind: "open" }
  | { readonly kind: "made"; readonly iteration: number; readonly ms: number; readonly bytes: number; readonly parts?: Readonly<Record<string, number>> }
  | { readonly kind: "failed"; readonly reason: string };
