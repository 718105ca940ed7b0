import { Duration } from "aws-cdk-lib";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import type { Construct } from "constructs";
import { bundleFunction } from "../code/bundle-function.ts";
import { ReportFunction } from "../resources/report-function.ts";
import type { Ground } from "./ground.ts";

/** Adds the function that marks the reports of dead letters as failed and parks the letters. */
export function addDeadLetter(
  scope: Construct,
  { settings, shared, environment, store, queues }: Ground,
): ReportFunction {
  const deadLetter = new ReportFunction(scope, "DeadLetter", {
    ...shared,
    description: "Broadsheet: marks the reports of dead letters as failed and parks the letters",
    code: bundleFunction("dead-letter"),
    module: "dead-letter",
    memory: settings.functionMemory.deadLetter,
    timeout: Duration.minutes(1),
    tellsOfOthers: true,
    environment: { ...environment, parkingQueue: queues.parking.queueUrl },
  });
  store.grant(deadLetter.role, {
    "reports/": ["read", "write", "delete"],
    "pending/": ["delete"],
    "batches/": ["read", "write"],
    "pending-batches/": ["delete"],
    "uploads/": ["read", "write", "delete"],
    "refreshes/": ["read", "write"],
    ...(queues.pull && { "pulls/": ["read", "write"] }),
    "promotions/": ["read", "write"],
    "pending-promotions/": ["delete"],
  });
  queues.deadLetters.grantConsumeMessages(deadLetter.role);
  queues.parking.grantSendMessages(deadLetter.role);
  deadLetter.entry.addEventSource(
    new SqsEventSource(queues.deadLetters, { batchSize: 10, reportBatchItemFailures: true }),
  );
  return deadLetter;
}
