import { Duration, RemovalPolicy, Stack, Validations } from "aws-cdk-lib";
import { EventField, Rule, RuleTargetInput } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { PolicyStatement, type Role } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  HttpMethods,
  type IBucket,
  ObjectOwnership,
} from "aws-cdk-lib/aws-s3";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { acknowledgeKey } from "./own-key.ts";

export interface ReportStoreProps {
  /** Delete buckets and data with the stack. @default false */
  readonly destroyData?: boolean;
  /** Days after which reports are retired; a week later the bucket itself removes what remains. */
  readonly reportRetentionDays: number;
  /** Origins whose pages may use signed links. @default none */
  readonly corsOrigins?: readonly string[];
  /** A bucket that exists, and tells EventBridge of its objects. @default a new one */
  readonly bucket?: IBucket;
  /** Key that the bucket encrypts its objects with. @default one of S3 */
  readonly key?: IKey;
}

/** Objects, by the prefix and suffix of their keys, that are work for a queue. */
export interface Notification {
  readonly queue: Queue;
  readonly prefix: string;
  readonly suffix: string;
}

type StoreAction = "read" | "list" | "write" | "delete";

/** What IAM calls the actions on objects. */
const objectActions: Readonly<Record<StoreAction, readonly string[]>> = {
  read: ["s3:GetObject"],
  list: [],
  // A write in parts that fails is taken back; otherwise its parts would lie there, unseen and paid for.
  write: ["s3:PutObject", "s3:AbortMultipartUpload"],
  delete: ["s3:DeleteObject"],
};

/**
 * S3 is the database and the event source: datasets, templates and reports are in one bucket, its access log in
 * another. The bucket keeps no versions: objects are named by their content or created once, and a deleted report must
 * be gone.
 */
export class ReportStore extends Construct {
  readonly bucket: IBucket;
  /** Undefined for a bucket that exists: who made it decides what is logged. */
  readonly accessLog: Bucket | undefined;
  /** The bucket, if it was made here. */
  readonly #own: Bucket | undefined;
  /** The key that a bucket may have that is known by its name alone. */
  readonly #key: IKey | undefined;

  constructor(scope: Construct, id: string, props: ReportStoreProps) {
    super(scope, id);
    this.#key = props.key;
    if (props.bucket === undefined) {
      [this.#own, this.accessLog] = this.#addBuckets(props);
      this.bucket = this.#own as IBucket;
    } else this.bucket = props.bucket;
  }

  /** The bucket and that of its access log. */
  #addBuckets({ destroyData = false, reportRetentionDays, corsOrigins = [], key }: ReportStoreProps): [Bucket, Bucket] {
    const shared = {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      // Deleting the stack must not delete the data, unless configured to.
      removalPolicy: destroyData ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    };
    const accessLog = new Bucket(this, "AccessLog", {
      ...shared,
      // S3 writes access logs into no bucket that has a customer's key.
      lifecycleRules: [{ id: "old-logs", expiration: Duration.days(90) }],
    });
    Validations.of(accessLog).acknowledge({
      id: "AwsSolutions-S1",
      reason: "It is the access log itself: logging it into itself would never end.",
    });
    const leftOver = Duration.days(reportRetentionDays + 7);
    const bucket = new Bucket(this, "Data", {
      ...shared,
      // With a bucket key S3 asks KMS once for many objects, not for each.
      ...(key && { encryption: BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true }),
      // The CDK's own class fails its own interface under exactOptionalPropertyTypes (`isWebsite`).
      serverAccessLogsBucket: accessLog as IBucket,
      lifecycleRules: [
        { id: "unfinished-uploads", abortIncompleteMultipartUploadAfter: Duration.days(1) },
        // The sweep retires whole generations earlier; this removes what it could not.
        ...["reports/", "recent/", "pending/", "batches/", "recent-batches/", "pending-batches/"].map((prefix) => ({
          id: `old-${prefix.slice(0, -1)}`,
          prefix,
          expiration: leftOver,
        })),
        ...["events/", "deliveries/", "promotions/", "pending-promotions/"].map((prefix) => ({
          id: `old-${prefix.slice(0, -1)}`,
          prefix,
          expiration: Duration.days(90),
        })),
        { id: "old-uploads", prefix: "uploads/", expiration: Duration.days(7) },
      ],
      ...(corsOrigins.length === 0
        ? {}
        : {
            cors: [
              {
                allowedOrigins: [...corsOrigins],
                allowedMethods: [HttpMethods.GET, HttpMethods.PUT],
                allowedHeaders: ["*"],
                maxAge: 3600,
              },
            ],
          }),
    });
    return [bucket, accessLog];
  }

