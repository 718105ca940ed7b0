import { Stack, Validations } from "aws-cdk-lib";
import { PolicyStatement, type Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { QueueEncryption, type QueueProps } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";

/** How the queues keep their messages: under a key of the user's, or one of SQS. */
export function queueEncryption(key: IKey | undefined): Pick<QueueProps, "encryption" | "encryptionMasterKey"> {
  if (key === undefined) return { encryption: QueueEncryption.SQS_MANAGED };
  return { encryption: QueueEncryption.KMS, encryptionMasterKey: key };
}

/** The services that put messages into encrypted queues and topics. */
const senders = ["s3", "events", "sns", "ses", "cloudwatch"];

/**
 * Lets the services of AWS that bring messages, and the one that keeps logs, use a key. Which of their messages a queue
 * or topic takes, its own policy says; alarms of CloudWatch name no account when they ask for the key, so there is no
 * condition here.
 *
 * A key that is known by its ARN alone keeps the policy that it has: the docs list what it needs.
 */
export function allowServices(scope: Construct, key: IKey): void {
  const { account, partition, region } = Stack.of(scope);
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: "MessagesOfServices",
      principals: senders.map((name) => new ServicePrincipal(`${name}.amazonaws.com`)),
      actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey*"],
      resources: ["*"],
    }),
  );
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: "LogsOfThisAccount",
      principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
      actions: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
      resources: ["*"],
      conditions: {
        ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:${partition}:logs:${region}:${account}:*` },
      },
    }),
  );
}

/** Says to cdk-nag why a role's actions on the key end with asterisks. */
export function acknowledgeKey(role: Role): void {
  for (const action of ["kms:GenerateDataKey*", "kms:ReEncrypt*"])
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Action::${action}]`,
      reason: "The actions of one key, as the CDK grants them to who writes.",
    });
}
