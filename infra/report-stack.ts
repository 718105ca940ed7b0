import { CfnOutput, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";

/** Broadsheet in one's own account. S3 is the database: datasets, templates and reports. */
export class ReportStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    // Losing the stack must not lose the data, hence RETAIN.
    const store = new Bucket(this, "Store", {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    new CfnOutput(this, "StoreBucketName", { value: store.bucketName, description: "Datasets, templates and reports" });
  }
}
