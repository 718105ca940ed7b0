import { Bucket } from "aws-cdk-lib/aws-s3";
import { join } from "node:path";
import { expect, test } from "vitest";
import { faceChain, faceFile } from "../../functions/core/pdf/font-faces.ts";
import { type Resource, synthesizeStack } from "./synthesize-stack.ts";

const stack = synthesizeStack();

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Principal?: unknown;
  readonly Condition?: Readonly<Record<string, unknown>>;
}

const statementsOf = ({ Properties }: Resource): readonly Statement[] => Properties.PolicyDocument.Statement as Statement[];

test("the whole template is the one that was reviewed", async () => {
  const text = JSON.stringify(stack.template.toJSON(), null, 2).replaceAll(/[0-9a-f]{64}/g, "<hash>");
  await expect(`${text}\n`).toMatchFileSnapshot(join(import.meta.dirname, "broadsheet.template.json"));
});

test("cdk-nag looks: a bare bucket would not pass, and every configuration does", () => {
  expect(() => synthesizeStack({}, (bad) => void new Bucket(bad, "Bare"))).toThrow(/server access logs disabled/);
  const configurations = [
    { architecture: "x86_64", removalPolicy: "destroy" },
    { authorization: "open", corsOrigins: ["https://desk.example.org"] },
    { authorization: "jwt", jwtIssuer: "https://login.example.org", jwtAudience: "desk,press", alarmEmail: "desk@example.org" },
    { domainName: "reports.example.org", certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1" },
  ];
  for (const configuration of configurations) expect(() => synthesizeStack(configuration)).not.toThrow();
});

test("buckets are private, encrypted, for TLS only, and outlive the stack", () => {
  const buckets = stack.of("AWS::S3::Bucket");
  expect(buckets).toHaveLength(2);
  for (const { Properties, DeletionPolicy } of buckets) {
    expect(Properties.PublicAccessBlockConfiguration).toEqual({ BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true });
    expect(Properties.BucketEncryption.ServerSideEncryptionConfiguration).toHaveLength(1);
    expect(DeletionPolicy).toBe("RetainExceptOnCreate");
  }
  for (const type of ["AWS::S3::BucketPolicy", "AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy"]) {
    expect(stack.of(type).length).toBeGreaterThan(0);
    for (const policy of stack.of(type)) {
      expect(statementsOf(policy)).toContainEqual(expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }));
    }
  }
  expect(synthesizeStack({ removalPolicy: "destroy" }).of("AWS::S3::Bucket").map((bucket) => bucket.DeletionPolicy)).toEqual(["Delete", "Delete"]);
});

test("claims and uploads, and nothing else, are told to their queues, by this account's buckets only", () => {
  const told = stack.of("AWS::S3::Bucket").flatMap(({ Properties }) => Properties.NotificationConfiguration?.QueueConfigurations ?? []) as readonly unknown[];
  expect(told).toMatchObject([
    { Event: "s3:ObjectCreated:*", Filter: { S3Key: { Rules: [{ Name: "prefix", Value: "reports/" }, { Name: "suffix", Value: "/request.json" }] } } },
    { Event: "s3:ObjectCreated:*", Filter: { S3Key: { Rules: [{ Name: "prefix", Value: "uploads/" }, { Name: "suffix", Value: "/data" }] } } },
  ]);
  const allowed = stack.of("AWS::SQS::QueuePolicy").flatMap(statementsOf).filter(({ Effect }) => Effect === "Allow");
  expect(allowed).toHaveLength(2);
  for (const statement of allowed)
    expect(statement).toMatchObject({ Action: "sqs:SendMessage", Principal: { Service: "s3.amazonaws.com" }, Condition: { StringEquals: { "aws:SourceAccount": { Ref: "AWS::AccountId" } } } });
});

test("the render queue waits six times the function's limit, and gives up to a queue that is watched", () => {
  const render = stack.of("AWS::SQS::Queue").find(({ Properties }) => Properties.RedrivePolicy?.maxReceiveCount === 10);
  const fn = stack.of("AWS::Lambda::Function").find(({ Properties }) => Properties.Handler === "render.handler");
  expect(render?.Properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * fn?.Properties.Timeout);
  expect(render?.Properties.VisibilityTimeout).toBeGreaterThan(0);
  for (const { Properties } of stack.of("AWS::Lambda::EventSourceMapping")) expect(Properties.FunctionResponseTypes).toEqual(["ReportBatchItemFailures"]);
  expect(stack.of("AWS::Lambda::EventSourceMapping").map(({ Properties }) => Properties.ScalingConfig)).toContainEqual({ MaximumConcurrency: 10 });
});

