import { Duration, RemovalPolicy, Stack, Validations } from "aws-cdk-lib";
import { PolicyStatement, type Role } from "aws-cdk-lib/aws-iam";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  HttpMethods,
  type IBucket,
  ObjectOwnership,
} from "aws-cdk-lib/aws-s3";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";

export interface ReportStoreProps {
  /** Delete buckets and data with the stack. @default false */
  readonly destroyData?: boolean;
  /** Days after which reports are retired; a week later the bucket itself removes what remains. */
  readonly reportRetentionDays: number;
  /** Origins whose pages may use signed links. @default none */
  readonly corsOrigins?: readonly string[];
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
  readonly bucket: Bucket;
  readonly accessLog: Bucket;

  constructor(
    scope: Construct,
    id: string,
    { destroyData = false, reportRetentionDays, corsOrigins = [] }: ReportStoreProps,
  ) {
    super(scope, id);
    const shared = {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      // Deleting the stack must not delete the data, unless configured to.
      removalPolicy: destroyData ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    };
    this.accessLog = new Bucket(this, "AccessLog", {
      ...shared,
      lifecycleRules: [{ id: "old-logs", expiration: Duration.days(90) }],
    });
    Validations.of(this.accessLog).acknowledge({
      id: "AwsSolutions-S1",
      reason: "It is the access log itself: logging it into itself would never end.",
    });
    const leftOver = Duration.days(reportRetentionDays + 7);
    this.bucket = new Bucket(this, "Data", {
      ...shared,
      // The CDK's own class fails its own interface under exactOptionalPropertyTypes (`isWebsite`).
      serverAccessLogsBucket: this.accessLog as IBucket,
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
  }

  /** Makes the bucket notify queues of objects by the prefix and suffix of their keys. */
  notify(
    ...configurations: readonly { readonly queue: Queue; readonly prefix: string; readonly suffix: string }[]
  ): void {
    const bucket = this.bucket.node.defaultChild as CfnBucket;
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
   * Lets a function work on the objects below some prefixes.
   *
   * @param actions `read` (which tells what is absent, and lists), `list` alone, `write` (which creates and replaces)
   *   and `delete`
   */
  grant(role: Role, access: Readonly<Record<string, readonly StoreAction[]>>): void {
    const bucketId = Stack.of(this).getLogicalId(this.bucket.node.defaultChild as CfnBucket);
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
        id: `AwsSolutions-IAM5[Resource::<${bucketId}.Arn>/${prefix}*]`,
        reason: `Keys below ${prefix} are not known in advance: the permission ends with the prefix.`,
      });
    }
  }
}
