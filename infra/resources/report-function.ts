import { type Duration, RemovalPolicy, type Size, Validations } from "aws-cdk-lib";
import { type ISecurityGroup, type IVpc, SecurityGroup, type SubnetSelection } from "aws-cdk-lib/aws-ec2";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import {
  Architecture,
  type Code,
  Function as LambdaFunction,
  type IFunction,
  type ILayerVersion,
  Runtime,
  Tracing,
} from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { type Variable, variables } from "../../functions/environment.ts";
import type { CanaryRelease } from "./canary-release.ts";
import type { ProcessorName } from "../code/native-package.ts";
import { acknowledgeKey } from "./own-key.ts";

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
  /** Whether its traces go to X-Ray. */
  readonly tracing: boolean;
  /** The network that it runs in. @default Lambda's own */
  readonly network?: Network;
  /** Key of its log, and of all else that it may reach. @default keys of the services */
  readonly key?: IKey;
  /** How its versions take over from one another. @default its code and settings are replaced at once */
  readonly canary?: CanaryRelease;
  /** Whether only deployments of the stack run it, which need the version that they bring. @default false */
  readonly atDeployment?: boolean;
  /** Whether the errors that it logs are mostly those of others, or of the past. @default false */
  readonly tellsOfOthers?: boolean;
  readonly environment: Readonly<Partial<Record<Variable, string>>>;
  /** @default none */
  readonly layers?: readonly ILayerVersion[];
  /** Size of /tmp. @default 512 MiB */
  readonly scratch?: Size;
  /** Invocations at a time, which the account reserves. @default none reserved, and no limit but the account's */
  readonly concurrency?: number;
}

/** The network of all functions, and where in it they are. */
export interface Network {
  readonly vpc: IVpc;
  readonly vpcSubnets?: SubnetSelection;
  readonly securityGroups?: readonly ISecurityGroup[];
}

/** What all functions of an installation have. */
export type SharedProps = Pick<
  ReportFunctionProps,
  "architecture" | "logRetentionDays" | "tracing" | "network" | "key" | "canary"
>;

/** What Lambda itself does by a function's role to put it into a network. */
const networkActions = [
  "ec2:CreateNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:DeleteNetworkInterface",
  "ec2:AssignPrivateIpAddresses",
  "ec2:UnassignPrivateIpAddresses",
];

/**
 * A function with its own role and log group. The role may write to that log group, send traces, and do what is granted
 * to it.
 */
export class ReportFunction extends Construct {
  readonly function: LambdaFunction;
  /** What is invoked: with a canary the alias, whose rights and limits are those of the function. */
  readonly entry: IFunction;
  readonly role: Role;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: ReportFunctionProps) {
    super(scope, id);
    this.logGroup = new LogGroup(this, "Log", {
      retention: props.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
      ...(props.key && { encryptionKey: props.key }),
    });
    this.role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
      description: props.description,
    });
    this.logGroup.grantWrite(this.role);
    if (props.key !== undefined) acknowledgeKey(this.role);
    const everywhere = [
      ...(props.tracing ? ["xray:PutTraceSegments", "xray:PutTelemetryRecords"] : []),
      ...(props.network === undefined ? [] : networkActions),
    ];
    if (everywhere.length > 0) this.role.addToPolicy(new PolicyStatement({ actions: everywhere, resources: ["*"] }));
    this.function = new LambdaFunction(this, "Function", {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: props.architecture === "arm64" ? Architecture.ARM_64 : Architecture.X86_64,
      code: props.code,
      handler: `${props.module}.handler`,
      memorySize: props.memory,
      timeout: props.timeout,
      tracing: props.tracing ? Tracing.ACTIVE : Tracing.DISABLED,
      logGroup: this.logGroup,
      role: this.role.withoutPolicyUpdates(),
      environment: Object.fromEntries(
        Object.entries(props.environment).map(([name, value]) => [variables[name as Variable], value]),
      ),
      ...(props.network && {
        ...props.network,
        securityGroups: [...(props.network.securityGroups ?? [ownGroup(this, props.network.vpc)])],
      }),
      ...(props.layers !== undefined && { layers: [...props.layers] }),
      ...(props.scratch !== undefined && { ephemeralStorageSize: props.scratch }),
      ...(props.concurrency !== undefined && { reservedConcurrentExecutions: props.concurrency }),
    });
    this.function.node.addDependency(this.role);
    this.entry = this.#release(props);
    Validations.of(this.role).acknowledge({
      id: "AwsSolutions-IAM5[Resource::*]",
      reason: "The actions of X-Ray, and those by which Lambda enters a network, accept only *.",
    });
  }

  #release({ canary, atDeployment = false, tellsOfOthers = false }: ReportFunctionProps): IFunction {
    if (canary === undefined || atDeployment) return this.function;
    const alias = canary.release(this, {
      function: this.function,
      logGroup: this.logGroup,
      blamed: !tellsOfOthers,
    });
    // The CDK's own class fails its own interface under exactOptionalPropertyTypes.
    return alias as IFunction;
  }
}

/**
 * The ARNs that a role must be allowed to invoke. Beside a function's alias that is the function itself: what runs
 * while a canary is switched on still calls that.
 */
export function invokedArns(called: readonly ReportFunction[]): string[] {
  return called.flatMap(({ function: own, entry }) => [...new Set([own.functionArn, entry.functionArn])]);
}

/** A security group that lets nothing in. */
function ownGroup(scope: Construct, vpc: IVpc): ISecurityGroup {
  return new SecurityGroup(scope, "Group", { vpc, description: "A function of Broadsheet: only calls that it makes" });
}
