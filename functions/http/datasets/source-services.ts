import type { JudgedProfile } from "../../core/report/dataset/store-version.ts";
import type { PullJob } from "../../core/service/source/pull-kind.ts";
import type { Engine, SourceDefinition } from "../../core/service/source/source.ts";
import type { TimeZones } from "../../core/ports.ts";

/** What sources need of their host. */
export interface SourceServices {
  /** The operator's connections, sorted. */
  readonly connections: readonly { readonly name: string; readonly engine: Engine }[];
  readonly zones: TimeZones;
  /** @throws BroadsheetError `invalid-request` if there is no such connection, or it is of another engine */
  check(definition: SourceDefinition): void;
  /**
   * Fetches the first rows of a source, or a file whole, within the limits of a request. Nothing is stored.
   *
   * @returns what its dataset would be, by its recipe if it has one, and its first rows as JSON
   * @throws BroadsheetError of the source, and of what it gave
   */
  tryOut(
    name: string,
    definition: SourceDefinition,
  ): Promise<{ readonly profile: JudgedProfile; readonly first?: string | undefined }>;
  /** Called for every refresh that was claimed, where the store notifies nobody of it. */
  claimed?(job: PullJob): void;
}
