import { Duration, Size } from "aws-cdk-lib";
import type { ILayerVersion } from "aws-cdk-lib/aws-lambda";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { Construct } from "constructs";
import type { Variable } from "../../functions/environment.ts";
import { bundleFunction } from "../code/bundle-function.ts";
import { ReportFunction, type SharedProps } from "./report-function.ts";
import type { ReportQueues } from "./report-queues.ts";
import type { ReportStore } from "./report-store.ts";
import type { Settings } from "../settings/settings.ts";

export interface ReportBatchesProps {
  readonly settings: Settings;
  /** What all functions have. */
  readonly shared: SharedProps;
  readonly queues: ReportQueues;
  readonly store: ReportStore;
  readonly layers: readonly ILayerVersion[];
  readonly environment: Readonly<Partial<Record<Variable, string>>>;
}

/** Longest invocation of the batch function: Lambda's own limit. */
export const batchTimeout = Duration.minutes(15);

/**
 * The function that plans batches, makes their pages and ends them, over a queue and with a concurrency of its own, so
 * that no single report waits for a batch.
 */
export class ReportBatches extends Construct {
  readonly worker: ReportFunction;

  constructor(
    scope: Construct,
    id: string,
    { settings, shared, queues, store, layers, environment }: ReportBatchesProps,
  ) {
    super(scope, id);
    const { architecture, renderMemory, renderSeconds, batchConcurrency, batchPacks } = settings;
    this.worker = new ReportFunction(this, "Worker", {
      ...shared,
      description: "Broadsheet: makes batches",
      code: bundleFunction("batch"),
      module: "batch",
      memory: renderMemory,
      timeout: batchTimeout,
      layers,
      scratch: Size.gibibytes(4),
      environment: {
        ...environment,
        architecture,
        renderSeconds: String(renderSeconds),
        renderTimeout: String(batchTimeout.toSeconds()),
        // The rest is for DuckDB, fonts, the PDF and the function itself.
        renderHeap: String(Math.floor(renderMemory / 2)),
        batchQueue: queues.batch.queueUrl,
        ...(batchPacks && { batchPacks: "true" }),
      },
    });
    store.grant(this.worker.role, {
      "batches/": ["read", "write", "delete"],
      "pending-batches/": ["delete"],
      "templates/": ["read"],
      "datasets/": ["read"],
    });
    queues.batch.grantConsumeMessages(this.worker.role);
    this.worker.entry.addEventSource(
      new SqsEventSource(queues.batch, {
        batchSize: 1,
        maxConcurrency: batchConcurrency,
        reportBatchItemFailures: true,
      }),
    );
  }
}
