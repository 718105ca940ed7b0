import { CfnOutput } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { Role } from "../functions/core/service/access/roles.ts";

/** The outputs of a stack: scripts read them by these names, which are part of the interface. */
export type OutputName =
  | "ApiUrl"
  | "StudioUrl"
  | "DomainTarget"
  | "BucketName"
  | "AccessLogBucketName"
  | "EventBusName"
  | "AlarmsTopicArn"
  | "ParkingQueueUrl"
  | `${Capitalize<Role>}PolicyArn`;

/**
 * Adds an output to the stack under exactly its name. The CDK would make the name of the path of constructs and a hash,
 * which changes when a construct moves.
 */
export function addOutput(scope: Construct, name: OutputName, value: string, description: string): void {
  new CfnOutput(scope, name, { value, description }).overrideLogicalId(name);
}
