import { Duration, Size, Stack, Validations } from "aws-cdk-lib";
import { EventField, Rule, RuleTargetInput } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { PolicyStatement, type Role } from "aws-cdk-lib/aws-iam";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { bundleFunction } from "../code/bundle-function.ts";
import { ReportFunction } from "../resources/report-function.ts";
import { isStoredSecret, type SourceConnection } from "../settings/source-connection.ts";
import type { Ground } from "./ground.ts";

/** Longest invocation of the function that fetches: Lambda's limit. */
export const pullTimeout = Duration.minutes(15);

/** The workgroup of Athena that each account has, and that of a connection which names none. */
const usualWorkgroup = "primary";

/** Disk of the function, MiB: what a sort of usual rows spills to. */
const leastScratch = 4096;

/**
 * What rows may take of the disk until they are stored, as times of the limit: as fetched, the same in one type, what a
 * sort spills, and as files of ours.
 */
const copiesOnDisk = 6;

/**
 * Adds the function that fetches sources, over its queue. It alone may read the secrets of connections, assume their
 * roles and read their buckets.
 *
 * @returns undefined if there are no connections
 */
export function addPull(scope: Construct, ground: Ground): ReportFunction | undefined {
  const { store, queues, settings } = ground;
  const connections = Object.values(settings.connections);
  if (queues.pull === undefined || connections.length === 0) return undefined;
  const pull = new ReportFunction(scope, "Pull", {
    ...ground.shared,
    description: "Broadsheet: fetches datasets from their sources",
    code: bundleFunction("pull"),
    module: "pull",
    memory: settings.functionMemory.pull,
    timeout: pullTimeout,
    layers: [ground.duckDb],
    scratch: Size.mebibytes(Math.max(leastScratch, copiesOnDisk * settings.largestUpload)),
    environment: {
      ...ground.environment,
      pullQueue: queues.pull.queueUrl,
      connections: Stack.of(scope).toJsonString({ connections: settings.connections }),
      largestUpload: String(settings.largestUpload),
    },
  });
  store.grant(pull.role, {
    "sources/": ["read"],
    "pulls/": ["read", "write", "delete"],
    "datasets/": ["read", "write"],
    "dataset-events/": ["read", "write"],
    "failing/": ["read", "write", "delete"],
    "templates/": ["read", "write"],
    "choices/": ["list"],
    "views/": ["read"],
  });
  grantConnections(pull.role, connections);
  queues.pull.grantConsumeMessages(pull.role);
  pull.entry.addEventSource(
    new SqsEventSource(queues.pull, { batchSize: 1, maxConcurrency: 2, reportBatchItemFailures: true }),
  );
  announceRuns(scope, queues.pull, connections);
  return pull;
}

/**
 * Has EventBridge say when a run of Athena has ended, so that its refresh goes on at once. Events of another region or
 * account do not come here, and one may be lost: the function looks by itself, too.
 */
function announceRuns(scope: Construct, queue: IQueue, connections: readonly SourceConnection[]): void {
  const workgroups = connections.flatMap((one) => (one.engine === "athena" ? [one.workgroup ?? usualWorkgroup] : []));
  if (workgroups.length === 0) return;
  new Rule(scope, "AthenaRunEnded", {
    description: "Broadsheet: a query of Athena has ended, for which a source may wait",
    eventPattern: {
      source: ["aws.athena"],
      detailType: ["Athena Query State Change"],
      detail: { workgroupName: [...new Set(workgroups)], currentState: ["SUCCEEDED", "FAILED", "CANCELLED"] },
    },
    targets: [
      new SqsQueue(queue, {
        message: RuleTargetInput.fromObject({ run: EventField.fromPath("$.detail.queryExecutionId") }),
      }),
    ],
  });
}

/** Lets a role read what connections name, and nothing else. */
function grantConnections(role: Role, connections: readonly SourceConnection[]): void {
  const secrets = new Set(connections.flatMap(secretsOf));
  if (secrets.size > 0)
    role.addToPolicy(new PolicyStatement({ actions: ["secretsmanager:GetSecretValue"], resources: [...secrets] }));
  const { partition } = Stack.of(role);
  for (const one of connections) {
    if (one.engine !== "s3" && one.engine !== "athena") continue;
    if (one.role !== undefined) {
      role.addToPolicy(new PolicyStatement({ actions: ["sts:AssumeRole"], resources: [one.role] }));
      continue;
    }
    // Athena's demands a role, see `faultOfConnections`.
    if (one.engine === "athena") continue;
    const { bucket, prefix = "" } = one;
    const arn = `arn:${partition}:s3:::${bucket}`;
    role.addToPolicy(new PolicyStatement({ actions: ["s3:GetObject"], resources: [`${arn}/${prefix}*`] }));
    role.addToPolicy(
      new PolicyStatement({
        actions: ["s3:ListBucket"],
        resources: [arn],
        ...(prefix !== "" && { conditions: { StringLike: { "s3:prefix": `${prefix}*` } } }),
      }),
    );
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::${bucket}/${prefix}*]`,
      reason: "Sources name the keys: the permission ends with the connection's place.",
    });
  }
}

function secretsOf(connection: SourceConnection): readonly string[] {
  if (connection.engine === "s3" || connection.engine === "athena") return [];
  const named =
    connection.engine === "postgres"
      ? [connection.password, connection.ca]
      : [...Object.values(connection.headers ?? {}), connection.ca];
  return named.filter(isStoredSecret).map(({ secret }) => secret);
}
