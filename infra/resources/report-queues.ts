import { Duration, Stack, Validations } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { queueEncryption } from "./own-key.ts";

export interface ReportQueuesProps {
  /** Time limit of the render function. */
  readonly renderTimeout: Duration;
  /** Time limit of the ingest function. */
  readonly ingestTimeout: Duration;
  /** Time limit of the batch function. */
  readonly batchTimeout: Duration;
  /** Time limit of the function that fetches sources. @default there are no sources */
  readonly pullTimeout?: Duration;
  /** Key that messages are kept under. @default one of SQS */
  readonly key?: IKey;
}

/**
 * The queues of claims, of batches and of uploads, their dead-letter queue, and the parking queue, where dead letters
 * wait for a person.
 */
export class ReportQueues extends Construct {
  readonly render: Queue;
  readonly ingest: Queue;
  readonly batch: Queue;
  /** Of refreshes of sources, if there are any. */
  readonly pull: Queue | undefined;
  readonly deadLetters: Queue;
  readonly parking: Queue;

  constructor(scope: Construct, id: string, props: ReportQueuesProps) {
    super(scope, id);
    const { renderTimeout, ingestTimeout, batchTimeout, pullTimeout, key } = props;
    const shared = { ...queueEncryption(key), enforceSSL: true, retentionPeriod: Duration.days(14) };
    this.parking = new Queue(this, "Parking", shared);
    this.deadLetters = new Queue(this, "DeadLetters", { ...shared, visibilityTimeout: Duration.minutes(6) });
    this.render = new Queue(this, "Render", {
      ...shared,
      // Six times the function's limit, as Lambda advises, so that throttled invocations do not lose their messages.
      visibilityTimeout: Duration.seconds(renderTimeout.toSeconds() * 6),
      // A message is delivered again while another caller renders, and after each of three attempts; only then has it
      // failed.
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 10 },
    });
    this.ingest = new Queue(this, "Ingest", {
      ...shared,
      visibilityTimeout: Duration.seconds(ingestTimeout.toSeconds() * 6),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 3 },
    });
    this.batch = new Queue(this, "Batch", {
      ...shared,
      visibilityTimeout: Duration.seconds(batchTimeout.toSeconds() * 6),
      // A slow page is handed on from one invocation to the next, and each delivery counts.
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 200 },
    });
    this.pull =
      pullTimeout &&
      new Queue(this, "Pull", {
        ...shared,
        // Little more than the function's limit: after a process that was killed, its message is there again before the
        // alarm on the oldest rings.
        visibilityTimeout: pullTimeout.plus(Duration.minutes(1)),
        // A message is delivered again after each of three attempts, while another caller fetches, and for each look at a
        // run of Athena, of which nine minutes see fifteen.
        deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 60 },
      });
    for (const queue of [this.render, this.ingest, this.batch, ...(this.pull ? [this.pull] : [])]) {
      queue.addToResourcePolicy(
        new PolicyStatement({
          sid: "NotificationsOfThisAccount",
          principals: [new ServicePrincipal("s3.amazonaws.com")],
          actions: ["sqs:SendMessage"],
          resources: [queue.queueArn],
          conditions: { StringEquals: { "aws:SourceAccount": Stack.of(this).account } },
        }),
      );
    }
    for (const queue of [this.deadLetters, this.parking])
      Validations.of(queue).acknowledge({
        id: "AwsSolutions-SQS3",
        reason: "Dead letters end here: no further queue follows.",
      });
  }
}
