import type { ILayerVersion } from "aws-cdk-lib/aws-lambda";
import type { ISecret } from "aws-cdk-lib/aws-secretsmanager";
import type { Variable } from "../../functions/environment.ts";
import type { SharedProps } from "../resources/report-function.ts";
import type { ReportQueues } from "../resources/report-queues.ts";
import type { ReportStore } from "../resources/report-store.ts";
import type { Settings } from "../settings/settings.ts";

/** What the functions of the stack stand on. */
export interface Ground {
  readonly settings: Settings;
  /** Name of the installation. */
  readonly name: string;
  readonly store: ReportStore;
  readonly queues: ReportQueues;
  /** What all functions have. */
  readonly shared: SharedProps;
  /** Variables that all functions read. */
  readonly environment: Readonly<Partial<Record<Variable, string>>>;
  /** What the studio's address adds to each request; absent: the API's own address serves, too. */
  readonly originKey?: ISecret;
  readonly duckDb: ILayerVersion;
  readonly fonts: ILayerVersion;
}
