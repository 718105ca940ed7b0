import { type Duration, RemovalPolicy, type Size, Validations } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import {
  Architecture,
  type Code,
  Function as LambdaFunction,
  type ILayerVersion,
  Runtime,
  Tracing,
} from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { type Variable, variables } from "../functions/environment.ts";
import type { ProcessorName } from "./native-package.ts";

export interface ReportFunctionProps {
  readonly description: string;
  readonly code: Code;
  /** Module of the handler: `api` for `api.mjs`. */
  readonly module: string;
  readonly architecture: ProcessorName;
  /** MiB. */
  readonly memory: number;
  readonly timeout: Duration;
  readonly logRetentionDays: number;
  readonly environment: Readonly<Partial<Record<Variable, string>>>;
  /** @default none */
  readonly layers?: readonly ILayerVersion[];
  /** Size of /tmp. @default 512 MiB */
  readonly scratch?: Size;
  /** Invocations at a time, which the account reserves. @default none reserved, and no limit but the account's */
  readonly concurrency?: number;
}

/**
 * A function with its own role and log group. The role may write to that log group, send traces, and do what is granted
 * to it.
 */
export class ReportFunction extends Construct {
  readonly function: LambdaFunction;
  readonly role: Role;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: ReportFunctionProps) {
    super(scope, id);
    this.logGroup = new LogGroup(this, "Log", {
      retention: props.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
      description: props.description,
    });
    this.logGroup.grantWrite(this.role);
    this.role.addToPolicy(
      new PolicyStatement({ actions: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], resources: ["*"] }),
    );
    this.function = new LambdaFunction(this, "Function", {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: props.architecture === "arm64" ? Architecture.ARM_64 : Architecture.X86_64,
      code: props.code,
      handler: `${props.module}.handler`,
      memorySize: props.memory,
      timeout: props.timeout,
      tracing: Tracing.ACTIVE,
      logGroup: this.logGroup,
      role: this.role.withoutPolicyUpdates(),
      environment: Object.fromEntries(
        Object.entries(props.environment).map(([name, value]) => [variables[name as Variable], value]),
      ),
      ...(props.layers !== undefined && { layers: [...props.layers] }),
      ...(props.scratch !== undefined && { ephemeralStorageSize: props.scratch }),
      ...(props.concurrency !== undefined && { reservedConcurrentExecutions: props.concurrency }),
    });
    this.function.node.addDependency(this.role);
    Validations.of(this.role).acknowledge({
      id: "AwsSolutions-IAM5[Resource::*]",
      reason: "X-Ray has no resources: its two actions accept only *.",
    });
  }
}
