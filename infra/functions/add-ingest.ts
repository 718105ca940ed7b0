import { Duration, Size } from "aws-cdk-lib";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import type { Construct } from "constructs";
import { bundleFunction } from "../code/bundle-function.ts";
import { invokedArns, ReportFunction } from "../resources/report-function.ts";
import type { Ground } from "./ground.ts";

/** Longest invocation of the ingest function. */
export const ingestTimeout = Duration.minutes(5);

/** Disk of the function, MiB: what views and recipes spill to. */
const leastScratch = 4096;

/**
 * What a file may take of the disk while it is read, as times of the limit: as sent, unpacked, in UTF-8, its table
 * written anew, and as Parquet of texts and of values.
 */
const copiesOnDisk = 6;

/**
 * Adds the function that turns uploads into versions, makes the tables of views and promotes versions, over its queue.
 *
 * @param render runs the tests of a template before its version is promoted
 */
export function addIngest(scope: Construct, ground: Ground, render: ReportFunction): ReportFunction {
  const { settings, store, queues } = ground;
  const ingest = new ReportFunction(scope, "Ingest", {
    ...ground.shared,
    description: "Broadsheet: turns uploads into versions of datasets and templates, makes views, promotes versions",
    code: bundleFunction("ingest"),
    module: "ingest",
    memory: settings.functionMemory.ingest,
    timeout: ingestTimeout,
    layers: [ground.duckDb],
    scratch: Size.mebibytes(Math.max(leastScratch, copiesOnDisk * settings.largestUpload)),
    environment: {
      ...ground.environment,
      renderFunction: render.entry.functionName,
      ingestQueue: queues.ingest.queueUrl,
      largestUpload: String(settings.largestUpload),
    },
  });
  store.grant(ingest.role, {
    "uploads/": ["read", "write", "delete"],
    "datasets/": ["read", "write", "delete"],
    "dataset-events/": ["read", "write", "delete"],
    "failing/": ["read", "write", "delete"],
    "erased/": ["write"],
    "freshness/": ["write"],
    "templates/": ["read", "write", "delete"],
    "choices/": ["list", "write"],
    "themes/": ["read", "write"],
    "theme-users/": ["write"],
    "views/": ["read"],
    "refreshes/": ["read", "write", "delete"],
    "promotions/": ["read", "write", "delete"],
    "pending-promotions/": ["delete"],
  });
  ingest.role.addToPolicy(
    new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: invokedArns([render]) }),
  );
  queues.ingest.grantConsumeMessages(ingest.role);
  ingest.entry.addEventSource(
    new SqsEventSource(queues.ingest, { batchSize: 1, maxConcurrency: 2, reportBatchItemFailures: true }),
  );
  return ingest;
}
