import { Duration, Stack, Validations } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from "aws-cdk-lib/aws-codedeploy";
import { Policy, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Alias, type CfnFunction, type Function as LambdaFunction, type IVersion } from "aws-cdk-lib/aws-lambda";
import { FilterPattern, type LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct, type Node } from "constructs";
import type { CanaryPlan } from "../settings/canary-plans.ts";

export interface CanaryReleaseProps {
  /** Name of the installation, which its metric is named after. */
  readonly name: string;
  readonly plan: Exclude<CanaryPlan, "none">;
}

/** A function whose versions are released. */
export interface Released {
  readonly function: LambdaFunction;
  readonly logGroup: LogGroup;
  /** Whether what it logs as errors speaks against its version, and not against others or the past. */
  readonly blamed: boolean;
}

/** Name of the alias that all invokers call. */
const aliasName = "live";

/** The shortest period of CloudWatch: five minutes of a canary must be enough to stop it. */
const period = Duration.minutes(1);

/** The CDK's flags, without which a new layer makes no new version, and a group without alarms keeps old ones. */
const flags = [
  "@aws-cdk/aws-lambda:recognizeLayerVersion",
  "@aws-cdk/aws-lambda:recognizeVersionProps",
  "@aws-cdk/aws-codedeploy:removeAlarmsFromDeploymentGroup",
];

/** Sets them for an installation. To be called before it gets children. */
export function prepareCanary(node: Node): void {
  for (const flag of flags) node.setContext(flag, true);
}

/**
 * How a new version of the functions takes over: CodeDeploy moves the alias of each from one version to the next in
 * steps. If an alarm goes off meanwhile, it moves the alias back, the deployment of the stack fails, and CloudFormation
 * restores the rest.
 */
export class CanaryRelease extends Construct {
  readonly aliases: Alias[] = [];
  readonly #application: LambdaApplication;
  readonly #config: ReturnType<typeof LambdaDeploymentConfig.fromLambdaDeploymentConfigName>;
  readonly #role: Role;
  /** Absent: traffic moves all at once, and there is nothing left to stop. */
  readonly #logged: Metric | undefined;
  readonly #alarms: Alarm[] = [];
  readonly #groups: LambdaDeploymentGroup[] = [];

  constructor(scope: Construct, id: string, { name, plan }: CanaryReleaseProps) {
    super(scope, id);
    this.#application = new LambdaApplication(this, "Application");
    this.#config = LambdaDeploymentConfig.fromLambdaDeploymentConfigName(
      this,
      "Config",
      `CodeDeployDefault.Lambda${plan}`,
    );
    this.#role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("codedeploy.amazonaws.com"),
      description: "Broadsheet: moves the aliases of functions to their new versions",
    });
    if (plan === "AllAtOnce") return;
    this.#role.addToPolicy(new PolicyStatement({ actions: ["cloudwatch:DescribeAlarms"], resources: ["*"] }));
    Validations.of(this.#role).acknowledge({
      id: "AwsSolutions-IAM5[Resource::*]",
      reason: "CodeDeploy asks for the states of all alarms of a group in one call, and learns nothing else.",
    });
    this.#logged = new Metric({
      namespace: `Broadsheet/${name}`,
      metricName: "LoggedErrors",
      statistic: "Sum",
      period,
    });
    this.#stopOn("LoggedErrors", this.#logged, 0, "A function of Broadsheet has logged an error");
  }

  /**
   * Publishes a version of a function with each deployment that changes it, and moves its alias there.
   *
   * @returns the alias, which every invoker must call
   */
  release(scope: Construct, { function: released, logGroup, blamed }: Released): Alias {
    // The CDK's own classes fail their own interfaces under exactOptionalPropertyTypes.
    const alias = new Alias(scope, "Live", { aliasName, version: released.currentVersion as IVersion });
    const group = new LambdaDeploymentGroup(scope, "Release", {
      alias,
      application: this.#application,
      deploymentConfig: this.#config,
      // The CDK would add a policy of AWS that permits as much for all functions of the account.
      role: this.#role.withoutPolicyUpdates(),
    });
    // A deployment first permits the move and then makes it.
    alias.node.addDependency(this.#role, this.#permit(scope, released));
    this.aliases.push(alias);
    this.#watch(scope, group, alias, blamed ? logGroup : undefined);
    return alias;
  }

  /**
   * Lets CodeDeploy move a function's alias. One policy for all would wait for functions, which wait for aliases of
   * others.
   */
  #permit(scope: Construct, { functionArn, node }: LambdaFunction): Policy {
    const policy = new Policy(scope, "Move", {
      roles: [this.#role],
      statements: [
        new PolicyStatement({
          actions: ["lambda:GetAlias", "lambda:GetProvisionedConcurrencyConfig", "lambda:UpdateAlias"],
          resources: [functionArn, `${functionArn}:*`],
        }),
      ],
    });
    Validations.of(policy).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${Stack.of(this).getLogicalId(node.defaultChild as CfnFunction)}.Arn>:*]`,
      reason: "The versions and the alias of one function: nobody knows the numbers of versions in advance.",
    });
    return policy;
  }

  /** Has the answers of the API stop every release: a function whose answer is a server error has not failed itself. */
  watchApi(serverErrors: Metric): void {
    if (this.#logged === undefined) return;
    this.#stopOn("ServerErrors", serverErrors, 2, "The API has answered with more than two server errors in a minute");
  }

  #watch(scope: Construct, group: LambdaDeploymentGroup, alias: Alias, logGroup: LogGroup | undefined): void {
    if (this.#logged === undefined) return;
    for (const alarm of this.#alarms) group.addAlarm(alarm);
    this.#groups.push(group);
    group.addAlarm(
      alarmOn(scope, "Failing", alias.metricErrors({ period }), 0, "A function of Broadsheet fails as it is called"),
    );
    logGroup?.addMetricFilter("Errors", {
      filterPattern: FilterPattern.stringValue("$.level", "=", "ERROR"),
      metricNamespace: this.#logged.namespace,
      metricName: this.#logged.metricName,
      metricValue: "1",
    });
  }

  #stopOn(id: string, metric: Metric, threshold: number, description: string): void {
    const alarm = alarmOn(this, id, metric, threshold, description);
    this.#alarms.push(alarm);
    for (const group of this.#groups) group.addAlarm(alarm);
  }
}

/** An alarm that tells nobody, but stops a release within a minute or two. */
function alarmOn(scope: Construct, id: string, metric: Metric, threshold: number, description: string): Alarm {
  return new Alarm(scope, id, {
    metric: metric.with({ period, statistic: "Sum" }),
    threshold,
    alarmDescription: `${description}: a release that is under way ends, and its functions go back`,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
}
