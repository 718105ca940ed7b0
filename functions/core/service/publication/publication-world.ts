import type { BatchJob } from "../batch/batch-world.ts";
import type { LifecycleWorld } from "../lifecycle/lifecycle-world.ts";
import type { ScratchSpace, TimeZones } from "../../ports.ts";
import type { Output } from "../../report/request/batch-request.ts";

/** What publications need from the outside world. */
export interface PublicationWorld extends LifecycleWorld {
  readonly zones: TimeZones;
  /** Opens a private folder on disk, for parameters whose values come from the data. */
  openScratch(): Promise<ScratchSpace>;
  /**
   * Called for every new claim of a report, with its template's name. On AWS the store's own notification does the
   * work.
   */
  claimed(id: string, generation: number, template: string): void;
  /** Called for every new claim of a batch, where the store notifies nobody. */
  planBatch?(job: BatchJob): void;
  /** Outputs of batches that can be made. @default none: no edition is a batch */
  readonly outputs?: readonly Output[] | undefined;
  /** Publications that may exist. @default 1000 */
  readonly mostPublications?: number | undefined;
}
