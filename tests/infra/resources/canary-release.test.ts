import { Duration } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction as LambdaTarget } from "aws-cdk-lib/aws-events-targets";
import { CfnLayerVersion, Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { expect, test } from "vitest";
import { canaryPlans } from "../../../infra/settings/canary-plans.ts";
import { checkStack, type Resource, type Synthesized, synthesizeStack } from "../synthesize-stack.ts";

/* Versions of functions that take over in steps: who calls them, what stops them, and what a switch changes. */

const plan = "Canary10Percent5Minutes";
const studio = {
  authorization: "jwt",
  jwtIssuer: "https://login.example.org",
  jwtAudience: ["desk"],
  studio: true,
  studioClientId: "desk",
};
const off = synthesizeStack();
const on = synthesizeStack({ canary: plan });

/** Lists the logical ids that a value names, each with the path to it. */
function named(value: unknown, path = ""): readonly (readonly [id: string, path: string])[] {
  if (typeof value !== "object" || value === null) return [];
  const { Ref, "Fn::GetAtt": attribute } = value as { Ref?: unknown; "Fn::GetAtt"?: readonly [string, string] };
  if (typeof Ref === "string") return [[Ref, path]];
  if (attribute !== undefined) return [[attribute[0], path]];
  return Object.entries(value).flatMap(([key, inner]) => named(inner, `${path}/${key}`));
}

/** Functions that have an alias → the alias. */
function aliasesOf({ resources }: Synthesized): ReadonlyMap<string, string> {
  return new Map(
    resources
      .filter(([, { Type }]) => Type === "AWS::Lambda::Alias")
      .map(([id, { Properties }]) => [String(Properties.FunctionName.Ref), id]),
  );
}

/** What may name the function itself: it invokes nothing, or is the version and the alias that others call. */
const bystanders = [
  "AWS::Lambda::Version",
  "AWS::Lambda::Alias",
  "AWS::CloudWatch::Alarm",
  "AWS::CloudWatch::Dashboard",
  // The rights of roles, which the next test compares.
  "AWS::IAM::Policy",
  "AWS::IAM::ManagedPolicy",
];

/** Lists what calls a function past its alias, and what calls aliases. */
function callers(made: Synthesized): { readonly past: readonly string[]; readonly by: readonly string[] } {
  const aliases = aliasesOf(made);
  const all = made.resources.filter(([, { Type }]) => !bystanders.includes(Type));
  const naming = (ids: readonly string[]): readonly string[] =>
    all.flatMap(([id, { Type, Properties }]) =>
      named(Properties).flatMap(([target, path]) => (ids.includes(target) ? [`${Type} ${id} ${path}`] : [])),
    );
  return { past: naming([...aliases.keys()]), by: naming([...aliases.values()]) };
}

test("without a canary there are no versions, and the settings say so", () => {
  for (const type of ["AWS::Lambda::Version", "AWS::Lambda::Alias", "AWS::CodeDeploy::Application"])
    expect(off.of(type)).toEqual([]);
  expect(synthesizeStack({ canary: "none" }).template.toJSON()).toEqual(off.template.toJSON());
  expect(() => synthesizeStack({ canary: "quick" })).toThrow(
    `canary must be one of ${canaryPlans.join(", ")}, not "quick"`,
  );
});

test.each([
  ["alone", {}],
  ["with the studio behind a locked origin", { ...studio, lockedOrigin: true, mailFrom: "desk@example.org" }],
  ["with sources", { connections: { shop: { engine: "s3", bucket: "shop-exports" } } }],
  ["on a bucket that exists", { bucketName: "kept-store", waitingConcurrency: 3, previewConcurrency: 5 }],
])("every invoker calls the alias, %s", (_, changes) => {
  const made = synthesizeStack({ ...changes, canary: plan });
  const plain = synthesizeStack(changes);
  const functions = plain.resources.filter(([, { Type }]) => Type === "AWS::Lambda::Function").map(([id]) => id);
  const atDeployment = plain.resources
    .filter(([, { Type }]) => Type.startsWith("Custom::"))
    .map(([, { Properties }]) => String(Properties.ServiceToken["Fn::GetAtt"][0]));
  expect([...aliasesOf(made).keys()].toSorted()).toEqual(
    functions.filter((id) => !atDeployment.includes(id)).toSorted(),
  );
  expect(callers(made).past).toEqual([]);
  // Whatever calls a function without a canary calls an alias with one, at the same place.
  const places = plain.resources
    .filter(([, { Type }]) => !bystanders.includes(Type) && !Type.startsWith("Custom::"))
    .flatMap(([, { Type, Properties }]) =>
      named(Properties).flatMap(([target]) => (functions.includes(target) ? [Type] : [])),
    );
  expect(places.length).toBeGreaterThan(15);
  expect(new Set(callers(made).by.map((one) => one.split(" ")[0]))).toEqual(new Set(places));
  expect(callers(made).by.length).toBeGreaterThanOrEqual(places.length);
});

test("the check looks: a schedule that calls a function itself is found", () => {
  const bypassed = synthesizeStack({ canary: plan }, (stack) => {
    const sweep = stack.node.findAll().find((one) => one instanceof LambdaFunction && /Sweep/.test(one.node.path));
    const hourly = new Rule(stack, "Hourly", { schedule: Schedule.rate(Duration.hours(1)) });
    hourly.addTarget(new LambdaTarget(sweep as LambdaFunction));
  });
  expect(callers(bypassed).past.map((one) => one.replaceAll(/[0-9A-F]{8}/g, ""))).toEqual([
    "AWS::Events::Rule Hourly /Targets/0/Arn",
    expect.stringMatching(/^AWS::Lambda::Permission HourlyAllowEventRule\w+ \/FunctionName$/),
  ]);
});

/** A value without the aliases that stand beside their functions. */
function withoutAliases(value: unknown, made: Synthesized): string {
  let text = JSON.stringify(value);
  for (const [own, alias] of aliasesOf(made)) {
    const itself = `{"Fn::GetAtt":["${own}","Arn"]}`;
    text = text.replaceAll(`[${itself},{"Ref":"${alias}"}]`, itself).replaceAll(`,{"Ref":"${alias}"}`, "");
  }
  return text;
}

/**
 * What the policies of the same roles allow, sorted. An inline policy holds 10,240 characters; CDK moves the statements
 * that are too many into a managed one.
 */
function statementsOf({ Properties: { Roles } }: Resource, made: Synthesized): readonly string[] {
  return made.resources
    .filter(
      ([, { Type, Properties }]) =>
        ["AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"].includes(Type) &&
        JSON.stringify(Properties.Roles) === JSON.stringify(Roles),
    )
    .flatMap(
      ([, { Properties }]) => (Properties.PolicyDocument as { readonly Statement: readonly unknown[] }).Statement,
    )
    .map((statement) => withoutAliases(statement, made))
    .toSorted();
}

test("a deployed stack that gets a canary keeps everything but what only says who is called", () => {
  const after = new Map(on.resources);
  const gone = off.resources.filter(([id]) => !after.has(id)).map(([, { Type }]) => Type);
  expect(new Set(gone)).toEqual(new Set(["AWS::Lambda::EventSourceMapping", "AWS::Lambda::Permission"]));
  const changed = off.resources.filter(
    ([id, before]) => after.has(id) && JSON.stringify(before) !== JSON.stringify(after.get(id)),
  );
  const kinds = new Set(changed.map(([, { Type }]) => Type));
  expect(kinds).toEqual(
    new Set([
      "AWS::ApiGatewayV2::Integration",
      "AWS::Events::Rule",
      "AWS::IAM::Policy",
      "AWS::Lambda::Function",
      "Custom::Samples",
    ]),
  );
  for (const [id, before] of changed) {
    const now = after.get(id)!;
    expect({ id, type: now.Type }).toEqual({ id, type: before.Type });
    if (before.Type === "AWS::Lambda::Function") {
      const { Environment: was, ...rest } = before.Properties;
      const { Environment: is, ...same } = now.Properties;
      expect({ id, ...same }).toEqual({ id, ...rest });
      const differ = Object.keys(is.Variables as object).filter(
        (name) => JSON.stringify(is.Variables[name]) !== JSON.stringify(was.Variables[name]),
      );
      expect(differ.filter((name) => !/^BROADSHEET_\w+_FUNCTION$/.test(name))).toEqual([]);
    }
    // The rights are the same, and the alias beside the function.
    if (before.Type === "AWS::IAM::Policy") expect(statementsOf(now, on)).toEqual(statementsOf(before, off));
    if (before.Type === "Custom::Samples") expect(now.Properties).toEqual(before.Properties);
  }
});

const groupsOf = ({ of }: Synthesized): readonly Resource[] => of("AWS::CodeDeploy::DeploymentGroup");

test("each alias moves by the plan, and goes back when its function fails, logs errors, or the API does", () => {
  const byId = Object.fromEntries(on.resources);
  const aliases = [...aliasesOf(on)];
  expect(aliases.length).toBe(11);
  for (const [own, alias] of aliases) {
    const { ApplicationName, DeploymentGroupName } = (
      byId[alias] as Resource & { UpdatePolicy: { CodeDeployLambdaAliasUpdate: Record<string, { Ref: string }> } }
    ).UpdatePolicy.CodeDeployLambdaAliasUpdate;
    expect(byId[ApplicationName!.Ref]?.Properties.ComputePlatform).toBe("Lambda");
    const { Properties: group } = byId[DeploymentGroupName!.Ref]!;
    expect(group.DeploymentConfigName).toBe(`CodeDeployDefault.Lambda${plan}`);
    expect(group.AutoRollbackConfiguration).toEqual({
      Enabled: true,
      Events: expect.arrayContaining(["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"]),
    });
    expect(group.AlarmConfiguration.Enabled).toBe(true);
    const alarms = (group.AlarmConfiguration.Alarms as { Name: { Ref: string } }[]).map(
      ({ Name }) => byId[Name.Ref]!.Properties,
    );
    expect(alarms.map(({ MetricName }) => MetricName as string).toSorted()).toEqual(["5xx", "Errors", "LoggedErrors"]);
    // A canary takes five minutes: with longer periods it would be over before an alarm.
    for (const alarm of alarms)
      expect(alarm).toMatchObject({ Period: 60, EvaluationPeriods: 1, TreatMissingData: "notBreaching" });
    const failing = alarms.find(({ MetricName }) => MetricName === "Errors")!;
    expect(named(failing.Dimensions).map(([id]) => id)).toEqual([own, own]);
    expect(JSON.stringify(failing.Dimensions)).toContain(':live"');
  }
  const logged = on.of("AWS::Logs::MetricFilter");
  expect(logged).toHaveLength(aliases.length - 2);
  for (const { Properties } of logged) {
    expect(Properties.FilterPattern).toBe('{ $.level = "ERROR" }');
    expect(Properties.MetricTransformations).toEqual([
      { MetricName: "LoggedErrors", MetricNamespace: "Broadsheet/Broadsheet", MetricValue: "1" },
    ]);
  }
});

test("what moves all at once is stopped by nothing, so that a mend can always be deployed", () => {
  const made = synthesizeStack({ canary: "AllAtOnce" });
  expect(groupsOf(made)).toHaveLength(11);
  for (const { Properties } of groupsOf(made)) expect(Properties.AlarmConfiguration).toEqual({ Enabled: false });
  expect(made.of("AWS::CloudWatch::Alarm")).toHaveLength(off.of("AWS::CloudWatch::Alarm").length);
  expect(made.of("AWS::Logs::MetricFilter")).toEqual([]);
  expect(callers(made).past).toEqual([]);
});

const versionsOf = ({ resources }: Synthesized): readonly string[] =>
  resources.filter(([, { Type }]) => Type === "AWS::Lambda::Version").map(([id]) => id);

test("a version is made of each function that a deployment changes, also by a layer, and of no other", () => {
  const since = (made: Synthesized): readonly string[] =>
    versionsOf(made)
      .filter((id) => !versionsOf(on).includes(id))
      .map((id) => id.replace(/FunctionCurrentVersion\w+$/, ""))
      .toSorted();
  expect(versionsOf(on)).toHaveLength(11);
  expect(since(synthesizeStack({ canary: plan, apiMemory: 2048 }))).toEqual(["Api"]);
  expect(since(synthesizeStack({ canary: plan, alarms: false, reportRetentionDays: 90, throttleRate: 7 }))).toEqual([]);
  const fonts = synthesizeStack({ canary: plan }, (stack) => {
    for (const layer of stack.node.findAll())
      if (layer instanceof CfnLayerVersion && /Fonts/.test(layer.node.path))
        layer.content = { s3Bucket: "bucket", s3Key: "other-fonts.zip" };
  });
  expect(since(fonts)).toEqual(["BatchesWorker", "PreviewsWorker", "Render"]);
});

test("templates and the studio's pages come when every function has moved, and a route calls what it may", () => {
  const made = synthesizeStack({ ...studio, canary: plan });
  const aliases = [...aliasesOf(made).values()];
  for (const type of ["Custom::Samples", "Custom::Studio"])
    expect(made.of(type)[0]?.DependsOn).toEqual(expect.arrayContaining(aliases));
  const api = aliases.find((id) => id.startsWith("ApiLive"));
  const permissions = made.resources
    .filter(([, { Type, Properties }]) => Type === "AWS::Lambda::Permission" && Properties.FunctionName.Ref === api)
    .map(([id]) => id);
  expect(permissions.length).toBeGreaterThan(0);
  for (const { DependsOn } of made.of("AWS::ApiGatewayV2::Integration"))
    expect(DependsOn).toEqual(expect.arrayContaining(permissions));
});

test("CodeDeploy may move these aliases, and nothing else", () => {
  const [role] = on.resources.find(([id, { Type }]) => Type === "AWS::IAM::Role" && id.startsWith("Canary"))!;
  const statements = on
    .of("AWS::IAM::Policy")
    .filter(({ Properties }) => JSON.stringify(Properties.Roles) === JSON.stringify([{ Ref: role }]))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement as { Action: string[]; Resource: unknown }[]);
  const [asking, ...moving] = statements;
  expect(asking).toMatchObject({ Action: "cloudwatch:DescribeAlarms", Resource: "*" });
  for (const { Action } of moving)
    expect(Action).toEqual(["lambda:GetAlias", "lambda:GetProvisionedConcurrencyConfig", "lambda:UpdateAlias"]);
  expect(moving.map(({ Resource }) => [...new Set(named(Resource).map(([id]) => id))])).toEqual(
    [...aliasesOf(on).keys()].map((own) => [own]),
  );
  expect(on.of("AWS::IAM::Role").filter(({ Properties }) => Properties.ManagedPolicyArns !== undefined)).toEqual([]);
});

test("cdk-nag finds nothing with a canary", () => {
  expect(() => checkStack({ canary: plan, ...studio, lockedOrigin: true })).not.toThrow();
});