  /** Makes the bucket notify queues of objects by the prefix and suffix of their keys. */
  notify(...configurations: readonly Notification[]): void {
    if (this.#own === undefined) return this.#route(configurations);
    const bucket = this.#own.node.defaultChild as CfnBucket;
    // Sets the property directly, because the CDK's own method deploys a Python function for it. The queues' policies
    // then cannot name the bucket (each would need the other first), so they name the account.
    bucket.notificationConfiguration = {
      queueConfigurations: configurations.map(({ queue, prefix, suffix }) => ({
        event: "s3:ObjectCreated:*",
        queue: queue.queueArn,
        filter: {
          s3Key: {
            rules: [
              { name: "prefix", value: prefix },
              { name: "suffix", value: suffix },
            ],
          },
        },
      })),
    };
    for (const { queue } of configurations) this.bucket.node.addDependency(queue);
  }

  /**
   * Has EventBridge pass on what a bucket that exists tells it, in the form of S3's own notifications. Keys may be put
   * into them as they are: names and ids have no character that S3 would encode.
   */
  #route(configurations: readonly Notification[]): void {
    const queues = [...new Set(configurations.map(({ queue }) => queue))];
    for (const queue of queues) {
      const keys = configurations.filter((one) => one.queue === queue);
      new Rule(this, `${queue.node.id}Objects`, {
        description: "Objects of Broadsheet's bucket that are work for a queue",
        eventPattern: {
          source: ["aws.s3"],
          detailType: ["Object Created"],
          account: [Stack.of(this).account],
          detail: {
            bucket: { name: [this.bucket.bucketName] },
            object: { key: keys.map(({ prefix, suffix }) => ({ wildcard: `${prefix}*${suffix}` })) },
          },
        },
        targets: [
          new SqsQueue(queue, {
            message: RuleTargetInput.fromObject({
              Records: [{ s3: { object: { key: EventField.fromPath("$.detail.object.key") } } }],
            }),
          }),
        ],
      });
    }
  }

  /**
   * Lets a function work on the objects below some prefixes.
   *
   * @param actions `read` (which tells what is absent, and lists), `list` alone, `write` (which creates and replaces)
   *   and `delete`
   */
  grant(role: Role, access: Readonly<Record<string, readonly StoreAction[]>>): void {
    const arn = nagArn(this.bucket);
    const listed = Object.keys(access).filter((prefix) =>
      access[prefix]!.some((action) => action === "read" || action === "list"),
    );
    // S3 takes the key of an absent object for the prefix of a listing: who may not list it gets 403 instead of 404.
    if (listed.length > 0)
      role.addToPolicy(
        new PolicyStatement({
          actions: ["s3:ListBucket"],
          resources: [this.bucket.bucketArn],
          conditions: { StringLike: { "s3:prefix": listed.map((prefix) => `${prefix}*`) } },
        }),
      );
    this.#grantKey(role, new Set(Object.values(access).flat()));
    for (const [prefix, actions] of Object.entries(access)) {
      const onObjects = actions.flatMap((action) => objectActions[action]);
      if (onObjects.length === 0) continue;
      role.addToPolicy(
        new PolicyStatement({
          actions: onObjects,
          resources: [this.bucket.arnForObjects(`${prefix}*`)],
        }),
      );
      Validations.of(role).acknowledge({
        id: `AwsSolutions-IAM5[Resource::${arn}/${prefix}*]`,
        reason: `Keys below ${prefix} are not known in advance: the permission ends with the prefix.`,
      });
    }
  }

  /** Lets a function use the key of a bucket that has a customer's: S3 asks for it in the caller's name. */
  #grantKey(role: Role, actions: ReadonlySet<StoreAction>): void {
    const key = this.bucket.encryptionKey ?? this.#key;
    if (key === undefined) return;
    if (actions.has("write")) {
      key.grantEncryptDecrypt(role);
      acknowledgeKey(role);
    } else if (actions.has("read")) key.grantDecrypt(role);
  }
}

/** The ARN of a bucket as cdk-nag writes it. */
function nagArn(bucket: IBucket): string {
  const { bucketArn } = bucket;
  const child = bucket.node.defaultChild;
  if (child instanceof CfnBucket) return `<${Stack.of(bucket).getLogicalId(child)}.Arn>`;
  return `arn:<AWS::Partition>:s3:::${bucketArn.split(":::")[1]}`;
}
