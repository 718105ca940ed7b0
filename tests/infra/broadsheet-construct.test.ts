import { App, Stack, Token, Validations } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { type IVpc, SecurityGroup, SubnetType, Vpc } from "aws-cdk-lib/aws-ec2";
import { Key } from "aws-cdk-lib/aws-kms";
import { Bucket, BucketEncryption, type IBucket } from "aws-cdk-lib/aws-s3";
import { ManagedPolicy, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { AwsSolutionsChecks } from "cdk-nag";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { roles } from "../../functions/core/service/access/roles.ts";
import { decodeKeys } from "../../functions/lambda/queue/decode-claims.ts";
import { everyScope, type Scope } from "../../functions/core/service/access/scopes.ts";
import { Broadsheet } from "../../infra/broadsheet-construct.ts";
import type { BroadsheetProps } from "../../infra/settings/broadsheet-props.ts";
import { settingsOf } from "../../infra/settings/settings.ts";
import { accessOfRoutes } from "./access-of-routes.ts";
import { type Resource, synthesizeStack } from "./synthesize-stack.ts";

/* The construct in apps of others: their context, their stacks, several of it. */

const folder = mkdtempSync(join(tmpdir(), "broadsheet-construct-"));
afterAll(() => rmSync(folder, { recursive: true }));

const fileOf = (path: string): string => readFileSync(join(import.meta.dirname, "../..", path), "utf8");

/** An app as a stranger has it, with nothing of our `cdk.json`. */
function foreignApp(context: Readonly<Record<string, unknown>> = {}): App {
  return new App({
    outdir: mkdtempSync(join(folder, "out-")),
    treeMetadata: false,
    builtinCloudFormationValidation: false,
    context: {
      ...context,
      "aws:cdk:bundling-stacks": [],
      "aws:cdk:disable-asset-staging": true,
      "aws:cdk:disable-stack-trace": true,
    },
  });
}

function add(scope: Stack, id: string, props?: BroadsheetProps): Broadsheet {
  return new Broadsheet(scope, id, props);
}

type Resources = readonly (readonly [string, Resource])[];

function resourcesOf(stack: Stack): Resources {
  return Object.entries(Template.fromStack(stack).toJSON()["Resources"] as Record<string, Resource>);
}

type Given = BroadsheetProps | ((stack: Stack) => BroadsheetProps);

function stackOf(props: Given): Stack {
  const stack = new Stack(foreignApp(), "Press");
  add(stack, "Reports", typeof props === "function" ? props(stack) : props);
  return stack;
}

/** The template of a stack with the construct alone. */
function templateOf(props: Given): string {
  return JSON.stringify(Template.fromStack(stackOf(props)).toJSON());
}

/** The flags that a new app sets, as of this release of the CDK. */
const recommended = JSON.parse(fileOf("node_modules/aws-cdk-lib/recommended-feature-flags.json")) as Record<
  string,
  unknown
>;

test.each([
  ["none of the CDK's flags", {}],
  ["all that a new app sets", recommended],
])("it stands in an app with %s, and cdk-nag finds nothing", (_, context) => {
  const app = foreignApp(context);
  const stack = new Stack(app, "Press");
  add(stack, "Reports");
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  expect(() => app.synth()).not.toThrow();
  const logs = resourcesOf(stack).filter(([, { Type }]) => Type === "AWS::S3::Bucket");
  // An access list, which buckets without access lists refuse, comes where the CDK's flag is absent.
  for (const [, bucket] of logs) expect(bucket.Properties).not.toHaveProperty("AccessControl");
});

// CloudFormation allows 500 resources in a stack, and one with all routes has some 250.
test("two in one stack share no name, output or metric", () => {
  const stack = new Stack(foreignApp(), "Press");
  add(stack, "Reports");
  add(stack, "Letters", {
    name: "press-letters",
    mailFrom: "desk@example.org",
    scopes: roles.reader,
  });
  const named = new Map<string, string[]>();
  const note = (type: string, name: unknown, id: string): void => {
    const key = `${type} ${JSON.stringify(name)}`.toLowerCase();
    named.set(key, [...(named.get(key) ?? []), id]);
  };
  const resources = resourcesOf(stack);
  for (const [id, { Type, Properties }] of resources)
    for (const property of ["Name", "QueueName", "DashboardName", "TopicName", "BucketName", "FunctionName"])
      if (Properties?.[property] !== undefined && !/::(?:DomainName|Api|Api.*)$/.test(Type))
        note(`${Type} ${property}`, Properties[property], id);
  expect(named.size).toBeGreaterThan(5);
  expect([...named].filter(([, ids]) => ids.length > 1)).toEqual([]);
  const outputs = Object.keys(Template.fromStack(stack).findOutputs("*"));
  expect(outputs).toEqual(expect.arrayContaining(["ReportsApiUrl", "LettersApiUrl", "LettersReaderPolicyArn"]));
  const installations = resources
    .map(([, { Properties }]) => Properties?.Environment?.Variables?.BROADSHEET_STACK as unknown)
    .filter((name) => name !== undefined);
  expect(new Set(installations)).toEqual(new Set(["Press", "press-letters"]));
});

test("a name that another has is refused, whatever its case, and so is none where the stack has none", () => {
  const stack = new Stack(foreignApp(), "Press");
  add(stack, "Reports");
  expect(() => add(stack, "Letters")).toThrow(
    "Press/Letters has the name Press, as Press/Reports has: give one of them another `name`",
  );
  expect(() => add(stack, "Notes", { name: "press" })).toThrow(/has the name press, as Press\/Reports has/);
  const app = foreignApp();
  const env = { account: "123456789012", region: "eu-central-1" };
  add(new Stack(app, "A", { env }), "Reports", { name: "reports" });
  expect(() => add(new Stack(app, "B", { env }), "Reports", { name: "reports" })).toThrow(/as A\/Reports has/);
  add(new Stack(app, "C", { env: { ...env, region: "eu-west-1" } }), "Reports", { name: "reports" });
  expect(() => templateOf({ name: Token.asString({ Ref: "Name" }) })).toThrow(/name is needed here/);
  expect(() => templateOf({ name: "a".repeat(65) })).toThrow("name may have 64 letters, not 65");
});

const networkOf = (stack: Stack): IVpc =>
  Vpc.fromVpcAttributes(stack, "Network", {
    vpcId: "vpc-1",
    availabilityZones: ["a"],
    privateSubnetIds: ["subnet-private"],
    isolatedSubnetIds: ["subnet-isolated"],
  });

const signedIn = {
  authorization: { kind: "jwt", issuer: "https://login.example.org", audience: ["desk"] },
  studio: { clientId: "studio" },
} as const;

/** A value other than the default of each property: every property must be here. */
const others: { readonly [P in keyof Required<BroadsheetProps>]: Given } = {
  name: { name: "other" },
  architecture: { architecture: "x86_64" },
  authorization: { authorization: { kind: "jwt", issuer: "https://login.example.org", audience: ["desk"] } },
  scopes: { scopes: ["reports:read"] },
  corsOrigins: { corsOrigins: ["https://desk.example.org"] },
  domain: { domain: { name: "r.example.org", certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1" } },
  studio: {
    authorization: { kind: "jwt", issuer: "https://login.example.org", audience: ["desk"] },
    studio: { clientId: "studio" },
  },
  lockedOrigin: { ...signedIn, lockedOrigin: true },
  webAclArn: { ...signedIn, webAclArn: "arn:aws:wafv2:us-east-1:123456789012:global/webacl/press/1" },
  templatesDir: { templatesDir: "docs/authoring/sample" },
  requireTests: { requireTests: true },
  mostPublications: { mostPublications: 7 },
  mostWebhooks: { mostWebhooks: 7 },
  mostUploads: { mostUploads: 7 },
  largestUpload: { largestUpload: 1024 },
  destroyData: { destroyData: true },
  reportRetentionDays: { reportRetentionDays: 7 },
  logRetentionDays: { logRetentionDays: 7 },
  renderMemory: { renderMemory: 3008 },
  renderSeconds: { renderSeconds: 7 },
  renderConcurrency: { renderConcurrency: 7 },
  batchConcurrency: { batchConcurrency: 7 },
  batchPacks: { batchPacks: true },
  previewConcurrency: { previewConcurrency: 7 },
  throttleRate: { throttleRate: 7 },
  throttleBurst: { throttleBurst: 7 },
  alarmEmail: { alarmEmail: "desk@example.org" },
  mailFrom: { mailFrom: "desk@example.org" },
  connections: { connections: { shop: { engine: "s3", bucket: "shop-exports" } } },
  copyTargets: { copyTargets: ["s3://board-papers/reports"] },
  tags: { tags: { team: "desk" } },
  waitingConcurrency: { waitingConcurrency: 7 },
  apiMemory: { apiMemory: 2048 },
  functionMemory: { functionMemory: { sweep: 256 } },
  tracing: { tracing: false },
  canary: { canary: "Canary10Percent5Minutes" },
  routeLimits: { routeLimits: { "POST /reports": { rate: 7, burst: 14 } } },
  alarms: { alarms: false },
  bucket: (stack) => ({ bucket: Bucket.fromBucketName(stack, "Kept", "kept-store") }),
  encryptionKey: (stack) => ({ encryptionKey: new Key(stack, "Key") }),
  permissionsBoundary: (stack) => ({
    permissionsBoundary: ManagedPolicy.fromManagedPolicyName(stack, "Boundary", "boundary"),
  }),
  vpc: (stack) => ({ vpc: networkOf(stack) }),
  vpcSubnets: (stack) => ({ vpc: networkOf(stack), vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED } }),
  securityGroups: (stack) => ({
    vpc: networkOf(stack),
    securityGroups: [SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-1")],
  }),
};

test("every property changes the template", () => {
  const plain = templateOf({});
  const idle = Object.entries(others).filter(([, props]) => templateOf(props) === plain);
  expect(idle.map(([property]) => property)).toEqual([]);
});

test("every property says its default, and it is the one that holds", () => {
  const source = fileOf("infra/settings/broadsheet-props.ts");
  const body = source.slice(source.indexOf("export interface BroadsheetProps {"));
  const documented = [...body.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n {2}readonly (\w+)\?:/g)].map(
    ([, text, name]) => [name!, /@default ([\s\S]+?)\s*$/.exec(text!.replaceAll(/\n\s*\* ?/g, " "))?.[1]] as const,
  );
  expect(documented.map(([name]) => name).toSorted()).toEqual(Object.keys(others).toSorted());
  const plain = settingsOf({}, "Press", "templates") as unknown as Readonly<Record<string, unknown>>;
  let literal = 0;
  for (const [name, value] of documented) {
    expect({ name, value }).toEqual({ name, value: expect.any(String) as string });
    if (!/^(?:\d+|true|false|"\w+")$/.test(value!)) continue;
    literal += 1;
    expect({ [name]: plain[name] }).toEqual({ [name]: JSON.parse(value!) as unknown });
  }
  expect(literal).toBeGreaterThan(14);
  expect(settingsOf({ authorization: { kind: "iam" } }, "Press", "templates")).toEqual(plain);
});

test.each([
  [{ renderMemory: 1 }, /renderMemory must be a whole number from 1024 to 10240, not 1/],
  [{ functionMemory: { render: 2048 } }, /functionMemory may name ingest, pull, pictures, .*, not "render"/],
  [{ functionMemory: { toString: 2048 } }, /functionMemory may name .*, not "toString"/],
  [{ functionMemory: { ingest: 128 } }, /functionMemory\.ingest must be a whole number from 1504 to 10240, not 128/],
  [{ functionMemory: 2048 }, /functionMemory must be an object of MiB by function, not 2048/],
  [{ functionMemory: [2048] }, /functionMemory must be an object of MiB by function, not \[2048\]/],
  [{ memory: 2048 }, /"memory" is not a Broadsheet property; the properties are name, architecture, /],
  [{ jwtIssuer: "https://login.example.org" }, /"jwtIssuer" is not a Broadsheet property/],
  [{ authorization: "open" }, /authorization\.kind must be one of iam, jwt, open, not null/],
  [{ authorization: { kind: "jwt", issuer: "http://x", audience: ["a"] } }, /authorization\.issuer must match/],
  [
    { authorization: { kind: "jwt", issuer: "https://x", audience: [] } },
    /kind=jwt needs authorization\.issuer and authorization\.audience/,
  ],
  [{ authorization: { kind: "open" } }, /lets everyone in/],
  [{ domain: { name: "r.example.org" } }, /domain\.certificateArn must match/],
  [{ domain: "r.example.org" }, /domain\.name must match/],
  [{ studio: { clientId: "studio" } }, /studio=true needs authorization\.kind=jwt, not "iam"/],
  [{ studio: true }, /studio\.clientId/],
  [{ destroyData: "no" }, /destroyData must be one of/],
  [{ waitingConcurrency: -1 }, /waitingConcurrency must be a whole number from 0 to 1000, not -1/],
  [{ alarms: false, alarmEmail: "desk@example.org" }, /alarmEmail would get nothing: alarms is false/],
  [{ routeLimits: { "POST /report": { rate: 1, burst: 1 } } }, /no route "POST \/report"; it has GET \/health, /],
  [{ routeLimits: { "POST /reports": { rate: 1 } } }, /burst of "POST \/reports" in routeLimits must be a whole/],
  [{ scopes: ["reports:read"], routeLimits: { "POST /reports": { rate: 1, burst: 1 } } }, /no route "POST \/reports"/],
  [{ lockedOrigin: true }, /lockedOrigin=true needs a studio/],
  [{ webAclArn: "arn:aws:wafv2:us-east-1:1:global/webacl/a/1" }, /webAclArn needs a studio/],
  [{ webAclArn: "arn:aws:wafv2:eu-central-1:1:regional/webacl/a/1" }, /webAclArn must match/],
  [{ vpcSubnets: { subnetType: "Public" } }, /give the `vpc`, too/],
  [{ tags: { team: 1 } }, /tags must be an object of texts/],
])("%j is refused with what is wrong", (props, reason) => {
  expect(() => templateOf(props as BroadsheetProps)).toThrow(reason);
});

test("what only a deployment knows is taken as it is", () => {
  const token = Token.asString({ Ref: "Known" });
  const made = templateOf({
    authorization: { kind: "jwt", issuer: token, audience: [token] },
    domain: { name: "r.example.org", certificateArn: token },
    studio: { clientId: token },
  });
  // The origin of the issuer, which the studio's pages may call, is cut out of its address at deployment.
  expect(made).toContain('{"Fn::Select":[2,{"Fn::Split":["/",{"Ref":"Known"}]}]}');
  expect(made).not.toContain("${Token");
});

const idOf = (scope: Scope): string => `Only${scope.replaceAll(/\W/g, "")}X`;

test("a grant permits the routes of its scopes, and no other", async () => {
  const scopesOf: Readonly<Record<string, readonly Scope[]>> = {
    Read: roles.reader.filter((scope) => scope.endsWith(":read")),
    Request: roles.reader,
    Author: roles.author,
    Hooks: ["webhooks:read"],
    All: everyScope,
    ...Object.fromEntries(everyScope.map((scope) => [idOf(scope), [scope]])),
  };
  const stack = new Stack(foreignApp(), "Press");
  const broadsheet = add(stack, "Reports");
  const role = (id: string): Role => new Role(stack, id, { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
  broadsheet.grantRead(role("Read"));
  broadsheet.grantRequest(role("Request"));
  broadsheet.grantRole(role("Author"), "author");
  broadsheet.grant(role("Hooks"), "webhooks:read");
  broadsheet.grantRole(role("All"), "admin");
  for (const scope of everyScope) broadsheet.grant(role(idOf(scope)), scope);
  const resources = resourcesOf(stack);
  const routes = await accessOfRoutes();
  expect(routes.length).toBeGreaterThan(100);
  for (const [id, scopes] of Object.entries(scopesOf)) {
    const [, policy] = resources.find(([key]) => key.startsWith(`${id}DefaultPolicy`))!;
    const statements = policy.Properties.PolicyDocument.Statement as { Effect: "Allow" | "Deny"; Resource: unknown }[];
    const matched = (effect: "Allow" | "Deny", call: string): boolean =>
      statements
        .filter(({ Effect }) => Effect === effect)
        .flatMap(({ Resource: arns }) => [...JSON.stringify(arns).matchAll(/\/\$default\/([^"]+)"/g)])
        .some(([, pattern]) => new RegExp(`^${pattern!.replaceAll(".", "\\.").replaceAll("*", ".*")}$`).test(call));
    for (const [route, access, also] of routes) {
      if (access === "public") continue;
      const call = route.replace(" ", "").replaceAll(/\{\w+\}/g, "some-name");
      const needs = [...(access === "known" ? [] : [access]), ...(also === undefined ? [] : [also])];
      const may = needs.every((scope) => (scopes as readonly string[]).includes(scope));
      expect({ id, route, may: matched("Allow", call) && !matched("Deny", call) }).toEqual({ id, route, may });
    }
  }
});

test("a grant where IAM is not asked is refused", () => {
  const stack = new Stack(foreignApp(), "Press");
  const reader = new Role(stack, "Reader", { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
  const open = add(stack, "Reports", { authorization: { kind: "open" }, scopes: ["reports:read"] });
  expect(() => open.grantRead(reader)).toThrow("a grant needs authorization iam, not open");
});

test("in a network, every function is there, its role may enter it, and cdk-nag finds nothing", () => {
  const stack = stackOf((own) => ({
    vpc: networkOf(own),
    permissionsBoundary: ManagedPolicy.fromManagedPolicyName(own, "Boundary", "boundary"),
  }));
  Validations.of(stack.node.root).addPlugins(new AwsSolutionsChecks(stack.node.root as App));
  expect(() => (stack.node.root as App).synth()).not.toThrow();
  const resources = resourcesOf(stack).map(([, resource]) => resource);
  const of = (type: string): Resource["Properties"][] =>
    resources.filter(({ Type }) => Type === type).map(({ Properties }) => Properties);
  const functions = of("AWS::Lambda::Function");
  expect(functions.length).toBeGreaterThan(10);
  for (const { VpcConfig } of functions) expect(VpcConfig.SubnetIds).toEqual(["subnet-private"]);
  const policies = of("AWS::IAM::Policy").map((policy) => JSON.stringify(policy));
  for (const policy of policies) expect(policy).toContain("ec2:CreateNetworkInterface");
  const roles = of("AWS::IAM::Role");
  expect(roles).toHaveLength(functions.length);
  for (const { PermissionsBoundary } of roles)
    expect(JSON.stringify(PermissionsBoundary)).toContain(":policy/boundary");
});

test("a route's own limit comes after the route, without which API Gateway refuses it", () => {
  const resources = resourcesOf(stackOf({ routeLimits: { "POST /reports": { rate: 7, burst: 14 } } }));
  const [, stage] = resources.find(([, { Type }]) => Type === "AWS::ApiGatewayV2::Stage")!;
  expect(stage.Properties.RouteSettings).toEqual({
    "POST /reports": { ThrottlingRateLimit: 7, ThrottlingBurstLimit: 14 },
  });
  const [route] = resources.find(([, { Properties }]) => Properties?.RouteKey === "POST /reports")!;
  expect(stage.DependsOn).toContain(route);
});

test("requests that wait have what the queue may not take", () => {
  const resources = resourcesOf(stackOf({ renderConcurrency: 8, waitingConcurrency: 3 }));
  const [, render] = resources.find(([id]) => id.startsWith("ReportsRenderFunction"))!;
  expect(render.Properties.ReservedConcurrentExecutions).toBe(11);
});

test("the guide names an endpoint for each service of AWS that the functions call", () => {
  const endpoints: Readonly<Record<string, string>> = {
    athena: "athena",
    eventbridge: "events",
    lambda: "lambda",
    s3: "s3",
    "secrets-manager": "secretsmanager",
    sesv2: "email",
    sqs: "sqs",
    sts: "sts",
  };
  const clients = [...fileOf("package.json").matchAll(/"@aws-sdk\/client-([\w-]+)"/g)].map(([, name]) => name!);
  const listed = [...fileOf("docs/construct.md").matchAll(/^\| `(\w+)` \| (?:gateway|interface) \|/gm)];
  expect(clients.map((client) => endpoints[client]).toSorted()).toEqual(listed.map(([, name]) => name).toSorted());
});

/** Keys of objects → which queues get them, by the notifications of a bucket of our own. */
function notified(resources: Resources, key: string): readonly string[] {
  const [, bucket] = resources.find(([, { Properties }]) => Properties?.NotificationConfiguration !== undefined)!;
  const configurations = bucket.Properties.NotificationConfiguration.QueueConfigurations as {
    Queue: { "Fn::GetAtt": [string] };
    Filter: { S3Key: { Rules: { Name: string; Value: string }[] } };
  }[];
  return configurations
    .filter(({ Filter }) =>
      Filter.S3Key.Rules.every(({ Name, Value }) => (Name === "prefix" ? key.startsWith(Value) : key.endsWith(Value))),
    )
    .map(({ Queue }) => Queue["Fn::GetAtt"][0]);
}

/** The same by EventBridge's rules, read as its documentation has it: an asterisk is any characters. */
function routed(resources: Resources, key: string): readonly string[] {
  const rules = resources.filter(([, { Properties }]) => Properties?.EventPattern?.source?.includes("aws.s3") === true);
  return rules
    .filter(([, { Properties }]) =>
      (Properties.EventPattern.detail.object.key as { wildcard: string }[]).some(({ wildcard }) =>
        new RegExp(`^${wildcard.replaceAll(".", "\\.").replaceAll("*", ".*")}$`).test(key),
      ),
    )
    .flatMap(([, { Properties }]) =>
      (Properties.Targets as { Arn: { "Fn::GetAtt": [string] } }[]).map(({ Arn }) => Arn["Fn::GetAtt"][0]),
    );
}

test("with a bucket that exists, its objects come to the same queues as with one of our own, in a form that they read", () => {
  const own = resourcesOf(stackOf({}));
  const existing = resourcesOf(stackOf((stack) => ({ bucket: Bucket.fromBucketName(stack, "Kept", "kept-store") })));
  const id = "0".repeat(64);
  const folders = [
    "reports",
    "batches",
    "uploads",
    "promotions",
    "refreshes",
    "publications",
    "dataset-events",
    "sweep",
  ];
  const files = ["request.json", "data", "outcome.json", "report.pdf"];
  let work = 0;
  for (const key of folders.flatMap((folder) => files.map((file) => `${folder}/${id}/1/${file}`))) {
    expect({ key, queues: routed(existing, key) }).toEqual({ key, queues: notified(own, key) });
    work += notified(own, key).length;
  }
  expect(work).toBeGreaterThan(8);
  for (const [, { Properties, Type }] of existing)
    if (Type === "AWS::Events::Rule" && Properties.EventPattern?.source?.includes("aws.s3") === true) {
      expect(Properties.EventPattern.detail.bucket.name).toEqual(["kept-store"]);
      const { InputPathsMap, InputTemplate } = Properties.Targets[0].InputTransformer;
      // EventBridge puts a text into the template without its quotation marks, which it adds.
      const [[name]] = Object.entries(InputPathsMap as Record<string, string>) as [[string, string]];
      expect(InputPathsMap).toEqual({ [name]: "$.detail.object.key" });
      const message = (InputTemplate as string).replace(`<${name}>`, JSON.stringify(`reports/${id}/1/request.json`));
      expect(decodeKeys((JSON.parse(message) as { Records: unknown }).Records)).toEqual([
        `reports/${id}/1/request.json`,
      ]);
    }
  expect(synthesizeStack({ bucketName: "kept-store" }).of("AWS::S3::Bucket")).toEqual([]);
  // The new stack makes no bucket, and the functions write to the one that is there.
  expect(existing.filter(([, { Type }]) => Type === "AWS::S3::Bucket")).toEqual([]);
  for (const [, { Properties, Type }] of existing)
    if (Type === "AWS::Lambda::Function" && Properties.Environment?.Variables?.BROADSHEET_STORE !== undefined)
      expect(Properties.Environment.Variables.BROADSHEET_STORE).toBe("kept-store");
});

test("who works on a bucket with a key of its own may use the key, to write only where something is written", () => {
  const resources = resourcesOf(
    stackOf((stack) => ({
      bucket: new Bucket(stack, "Kept", {
        encryptionKey: new Key(stack, "Key"),
        eventBridgeEnabled: true,
      }) as IBucket,
    })),
  );
  const policies = resources
    .filter(([, { Type, Properties }]) => Type === "AWS::IAM::Policy" && JSON.stringify(Properties).includes('"s3:'))
    .map(([id, { Properties }]) => [id, JSON.stringify(Properties)] as const);
  expect(policies.length).toBeGreaterThan(5);
  for (const [id, policy] of policies) {
    const has = (action: string): boolean => policy.includes(`"${action}`);
    expect({ id, encrypts: has("kms:GenerateDataKey") }).toEqual({ id, encrypts: has("s3:PutObject") });
    if (has("s3:GetObject") || has("s3:PutObject"))
      expect({ id, decrypts: has("kms:Decrypt") }).toEqual({ id, decrypts: true });
  }
});

/** What has a key, by type, and the property that names it. */
const keyed: Readonly<Record<string, string>> = {
  "AWS::S3::Bucket": "BucketEncryption",
  "AWS::SQS::Queue": "KmsMasterKeyId",
  "AWS::SNS::Topic": "KmsMasterKeyId",
  "AWS::Logs::LogGroup": "KmsKeyId",
  "AWS::Events::EventBus": "KmsKeyIdentifier",
};

test.each<[string, Given]>([
  ["of the same app", (stack) => ({ ...signedIn, mailFrom: "desk@example.org", encryptionKey: new Key(stack, "Own") })],
  [
    "that is known by its ARN",
    (stack) => ({
      ...signedIn,
      mailFrom: "desk@example.org",
      encryptionKey: Key.fromKeyArn(stack, "Own", "arn:aws:kms:eu-central-1:123456789012:key/own"),
    }),
  ],
])("a key %s encrypts all that holds data, and each role may use it as its work demands", (_, props) => {
  const resources = resourcesOf(stackOf(props));
  const bare = resources
    .filter(([, { Type, Properties }]) => {
      const property = keyed[Type];
      return property !== undefined && !/"Own|:key\/own/.test(JSON.stringify(Properties?.[property] ?? ""));
    })
    .map(([id]) => id.replace(/[0-9A-F]{8}$/, ""));
  // S3 writes no access log under such a key; the studio's files are the same for everyone and hold no data.
  expect(bare).toEqual(["ReportsStoreAccessLog", "ReportsStudioFiles"]);
  expect(resources.filter(([, { Type }]) => Object.hasOwn(keyed, Type)).length).toBeGreaterThan(20);
  const policies = resources.filter(([, { Type }]) => Type === "AWS::IAM::Policy");
  for (const [id, { Properties }] of policies) {
    const text = JSON.stringify(Properties);
    const may = (...actions: readonly string[]): boolean => actions.some((action) => text.includes(`"${action}`));
    const puts = may("s3:PutObject", "sqs:SendMessage", "secretsmanager:CreateSecret", "sns:Publish");
    const takes = may("s3:GetObject", "sqs:ReceiveMessage", "secretsmanager:GetSecretValue");
    if (id.startsWith("ReportsStudioPublisher")) continue;
    expect({ id, encrypts: may("kms:GenerateDataKey") }).toEqual({ id, encrypts: puts });
    expect({ id, decrypts: may("kms:Decrypt") }).toEqual({ id, decrypts: puts || takes });
  }
  const secretKeys = resources
    .filter(([, { Type }]) => Type === "AWS::Lambda::Function")
    .map(([id, { Properties }]) => [id, Properties.Environment?.Variables?.BROADSHEET_SECRET_KEY as unknown] as const)
    .filter(([, key]) => key !== undefined);
  for (const name of ["ReportsApi", "ReportsEventsDeliver"])
    expect(secretKeys.some(([id]) => id.startsWith(name))).toBe(true);
});

test.each(["the same stack", "another stack"])("a key of %s, with letters and all flags of a new app", (place) => {
  const app = foreignApp(recommended);
  const stack = new Stack(app, "Press");
  const key = new Key(place === "the same stack" ? stack : new Stack(app, "Keys"), "Own", { enableKeyRotation: true });
  const domain = { name: "r.example.org", certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1" };
  add(stack, "Reports", { ...signedIn, domain, lockedOrigin: true, mailFrom: "desk@example.org", encryptionKey: key });
  expect(() => app.synth()).not.toThrow();
  expect(() => Template.fromStack(stack)).not.toThrow();
});

test("a bucket that is known by its name may have the key, which the functions may then use", () => {
  const arn = "arn:aws:kms:eu-central-1:123456789012:key/own";
  const policies = synthesizeStack({ bucketName: "kept-store", encryptionKeyArn: arn }).of("AWS::IAM::Policy");
  for (const { Properties } of policies.filter((one) => JSON.stringify(one).includes('"s3:GetObject"')))
    expect(JSON.stringify(Properties)).toContain(`"kms:Decrypt"`);
});

test("a key of the same app lets the services of AWS bring messages and keep logs", () => {
  const stack = stackOf((own) => ({ encryptionKey: new Key(own, "Own", { enableKeyRotation: true }) }));
  const keys = resourcesOf(stack).filter(([, { Type }]) => Type === "AWS::KMS::Key");
  expect(keys).toHaveLength(1);
  const policy = JSON.stringify(keys[0]![1].Properties.KeyPolicy);
  for (const service of ["s3", "events", "sns", "ses", "cloudwatch"]) expect(policy).toContain(`${service}.amazonaws`);
  expect(policy).toContain('"kms:EncryptionContext:aws:logs:arn"');
  const app = stack.node.root as App;
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  expect(() => app.synth()).not.toThrow();
});

/** What the function knows that writes letters. */
function deliverEnvironment(all: Resources): string {
  return JSON.stringify(all.find(([id]) => id.startsWith("ReportsEventsDeliverFunction"))![1].Properties.Environment);
}

test("a locked origin serves only what comes through the studio's address, whose web ACL then counts for all", () => {
  const plain = resourcesOf(stackOf(signedIn));
  const locked = stackOf({ ...signedIn, lockedOrigin: true });
  const resources = resourcesOf(locked);
  const secret = resources.find(([, { Type }]) => Type === "AWS::SecretsManager::Secret")?.[0];
  expect(secret).toMatch(/^ReportsOriginKey/);
  const reference = JSON.stringify({
    "Fn::Join": ["", ["{{resolve:secretsmanager:", { Ref: secret }, ":SecretString:::}}"]],
  });
  const holders = resources.filter(([, { Properties }]) => JSON.stringify(Properties ?? {}).includes(reference));
  expect(holders.map(([, { Type }]) => Type).toSorted()).toEqual([
    "AWS::CloudFront::Distribution",
    "AWS::Lambda::Function",
  ]);
  const held = JSON.stringify(holders.map(([, { Properties }]) => Properties as unknown));
  expect(held).toContain(`"HeaderName":"x-broadsheet-origin-key","HeaderValue":${reference}`);
  expect(held).toContain(`"BROADSHEET_ORIGIN_KEY":${reference}`);
  // Links in letters lead where the API answers.
  expect(deliverEnvironment(plain)).toContain("execute-api");
  expect(deliverEnvironment(resources)).not.toContain("execute-api");
  const app = locked.node.root as App;
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  expect(() => app.synth()).not.toThrow();
});

test("cdk-nag finds nothing with a bucket that exists, imported or of the same app, and with the studio", () => {
  const studio = {
    authorization: { kind: "jwt", issuer: "https://login.example.org", audience: ["desk"] },
    studio: { clientId: "studio" },
  } as const;
  const given: readonly Given[] = [
    (stack) => ({ ...studio, bucket: Bucket.fromBucketName(stack, "Kept", "kept-store") }),
    (stack) => {
      const logs = new Bucket(stack, "Logs", { enforceSSL: true });
      Validations.of(logs).acknowledge({ id: "AwsSolutions-S1", reason: "It is the log." });
      const made = {
        encryption: BucketEncryption.S3_MANAGED,
        enforceSSL: true,
        serverAccessLogsBucket: logs as IBucket,
      };
      return { bucket: new Bucket(stack, "Kept", made) as IBucket };
    },
    (stack) => ({
      bucket: Bucket.fromBucketAttributes(stack, "Kept", {
        bucketName: "kept-store",
        encryptionKey: new Key(stack, "Key", { enableKeyRotation: true }),
      }),
    }),
  ];
  for (const props of given) {
    const app = stackOf(props).node.root as App;
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    expect(() => app.synth()).not.toThrow();
  }
});
