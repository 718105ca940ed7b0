import { CfnOutput, Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { Role } from "../../functions/core/service/access/roles.ts";

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

/** Key of the context in which an installation keeps what the names of its outputs begin with. */
const beginning = "broadsheet:outputs";

/**
 * Has the outputs of a construct begin with its ids in the stack, without `Default`: `ReportsApiUrl`. To be called
 * before it gets children.
 */
export function nameOutputs(construct: Construct): void {
  const ids = construct.node.scopes.slice(Stack.of(construct).node.scopes.length).map(({ node }) => node.id);
  construct.node.setContext(
    beginning,
    ids
      .filter((id) => id !== "Default")
      .join("")
      .replaceAll(/[^A-Za-z0-9]/g, ""),
  );
}

/**
 * Adds an output to the stack under exactly its name, after what `nameOutputs` has set. The CDK would make the name of
 * the path of constructs and a hash, which changes when a construct moves.
 */
export function addOutput(scope: Construct, name: OutputName, value: string, description: string): void {
  const start = String(scope.node.tryGetContext(beginning) ?? "");
  new CfnOutput(scope, name, { value, description }).overrideLogicalId(`${start}${name}`);
}