test("an action or resource with a wildcard is one of those whose reason is written down", () => {
  for (const policy of stack.of("AWS::IAM::Policy")) {
    for (const { Action, Resource } of statementsOf(policy)) {
      const actions = [Action].flat();
      expect(actions.filter((action) => action.includes("*"))).toEqual([]);
      const anywhere = JSON.stringify(Resource) === '"*"';
      expect(anywhere ? actions.toSorted() : []).toEqual(anywhere ? ["xray:PutTelemetryRecords", "xray:PutTraceSegments"] : []);
    }
  }
  for (const { Properties } of stack.of("AWS::IAM::Role")) expect(Properties.ManagedPolicyArns).toBeUndefined();
});

test("every route asks for a signature but /health", () => {
  const routes = stack.of("AWS::ApiGatewayV2::Route").map(({ Properties }) => [Properties.RouteKey, Properties.AuthorizationType] as const);
  expect(routes.filter(([, type]) => type !== "AWS_IAM")).toEqual([["GET /health", "NONE"]]);
  expect(routes.map(([key]) => key)).not.toContain("$default");
  const token = synthesizeStack({ authorization: "jwt", jwtIssuer: "https://login.example.org", jwtAudience: ["desk"] });
  expect(new Set(token.of("AWS::ApiGatewayV2::Route").map(({ Properties }) => Properties.AuthorizationType))).toEqual(new Set(["JWT", "NONE"]));
  expect(stack.of("AWS::ApiGatewayV2::Api")[0]?.Properties.CorsConfiguration).toBeUndefined();
});

test("the API has an access log and limits", () => {
  const [stage] = stack.of("AWS::ApiGatewayV2::Stage");
  expect(stage?.Properties).toMatchObject({ StageName: "$default", DefaultRouteSettings: { ThrottlingBurstLimit: 100, ThrottlingRateLimit: 50 } });
  expect(stage?.Properties.AccessLogSettings.Format).not.toMatch(/query|authorization/i);
});

test("functions run Node 24 on arm64, with a log that ends and with traces", () => {
  for (const { Properties } of stack.of("AWS::Lambda::Function")) expect(Properties).toMatchObject({ Runtime: "nodejs24.x", Architectures: ["arm64"], TracingConfig: { Mode: "Active" } });
  for (const { Properties } of stack.of("AWS::Logs::LogGroup")) expect(Properties.RetentionInDays).toBe(30);
  const other = synthesizeStack({ architecture: "x86_64" });
  for (const { Properties } of other.of("AWS::Lambda::Function")) expect(Properties.Architectures).toEqual(["x86_64"]);
});

test("alarms of dead letters, parked reports, age, errors, throttles and latency reach the topic", () => {
  const alarms = stack.resources.filter(([, { Type }]) => Type === "AWS::CloudWatch::Alarm");
  const names = alarms.map(([id]) => id.replace(/^Alarms/, "").replace(/[0-9A-F]{8}$/, ""));
  expect(names).toEqual(expect.arrayContaining(["DeadLetters", "Parked", "OldestClaim", "ServerErrors", "Latency", "RenderErrors", "RenderThrottles", "ApiErrors", "SweepErrors"]));
  for (const [, { Properties }] of alarms) expect(Properties.AlarmActions).toHaveLength(1);
});

test("the sweep runs every five minutes, one at a time", () => {
  expect(stack.of("AWS::Events::Rule")[0]?.Properties.ScheduleExpression).toBe("rate(5 minutes)");
  expect(stack.of("AWS::Lambda::Function").find(({ Properties }) => Properties.Handler === "sweep.handler")?.Properties.ReservedConcurrentExecutions).toBe(1);
});

test("the layer of fonts takes the folders that faces are read from", () => {
  const files = (["serif", "sans", "mono"] as const).flatMap((family) => ([400, 600, 700] as const).flatMap((weight) => [true, false].flatMap((italic) => faceChain(family, weight, italic)))).map(faceFile);
  for (const file of files) expect(file).toMatch(/^[a-z0-9-]+\/(?:400Regular|600SemiBold|700Bold)(?:_Italic)?\/\w+\.ttf$/);
});

test("a context that is wrong is refused, with all that is wrong and what is allowed", () => {
  const wrong = { architecture: "mips", renderMemory: "lots", colour: "red", authorization: "jwt", domainName: "a.example.org", logRetentionDays: 31 };
  const told = (() => {
    try {
      synthesizeStack(wrong);
      return "";
    } catch (error) {
      return (error as Error).message;
    }
  })();
  for (const part of ["architecture must be one of arm64, x86_64", "renderMemory must be a whole number from 1024 to 10240", '"colour" is no setting', "needs jwtIssuer and jwtAudience", "certificateArn", "logRetentionDays must be one of"])
    expect(told).toContain(part);
});
