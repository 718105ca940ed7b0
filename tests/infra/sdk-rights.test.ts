import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/*
 * Every call of the AWS SDK in the code needs a right, and some role in the committed template has it: a call that a
 * test never makes, such as the one that takes back a broken upload, is not forgotten.
 */
const root = join(import.meta.dirname, "../..");

/** Command of the SDK → the right that it needs. */
const rights: Readonly<Record<string, string>> = {
  AbortMultipartUpload: "s3:AbortMultipartUpload",
  CompleteMultipartUpload: "s3:PutObject",
  CreateMultipartUpload: "s3:PutObject",
  UploadPart: "s3:PutObject",
  PutObject: "s3:PutObject",
  GetObject: "s3:GetObject",
  HeadObject: "s3:GetObject",
  DeleteObject: "s3:DeleteObject",
  ListObjectsV2: "s3:ListBucket",
  CreateSecret: "secretsmanager:CreateSecret",
  DeleteSecret: "secretsmanager:DeleteSecret",
  GetSecretValue: "secretsmanager:GetSecretValue",
  PutSecretValue: "secretsmanager:PutSecretValue",
  Invoke: "lambda:InvokeFunction",
  PutEvents: "events:PutEvents",
  SendEmail: "ses:SendEmail",
  SendMessageBatch: "sqs:SendMessage",
  ChangeMessageVisibility: "sqs:ChangeMessageVisibility",
  AssumeRole: "sts:AssumeRole",
  StartQueryExecution: "athena:StartQueryExecution",
  GetQueryExecution: "athena:GetQueryExecution",
  GetQueryResults: "athena:GetQueryResults",
  StopQueryExecution: "athena:StopQueryExecution",
};

/**
 * Granted by settings that the committed template does not have: `mailFrom`, and the role of a connection. What asks
 * Athena is the right of that role, which the stack does not make.
 */
const bySetting = new Set([
  "SendEmail",
  "AssumeRole",
  "StartQueryExecution",
  "GetQueryExecution",
  "GetQueryResults",
  "StopQueryExecution",
]);

const sources = readdirSync(join(root, "functions"), { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".ts"),
);
const called = new Set(
  sources.flatMap((file) =>
    [...readFileSync(join(root, "functions", file), "utf8").matchAll(/\bnew (?:\w+\.)?([A-Z]\w+)Command\(/g)].map(
      ([, name]) => name!,
    ),
  ),
);

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Condition?: { readonly StringLike?: { readonly "s3:prefix"?: string | readonly string[] } };
}

const template = JSON.parse(readFileSync(join(root, "tests/infra/broadsheet.template.json"), "utf8")) as {
  readonly Resources: Readonly<
    Record<
      string,
      {
        readonly Type: string;
        readonly Properties: { readonly PolicyDocument: { readonly Statement: readonly Statement[] } };
      }
    >
  >;
};
const allowed = Object.values(template.Resources)
  .filter(({ Type }) => Type === "AWS::IAM::Policy")
  .map(({ Properties }) => Properties.PolicyDocument.Statement.filter(({ Effect }) => Effect === "Allow"));
const policies = allowed.map((statements) => statements.flatMap(({ Action }) => [Action].flat()));

test("every command of the SDK in the code is known here, and some role may call it", () => {
  expect(called.size).toBeGreaterThan(10);
  expect([...called].filter((name) => rights[name] === undefined)).toEqual([]);
  expect(
    [...called].filter((name) => !bySetting.has(name) && !policies.some((actions) => actions.includes(rights[name]!))),
  ).toEqual([]);
});

test("whoever may write an object may take a broken write back", () => {
  const writers = policies.filter((actions) => actions.includes("s3:PutObject") && actions.includes("s3:ListBucket"));
  expect(writers.length).toBeGreaterThan(5);
  expect(writers.filter((actions) => !actions.includes("s3:AbortMultipartUpload"))).toEqual([]);
});

test("nobody may list the whole bucket: each right to list ends with the prefix of a folder", () => {
  const listing = allowed.flat().filter(({ Action }) => [Action].flat().includes("s3:ListBucket"));
  expect(listing.length).toBeGreaterThan(10);
  for (const { Condition } of listing)
    expect(
      [Condition?.StringLike?.["s3:prefix"] ?? "*"].flat().filter((pattern) => !/^[a-z-]+\/\*$/.test(pattern)),
    ).toEqual([]);
});
