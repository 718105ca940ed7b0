import { Stack, type StackProps, Tags } from "aws-cdk-lib";
import { Key } from "aws-cdk-lib/aws-kms";
import { Bucket } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { Broadsheet } from "./broadsheet-construct.ts";
import type { Settings } from "./settings/settings.ts";

export interface ReportStackProps extends StackProps {
  readonly settings: Settings;
}

/**
 * A stack that has Broadsheet and nothing else. The CDK leaves `Default` out of logical ids: they are those of the time
 * when there was no construct, so an update replaces nothing.
 */
export class ReportStack extends Stack {
  readonly broadsheet: Broadsheet;

  constructor(scope: Construct, id: string, { settings, ...props }: ReportStackProps) {
    super(scope, id, props);
    const { stackName: _, bucketName, encryptionKeyArn, ...own } = settings;
    // The stack itself has the tags, too.
    for (const [name, value] of Object.entries({ application: "broadsheet", ...settings.tags }))
      Tags.of(this).add(name, value);
    const bucket = bucketName === undefined ? undefined : Bucket.fromBucketName(this, "Kept", bucketName);
    const encryptionKey = encryptionKeyArn === undefined ? undefined : Key.fromKeyArn(this, "Key", encryptionKeyArn);
    this.broadsheet = new Broadsheet(this, "Default", {
      ...own,
      ...(bucket && { bucket }),
      ...(encryptionKey && { encryptionKey }),
    });
  }
}
