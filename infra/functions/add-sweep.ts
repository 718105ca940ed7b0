import { Duration } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction as LambdaTarget } from "aws-cdk-lib/aws-events-targets";
import type { Construct } from "constructs";
import { bundleFunction } from "../code/bundle-function.ts";
import { ReportFunction } from "../resources/report-function.ts";
import type { Ground } from "./ground.ts";

/** Adds the function that queues unfinished requests again and retires old reports, every five minutes. */
export function addSweep(scope: Construct, { settings, shared, environment, store, queues }: Ground): ReportFunction {
  const sweep = new ReportFunction(scope, "Sweep", {
    ...shared,
    description: "Broadsheet: queues unfinished requests again, retires old reports",
    code: bundleFunction("sweep"),
    module: "sweep",
    memory: settings.functionMemory.sweep,
    timeout: Duration.minutes(4),
    environment: {
      ...environment,
      renderQueue: queues.render.queueUrl,
      ingestQueue: queues.ingest.queueUrl,
      batchQueue: queues.batch.queueUrl,
      ...(queues.pull && { pullQueue: queues.pull.queueUrl }),
    },
  });
  store.grant(sweep.role, {
    "reports/": ["read", "write", "delete"],
    "recent/": ["list", "delete"],
    "pending/": ["list", "write", "delete"],
    "batches/": ["read", "write", "delete"],
    "recent-batches/": ["list", "delete"],
    "pending-batches/": ["list", "write", "delete"],
    "uploads/": ["read", "write", "delete"],
    "promotions/": ["read", "write"],
    "pending-promotions/": ["list", "write", "delete"],
    "views/": ["read"],
    "datasets/": ["read", "write"],
    "refreshes/": ["read", "write"],
    "dataset-events/": ["read", "write"],
    "failing/": ["read", "write", "delete"],
    ...(queues.pull && { "sources/": ["read"], "pulls/": ["read", "write"] }),
    "sweep/": ["read", "write"],
  });
  queues.render.grantSendMessages(sweep.role);
  queues.ingest.grantSendMessages(sweep.role);
  queues.pull?.grantSendMessages(sweep.role);
  queues.batch.grantSendMessages(sweep.role);
  new Rule(scope, "SweepSchedule", {
    schedule: Schedule.rate(Duration.minutes(5)),
    targets: [new LambdaTarget(sweep.entry)],
  });
  return sweep;
}
