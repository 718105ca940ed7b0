import { App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { SubnetType, Vpc } from "aws-cdk-lib/aws-ec2";
import { ManagedPolicy } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { Broadsheet } from "../../../infra/broadsheet-construct.ts";
import { type Resource, synthesizeStack } from "../../infra/synthesize-stack.ts";
import { runProgram } from "../run-program.ts";

/*
 * cfn-lint reads the templates as CloudFormation would: by the schemas of its resources, which the CDK's types and
 * cdk-nag do not know.
 */

const folder = mkdtempSync(join(tmpdir(), "broadsheet-cfn-lint-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Finding {
  readonly Rule: { readonly Id: string };
  readonly Message: string;
  readonly Filename: string;
  readonly Location: { readonly Path: readonly (string | number)[] | null };
}

type Made = { Resources: Record<string, Resource> };

/** What cfn-lint says of sound templates, each with the reason why they are sound. */
const accepted: readonly ((finding: Finding, made: Made) => boolean)[] = [
  // The CDK names what a resource waits for also where a reference says so.
  ({ Rule }) => Rule.Id === "W3005",
  // The CDK's types, which are made of CloudFormation's own schemas, have tags of dashboards; cfn-lint 1.51 has not.
  ({ Rule, Location }, { Resources }) =>
    Rule.Id === "E3002" &&
    Location.Path?.at(-1) === "Tags" &&
    Resources[String(Location.Path[1])]?.Type === "AWS::CloudWatch::Dashboard",
];

/**
 * Runs cfn-lint.
 *
 * @returns what it finds and nobody has accepted, by the name of the template: `E3002 Resources/Queue/Properties: …`
 */
async function lint(templates: Readonly<Record<string, Made>>): Promise<Readonly<Record<string, readonly string[]>>> {
  const files = Object.entries(templates).map(([name, made]) => {
    const file = join(folder, `${name}.json`);
    writeFileSync(file, JSON.stringify(made));
    return [file, name, made] as const;
  });
  const words = ["--format", "json", "--regions", "eu-central-1", "--non-zero-exit-code", "none", "--"];
  const { stdout, stderr, code } = await runProgram("cfn-lint", [...words, ...files.map(([file]) => file)]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const found = JSON.parse(stdout) as readonly Finding[];
  return Object.fromEntries(
    files.map(([file, name, made]) => [
      name,
      found
        .filter((finding) => finding.Filename === file && !accepted.some((accept) => accept(finding, made)))
        .map(({ Rule, Location, Message }) => `${Rule.Id} ${Location.Path?.join("/")}: ${Message}`),
    ]),
  );
}

/** A stack with nearly all that properties can add. */
function fullStack(): Made {
  const app = new App({
    outdir: join(folder, "out"),
    treeMetadata: false,
    builtinCloudFormationValidation: false,
    context: { "aws:cdk:bundling-stacks": [], "aws:cdk:disable-asset-staging": true },
  });
  const stack = new Stack(app, "Press");
  const broadsheet = new Broadsheet(stack, "Reports", {
    authorization: { kind: "jwt", issuer: "https://login.example.org", audience: ["desk"], scopePrefix: "desk/" },
    studio: { clientId: "studio" },
    domain: { name: "r.example.org", certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1" },
    lockedOrigin: true,
    webAclArn: "arn:aws:wafv2:us-east-1:123456789012:global/webacl/press/1",
    corsOrigins: ["https://desk.example.org"],
    encryptionKey: new Key(stack, "Key", { enableKeyRotation: true }),
    permissionsBoundary: ManagedPolicy.fromManagedPolicyName(stack, "Boundary", "boundary"),
    vpc: Vpc.fromVpcAttributes(stack, "Network", {
      vpcId: "vpc-0123456789abcdef0",
      availabilityZones: ["eu-central-1a"],
      isolatedSubnetIds: ["subnet-0123456789abcdef0"],
    }),
    vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
    waitingConcurrency: 3,
    previewConcurrency: 5,
    routeLimits: { "POST /reports": { rate: 5, burst: 10 } },
    alarmEmail: "desk@example.org",
    mailFrom: "Reports <desk@example.org>",
    copyTargets: ["s3://board-papers/reports"],
    connections: {
      shop: {
        engine: "postgres",
        host: "db.example.org",
        database: "shop",
        user: "reader",
        password: { secret: "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop-123456" },
      },
      exports: { engine: "s3", bucket: "acme-exports", prefix: "daily/" },
      other: { engine: "s3", bucket: "theirs", role: "arn:aws:iam::999999999999:role/reader" },
    },
    canary: "Canary10Percent5Minutes",
    batchPacks: true,
    destroyData: true,
    tags: { team: "desk" },
  });
  return Template.fromStack(Stack.of(broadsheet)).toJSON() as Made;
}

test("cfn-lint finds nothing in the stack as it is deployed, and with all that properties add", async () => {
  const found = await lint({
    plain: synthesizeStack().template.toJSON() as Made,
    full: fullStack(),
  });
  expect(found).toEqual({ plain: [], full: [] });
});

/** Faults that a template may have, each with the rule that finds it, a type of resource, and what is done to one. */
const faults: readonly (readonly [rule: string, type: string, spoil: (resource: Resource, id: string) => void])[] = [
  ["E3002", "AWS::SQS::Queue", ({ Properties }) => void (Properties.VisibilityTimeOut = 30)],
  ["E3003", "AWS::Lambda::Permission", ({ Properties }) => void delete Properties.Principal],
  ["E3012", "AWS::Logs::LogGroup", ({ Properties }) => void (Properties.RetentionInDays = "a month")],
  ["E3030", "AWS::CloudWatch::Alarm", ({ Properties }) => void (Properties.ComparisonOperator = "Above")],
  ["E3034", "AWS::Lambda::Function", ({ Properties }) => void (Properties.MemorySize = 64)],
  ["E3510", "AWS::IAM::Policy", ({ Properties }) => void (Properties.PolicyDocument.Statement[0].Effect = "Permit")],
  ["E1020", "AWS::Events::EventBus", ({ Properties }) => void (Properties.Name = { Ref: "Nowhere" })],
  [
    "E1010",
    "AWS::Lambda::EventSourceMapping",
    ({ Properties }) => void (Properties.EventSourceArn["Fn::GetAtt"][1] = "Url"),
  ],
  ["E3005", "AWS::SNS::Topic", (resource) => void Object.assign(resource, { DependsOn: ["Nowhere"] })],
  ["E3004", "AWS::IAM::Role", (resource, id) => void Object.assign(resource, { DependsOn: [id] })],
  ["E3035", "AWS::CloudWatch::Dashboard", (resource) => void Object.assign(resource, { DeletionPolicy: "Keep" })],
];

test("it looks: each kind of fault is found where it is, and nothing else on a bucket that exists", async () => {
  const kept = synthesizeStack({ bucketName: "kept-store", scopes: "reports:read" });
  const made = structuredClone(kept.template.toJSON()) as Made;
  const spoiled = faults.map(([rule, type, spoil]) => {
    const [id, resource] = Object.entries(made.Resources).find(([, { Type }]) => Type === type)!;
    spoil(resource, id);
    return [rule, id] as const;
  });
  const { spoilt = [] } = await lint({ spoilt: made });
  const missed = spoiled.filter(
    ([rule, id]) => !spoilt.some((one) => one.startsWith(`${rule} `) && one.includes(`/${id}`)),
  );
  expect({ missed, spoilt }).toEqual({ missed: [], spoilt: expect.any(Array) });
  const places = new Set(spoiled.map(([, id]) => id));
  expect(spoilt.filter((one) => ![...places].some((id) => one.includes(`/${id}`)))).toEqual([]);
});
