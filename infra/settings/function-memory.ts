/** Lambda's limit for the memory of a function, MiB. */
export const mostMemory = 10_240;

/** Memory of the functions that have no setting of their own, MiB: from half the default to 10,240. */
export interface MemoryOfFunctions {
  /** Turns uploads into versions of datasets, makes the tables of views, promotes versions. @default 3008 */
  readonly ingest: number;
  /** Fetches datasets from their sources. @default 3008 */
  readonly pull: number;
  /** Draws pages of reports: at 1,769 it has one whole processor. @default 1769 */
  readonly pictures: number;
  /** Makes the editions that are due; their PDFs, of up to 100 MB, pass through its memory. @default 1024 */
  readonly tick: number;
  /** Delivers events to webhooks, by mail and as copies. @default 1024 */
  readonly deliver: number;
  /** Publishes the templates at a deployment. @default 1024 */
  readonly seed: number;
  /** Announces what ended. @default 512 */
  readonly announce: number;
  /** Queues unfinished requests again, retires old reports. @default 512 */
  readonly sweep: number;
  /** Marks the reports of dead letters as failed. @default 512 */
  readonly deadLetter: number;
  /** Stores the studio's files at a deployment. @default 512 */
  readonly studio: number;
}

/** What each of them has by default, MiB. */
export const defaultMemory: MemoryOfFunctions = {
  ingest: 3008,
  pull: 3008,
  pictures: 1769,
  tick: 1024,
  deliver: 1024,
  seed: 1024,
  announce: 512,
  sweep: 512,
  deadLetter: 512,
  studio: 512,
};

/** @returns the least memory that a function may have, MiB */
export function leastMemory(name: keyof MemoryOfFunctions): number {
  return Math.ceil(defaultMemory[name] / 2);
}
