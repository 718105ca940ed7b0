import { Bucket } from "aws-cdk-lib/aws-s3";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { faceChain, faceFile } from "../../functions/core/report/fonts/font-faces.ts";
import { metricNames, metricNamespace } from "../../functions/lambda/render/render-metrics.ts";
import { openScopes, roleNames, roles } from "../../functions/core/service/access/roles.ts";
import { machineTimeZones } from "../../functions/adapters/machine-time-zones.ts";
import { createApp } from "../../functions/http/create-app.ts";
import { openTestApp } from "../http/open-test-app.ts";
import { accessOfRoutes, onAws } from "./access-of-routes.ts";
import { checkStack, type Resource, type Synthesized, synthesizeStack } from "./synthesize-stack.ts";

const stack = synthesizeStack();
/** Differs in all that needs no stack of its own. */
const other = (): Synthesized =>
  synthesizeStack({
    removalPolicy: "destroy",
    architecture: "x86_64",
    tags: { team: "desk" },
    corsOrigins: ["https://desk.example.org"],
    domainName: "reports.example.org",
    certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1",
  });
const withJwt = (): Synthesized =>
  synthesizeStack({
    authorization: "jwt",
    jwtIssuer: "https://login.example.org",
    jwtAudience: ["desk"],
    jwtScopePrefix: "desk/",
  });

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Principal?: unknown;
  readonly Condition?: Readonly<Record<string, unknown>>;
}

const statementsOf = ({ Properties }: Resource): readonly Statement[] =>
  Properties.PolicyDocument.Statement as Statement[];

const outputsOf = (made: Synthesized): readonly string[] => Object.keys(made.template.findOutputs("*")).toSorted();

test("the whole template is the one that was reviewed", async () => {
  const text = JSON.stringify(stack.template.toJSON(), null, 2).replaceAll(/[0-9a-f]{64}/g, "<hash>");
  await expect(`${text}\n`).toMatchFileSnapshot(join(import.meta.dirname, "broadsheet.template.json"));
});

test("cdk-nag looks: a bare bucket would not pass, and every configuration does", () => {
  expect(() => checkStack({}, (bad) => void new Bucket(bad, "Bare"))).toThrow(/server access logs disabled/);
  const configurations = [
    {},
    { architecture: "x86_64", removalPolicy: "destroy" },
    { authorization: "open", scopes: openScopes, corsOrigins: ["https://desk.example.org"] },
    {
      authorization: "jwt",
      jwtIssuer: "https://login.example.org",
      jwtAudience: "desk,press",
      alarmEmail: "desk@example.org",
    },
    {
      mailFrom: "Reports <reports@example.org>",
      copyTargets: ["s3://board-papers/reports", "s3://archive-of-the-desk"],
    },
    { domainName: "reports.example.org", certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1" },
  ];
  // The server suites and CI run all of them, `npm test` the first and the one with the most resources.
  const taken = process.env["WHOLE"] !== undefined ? configurations : [configurations[0], configurations[3]];
  for (const configuration of taken) expect(() => checkStack(configuration)).not.toThrow();
});

test("buckets are private, encrypted, for TLS only, and outlive the stack", () => {
  const buckets = stack.of("AWS::S3::Bucket");
  expect(buckets).toHaveLength(2);
  for (const { Properties, DeletionPolicy } of buckets) {
    expect(Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(Properties.BucketEncryption.ServerSideEncryptionConfiguration).toHaveLength(1);
    expect(DeletionPolicy).toBe("RetainExceptOnCreate");
  }
  for (const type of ["AWS::S3::BucketPolicy", "AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy"]) {
    expect(stack.of(type).length).toBeGreaterThan(0);
    for (const policy of stack.of(type)) {
      expect(statementsOf(policy)).toContainEqual(
        expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
      );
    }
  }
  expect(
    other()
      .of("AWS::S3::Bucket")
      .map((bucket) => bucket.DeletionPolicy),
  ).toEqual(["Delete", "Delete"]);
});

test("queues are notified of claims, pages of batches, uploads, promotions and outcomes only, by this account's buckets only", () => {
  const told = stack
    .of("AWS::S3::Bucket")
    .flatMap(({ Properties }) => Properties.NotificationConfiguration?.QueueConfigurations ?? []) as readonly unknown[];
  expect(told).toMatchObject([
    {
      Event: "s3:ObjectCreated:*",
      Filter: {
        S3Key: {
          Rules: [
            { Name: "prefix", Value: "reports/" },
            { Name: "suffix", Value: "/request.json" },
          ],
        },
      },
    },
    {
      Event: "s3:ObjectCreated:*",
      Filter: {
        S3Key: {
          Rules: [
            { Name: "prefix", Value: "batches/" },
            { Name: "suffix", Value: "/request.json" },
          ],
        },
      },
    },
    {
      Event: "s3:ObjectCreated:*",
      Filter: {
        S3Key: {
          Rules: [
            { Name: "prefix", Value: "uploads/" },
            { Name: "suffix", Value: "/data" },
          ],
        },
      },
    },
    {
      Event: "s3:ObjectCreated:*",
      Filter: {
        S3Key: {
          Rules: [
            { Name: "prefix", Value: "promotions/" },
            { Name: "suffix", Value: "/request.json" },
          ],
        },
      },
    },
    {
      Event: "s3:ObjectCreated:*",
      Filter: {
        S3Key: {
          Rules: [
            { Name: "prefix", Value: "refreshes/" },
            { Name: "suffix", Value: "/request.json" },
          ],
        },
      },
    },
    ...["reports/", "batches/", "publications/", "uploads/", "dataset-events/"].map((prefix) => ({
      Event: "s3:ObjectCreated:*",
      Filter: {
        S3Key: {
          Rules: [
            { Name: "prefix", Value: prefix },
            { Name: "suffix", Value: "/outcome.json" },
          ],
        },
      },
    })),
  ]);
  const allowed = stack
    .of("AWS::SQS::QueuePolicy")
    .flatMap(statementsOf)
    .filter(({ Effect }) => Effect === "Allow");
  expect(allowed).toHaveLength(4);
  for (const statement of allowed)
    expect(statement).toMatchObject({
      Action: "sqs:SendMessage",
      Principal: { Service: "s3.amazonaws.com" },
      Condition: { StringEquals: { "aws:SourceAccount": { Ref: "AWS::AccountId" } } },
    });
});

test("each queue waits six times its function's limit, and gives up to a queue that is watched", () => {
  const byId = Object.fromEntries(stack.resources);
  for (const { Properties } of stack.of("AWS::Lambda::EventSourceMapping")) {
    const queue = byId[Properties.EventSourceArn["Fn::GetAtt"][0]]!.Properties;
    const limit: unknown = byId[Properties.FunctionName.Ref]!.Properties.Timeout;
    expect(limit).toBeGreaterThan(0);
    expect(queue.VisibilityTimeout).toBeGreaterThanOrEqual(6 * (limit as number));
  }
  const letters = stack.resources.find(([id]) => id.startsWith("QueuesDeadLetters"))?.[0];
  const given = stack
    .of("AWS::SQS::Queue")
    .flatMap(({ Properties }) => Properties.RedrivePolicy ?? []) as readonly unknown[];
  expect(given).toEqual(
    [10, 3, 200, 10].map((maxReceiveCount) => ({
      maxReceiveCount,
      deadLetterTargetArn: { "Fn::GetAtt": [letters, "Arn"] },
    })),
  );
  for (const { Properties } of stack.of("AWS::SQS::Queue")) expect(Properties.SqsManagedSseEnabled).toBe(true);
  for (const { Properties } of stack.of("AWS::Lambda::EventSourceMapping"))
    expect(Properties.FunctionResponseTypes).toEqual(["ReportBatchItemFailures"]);
  expect(stack.of("AWS::Lambda::EventSourceMapping").map(({ Properties }) => Properties.ScalingConfig)).toContainEqual({
    MaximumConcurrency: 10,
  });
});

test("an action or resource with a wildcard is one of those whose reason is written down", () => {
  for (const policy of stack.of("AWS::IAM::Policy")) {
    for (const { Action, Resource } of statementsOf(policy)) {
      const actions = [Action].flat();
      expect(actions.filter((action) => action.includes("*"))).toEqual([]);
      const anywhere = JSON.stringify(Resource) === '"*"';
      expect(anywhere ? actions.toSorted() : []).toEqual(
        anywhere ? ["xray:PutTelemetryRecords", "xray:PutTraceSegments"] : [],
      );
    }
  }
  for (const { Properties } of stack.of("AWS::IAM::Role")) expect(Properties.ManagedPolicyArns).toBeUndefined();
});

test("every route but /health requires a signature", () => {
  const routes = stack
    .of("AWS::ApiGatewayV2::Route")
    .map(({ Properties }) => [Properties.RouteKey, Properties.AuthorizationType] as const);
  // What letters lead to carries a signature of its own.
  const open = ["GET /health", "GET /links/{token}", "GET /unsubscribe/{token}", "POST /unsubscribe/{token}"];
  expect(routes.filter(([, type]) => type !== "AWS_IAM")).toEqual(open.map((key) => [key, "NONE"]));
  expect(routes.map(([key]) => key)).not.toContain("$default");
  const token = withJwt();
  expect(
    token
      .of("AWS::ApiGatewayV2::Route")
      .filter(({ Properties }) => Properties.AuthorizationType !== "JWT")
      .map(({ Properties }) => Properties.RouteKey),
  ).toEqual(open);
  expect(token.of("AWS::ApiGatewayV2::Authorizer").map(({ Properties }) => Properties)).toMatchObject([
    {
      AuthorizerType: "JWT",
      IdentitySource: ["$request.header.Authorization"],
      JwtConfiguration: { Issuer: "https://login.example.org", Audience: ["desk"] },
    },
  ]);
});

test("the routes are those that the API's own description has", async () => {
  const { call } = await openTestApp({ local: false, change: onAws() });
  const { paths } = (await (await call("/openapi.json")).json()) as { paths: Record<string, Record<string, unknown>> };
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const routes = stack.of("AWS::ApiGatewayV2::Route").map(({ Properties }) => String(Properties.RouteKey));
  expect([...described, "GET /openapi.json"].toSorted()).toEqual(routes.toSorted());
});

test("with connections there are routes of sources, a scope for them, and rights of one function alone", async () => {
  const arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop-abcdef";
  const shop = {
    engine: "postgres",
    host: "db",
    database: "shop",
    user: "u",
    password: { secret: arn, field: "password" },
  };
  const role = "arn:aws:iam::999999999999:role/reader";
  const lake = "arn:aws:iam::123456789012:role/lake";
  const connections = {
    shop,
    exports: { engine: "s3", bucket: "acme-exports", prefix: "daily/" },
    other: { engine: "s3", bucket: "theirs", role },
    lake: { engine: "athena", region: "eu-central-1", database: "sales", output: "s3://acme-lake/rows/", role: lake },
  };
  const made = synthesizeStack({ connections });
  const routes = made.of("AWS::ApiGatewayV2::Route").map(({ Properties }) => String(Properties.RouteKey));
  const sources = {
    connections: [],
    zones: machineTimeZones,
    check: () => {},
    tryOut: () => Promise.reject(new Error()),
  };
  const { access } = createApp((await openTestApp({ local: false, change: { ...onAws(), sources } })).services);
  expect(routes.filter((route) => route.includes("/sources")).toSorted()).toEqual(
    [...access.keys()].filter((route) => route.includes("/sources")).toSorted(),
  );
  const holders = (wanted: string): string[] =>
    made.resources
      .filter(([, { Type, Properties }]) => Type === "AWS::IAM::Policy" && JSON.stringify(Properties).includes(wanted))
      .map(([id]) => id.replace(/RoleDefaultPolicy.*/, ""));
  for (const wanted of [arn, role, lake, ":s3:::acme-exports/daily/*"])
    expect(holders(wanted), wanted).toEqual(["Pull"]);
  const knowing = made.resources.filter(
    ([, { Type, Properties }]) =>
      Type === "AWS::Lambda::Function" && JSON.stringify(Properties).includes("acme-exports"),
  );
  expect(knowing.map(([id]) => id.replace(/Function.*/, ""))).toEqual(["Pull"]);
  const alarms = made.resources.filter(([, { Type }]) => Type === "AWS::CloudWatch::Alarm").map(([id]) => id);
  expect(alarms.some((id) => id.includes("FailedSources"))).toBe(true);
  expect(stack.resources.filter(([id]) => /Pull/.test(id))).toEqual([]);
  checkStack({ connections });
  // Athena's end of a query goes into the queue, from its workgroups alone and by this rule alone.
  const rules = made.resources.filter(([id]) => id.startsWith("AthenaRunEnded"));
  expect(rules.map(([, { Properties }]) => Properties)).toMatchObject([
    {
      EventPattern: {
        source: ["aws.athena"],
        "detail-type": ["Athena Query State Change"],
        detail: { workgroupName: ["primary"], currentState: ["SUCCEEDED", "FAILED", "CANCELLED"] },
      },
      Targets: [{ InputTransformer: { InputPathsMap: { "detail-queryExecutionId": "$.detail.queryExecutionId" } } }],
    },
  ]);
  const letIn = made
    .of("AWS::SQS::QueuePolicy")
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement as { Principal: { Service?: string } }[])
    .filter(({ Principal }) => Principal.Service === "events.amazonaws.com");
  expect(letIn).toMatchObject([
    {
      Action: expect.arrayContaining(["sqs:SendMessage"]) as unknown,
      Condition: { ArnEquals: { "aws:SourceArn": {} } },
    },
  ]);
  expect(synthesizeStack({ connections: { shop } }).resources.some(([id]) => id.startsWith("AthenaRunEnded"))).toBe(
    false,
  );
  // Only members are judged: a connection and a header may have any name.
  const named = { engine: "http", base: "https://a.example/", headers: { env: "test", sslmode: { secret: arn } } };
  const others = synthesizeStack({ connections: { local: named, file: shop } });
  const queue = others.of("AWS::SQS::Queue").find(({ Properties }) => Properties.VisibilityTimeout === 16 * 60);
  // A message that a killed process held is there again well before the alarm of an hour, and not before its end.
  expect(queue).toBeDefined();
  const studio = {
    studio: true,
    studioClientId: "desk",
    authorization: "jwt",
    jwtIssuer: "https://a.example",
    jwtAudience: "x",
  };
  const asked = (more: object): string =>
    String(synthesizeStack({ ...studio, ...more }).of("Custom::Studio")[0]!.Properties.SignIn);
  expect([asked({}).includes("sources:write"), asked({ connections }).includes("sources:write")]).toEqual([
    false,
    true,
  ]);
});

test.for([
  [{ shop: { engine: "postgres", host: "db", database: "d", user: "u", password: { env: "WORD" } } }, "env"],
  [{ shop: { engine: "http", base: "https://a.example/", headers: { a: { file: "/x" } } } }, "file"],
  [{ shop: { engine: "s3", bucket: "ab-c", local: true } }, "local"],
  [{ shop: { engine: "postgres", host: "localhost", database: "d", user: "u", sslmode: "disable" } }, "sslmode"],
  [{ shop: { engine: "s3" } }, "/connections/shop/bucket"],
  [{ lake: { engine: "athena", region: "eu-central-1", database: "d", output: "s3://acme/x/" } }, "a role for lake"],
  [{ Shop: { engine: "s3", bucket: "ab" } }, "/connections/Shop"],
  [{ shop: { engine: "postgres", host: "h".repeat(250), database: "word", user: "u", password: "word" } }, "/password"],
  [Object.fromEntries(Array.from({ length: 90 }, (_, at) => [`c${at}`, { engine: "s3", bucket: "ab" }])), "3000"],
  ["nothing", "must be an object"],
] as const)("connections %j are refused: %s", ([connections, words]) => {
  expect(() => synthesizeStack({ connections })).toThrow(words);
});

test("with JWT, each route demands the scope that the application gives it, in the issuer's words", async () => {
  const demanded = withJwt()
    .of("AWS::ApiGatewayV2::Route")
    .map(({ Properties }) => [Properties.RouteKey, Properties.AuthorizationScopes] as const);
  const expected = (await accessOfRoutes()).map(([route, access]) => [
    route,
    access.includes(":") ? [`desk/${access}`] : undefined,
  ]);
  expect(demanded.toSorted()).toEqual(expected.toSorted());
  // A route's second scope is checked by the function, which must know how the issuer writes it.
  const prefixes = withJwt()
    .of("AWS::Lambda::Function")
    .map(({ Properties }) => (Properties.Environment as Record<string, Record<string, string>>)["Variables"])
    .flatMap((variables) => variables?.["BROADSHEET_SCOPE_PREFIX"] ?? []);
  expect(prefixes).toEqual(["desk/"]);
});

/** The longest values that stand in an ARN; IAM counts the document that CloudFormation writes with them. */
const longestNames: Readonly<Record<string, string>> = {
  "AWS::Partition": "aws-us-gov",
  "AWS::Region": "ap-southeast-2",
  "AWS::AccountId": "123456789012",
};

/** A policy document as IAM gets it. */
const resolved = (document: unknown): string =>
  JSON.stringify(document, (_, value: { "Fn::Join"?: readonly [string, readonly (string | { Ref: string })[]] }) => {
    const [separator, parts] = value?.["Fn::Join"] ?? [];
    if (parts === undefined) return value;
    return parts
      .map((part) => (typeof part === "string" ? part : (longestNames[part.Ref] ?? "abcdefghij")))
      .join(separator);
  });

test("with IAM, the policy of a role permits exactly its routes", async () => {
  const routes = await accessOfRoutes();
  const policies = stack.resources.filter(([, { Type }]) => Type === "AWS::IAM::ManagedPolicy");
  expect(policies.map(([id]) => /^Access(\w+?)[0-9A-F]{8}$/.exec(id)?.[1]?.toLowerCase())).toEqual(roleNames);
  for (const [index, role] of roleNames.entries()) {
    const statements = statementsOf(policies[index]![1]);
    expect(statements).toMatchObject([{ Action: "execute-api:Invoke", Effect: "Allow" }]);
    const arns = (
      [statements[0]!.Resource].flat() as { readonly "Fn::Join": readonly [string, readonly unknown[]] }[]
    ).map((arn) => String(arn["Fn::Join"][1].at(-1)));
    // IAM's asterisk also matches slashes.
    const patterns = arns.map(
      (arn) => new RegExp(`^${arn.replace("/$default/", "").replaceAll(/[.]/g, "\\.").replaceAll("*", ".*")}$`),
    );
    for (const [route, access] of routes) {
      if (access === "public") continue;
      const call = route.replace(" ", "").replaceAll(/\{\w+\}/g, "x1");
      const may = access === "known" || (roles[role] as readonly string[]).includes(access);
      expect(
        patterns.some((pattern) => pattern.test(call)),
        `${role} ${route}`,
      ).toBe(may);
    }
    expect(resolved(policies[index]![1].Properties.PolicyDocument).length).toBeLessThan(6144);
  }
  expect(withJwt().of("AWS::IAM::ManagedPolicy")).toEqual([]);
});

test("a function's own policy, which holds who may call it, stays within Lambda's 20 KB", () => {
  const permissions = Map.groupBy(stack.of("AWS::Lambda::Permission"), ({ Properties }) =>
    String(Properties.FunctionName["Fn::GetAtt"][0]),
  );
  expect([...permissions.keys()].some((name) => name.startsWith("ApiFunction"))).toBe(true);
  for (const [name, given] of permissions) {
    // Lambda writes each as a statement of its own, with the names of the action, function and caller in full.
    const bytes = given.reduce((sum, { Properties }) => sum + JSON.stringify(Properties).length + 200, 0);
    expect(bytes, name).toBeLessThan(20_480);
  }
});

test("an open API is refused unless it names scopes that change nothing of others, and has only their routes", () => {
  expect(() => synthesizeStack({ authorization: "open" })).toThrow(
    /authorization=open lets everyone in, so the API may not serve datasets:write, templates:write, .*scopes=templates:read,/,
  );
  expect(() => synthesizeStack({ authorization: "open", scopes: "reports:read,reports:delete" })).toThrow(
    /may not serve reports:delete;/,
  );
  const open = synthesizeStack({ authorization: "open", scopes: "reports:read,reports:write" });
  expect(
    open
      .of("AWS::ApiGatewayV2::Route")
      .map(({ Properties }) => Properties.RouteKey)
      .toSorted(),
  ).toEqual([
    "GET /capabilities",
    "GET /health",
    "GET /links/{token}",
    "GET /openapi.json",
    "GET /reports",
    "GET /reports/{id}",
    "GET /reports/{id}/card.png",
    "GET /reports/{id}/figures",
    "GET /reports/{id}/figures.zip",
    "GET /reports/{id}/figures/{figure}",
    "GET /reports/{id}/pages/{page}",
    "GET /reports/{id}/report.docx",
    "GET /reports/{id}/report.html",
    "GET /reports/{id}/report.pdf",
    "GET /reports/{id}/report.pptx",
    "GET /reports/{id}/report.xlsx",
    "GET /unsubscribe/{token}",
    "POST /reports",
    "POST /reports/{id}/cancel",
    "POST /reports/{id}/retry",
    "POST /templates/{name}/choices",
    "POST /unsubscribe/{token}",
  ]);
  const environments = open
    .of("AWS::Lambda::Function")
    .map(({ Properties }) => Properties.Environment?.Variables?.BROADSHEET_SCOPES as unknown)
    .filter(Boolean);
  expect(environments).toEqual(["reports:read,reports:write"]);
});

test("the API demands tests before a promotion only if the context does", () => {
  for (const [changes, demands] of [
    [{}, []],
    [{ requireTests: "true" }, ["true"]],
  ] as const) {
    const environments = synthesizeStack(changes)
      .of("AWS::Lambda::Function")
      .map(({ Properties }) => Properties.Environment?.Variables?.BROADSHEET_REQUIRE_TESTS as unknown);
    expect(environments.filter(Boolean)).toEqual(demands);
  }
});

test("batches are stored in packs only if the context says so", () => {
  for (const [changes, packs] of [
    [{}, []],
    [{ batchPacks: "true" }, ["true"]],
  ] as const) {
    const environments = synthesizeStack(changes)
      .of("AWS::Lambda::Function")
      .map(({ Properties }) => Properties.Environment?.Variables?.BROADSHEET_BATCH_PACKS as unknown);
    expect(environments.filter(Boolean)).toEqual(packs);
  }
});

test("origins may call only if the context names them, then also the signed links", () => {
  expect(stack.of("AWS::ApiGatewayV2::Api")[0]?.Properties.CorsConfiguration).toBeUndefined();
  expect(stack.of("AWS::S3::Bucket").flatMap(({ Properties }) => Properties.CorsConfiguration ?? [])).toEqual([]);
  const desk = other();
  expect(desk.of("AWS::ApiGatewayV2::Api")[0]?.Properties.CorsConfiguration).toMatchObject({
    AllowOrigins: ["https://desk.example.org"],
    AllowMethods: ["GET", "POST", "PUT", "DELETE"],
  });
  expect(
    desk.of("AWS::S3::Bucket").flatMap(({ Properties }) => Properties.CorsConfiguration?.CorsRules ?? []),
  ).toMatchObject([{ AllowedOrigins: ["https://desk.example.org"], AllowedMethods: ["GET", "PUT"] }]);
});

test("a custom domain name replaces API Gateway's, over TLS 1.2", () => {
  const named = other();
  expect(named.of("AWS::ApiGatewayV2::DomainName")[0]?.Properties).toMatchObject({
    DomainName: "reports.example.org",
    DomainNameConfigurations: [
      { CertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1", EndpointType: "REGIONAL" },
    ],
  });
  expect(named.of("AWS::ApiGatewayV2::ApiMapping")).toHaveLength(1);
  expect(named.of("AWS::ApiGatewayV2::Api")[0]?.Properties.DisableExecuteApiEndpoint).toBe(true);
  expect(Object.values(named.template.findOutputs("*")).map(({ Value }: { Value?: unknown }) => Value)).toContain(
    "https://reports.example.org",
  );
});

test("the API has an access log and limits", () => {
  const [stage] = stack.of("AWS::ApiGatewayV2::Stage");
  expect(stage?.Properties).toMatchObject({
    StageName: "$default",
    DefaultRouteSettings: { ThrottlingBurstLimit: 100, ThrottlingRateLimit: 50 },
  });
  expect(stage?.Properties.AccessLogSettings.Format).not.toMatch(/query|authorization/i);
  // Each metric of a route costs money, and nothing reads it.
  expect(stage?.Properties.DefaultRouteSettings.DetailedMetricsEnabled).not.toBe(true);
});

test("functions run Node 24 on arm64, with a log that ends and with traces", () => {
  for (const { Properties } of stack.of("AWS::Lambda::Function"))
    expect(Properties).toMatchObject({
      Runtime: "nodejs24.x",
      Architectures: ["arm64"],
      TracingConfig: { Mode: "Active" },
    });
  for (const { Properties } of stack.of("AWS::Logs::LogGroup")) expect(Properties.RetentionInDays).toBe(30);
  // Each has its own log group: logs in one that Lambda makes never expire.
  const groups = stack
    .of("AWS::Lambda::Function")
    .map(({ Properties }) => Properties.LoggingConfig?.LogGroup?.Ref as unknown);
  const known = stack.resources.filter(([, { Type }]) => Type === "AWS::Logs::LogGroup").map(([id]) => id);
  for (const group of groups) expect(known).toContain(group);
  expect(new Set(groups).size).toBe(groups.length);
  for (const { Properties } of other().of("AWS::Lambda::Function"))
    expect(Properties.Architectures).toEqual(["x86_64"]);
});

test("alarms of dead letters, parked reports, age, errors, throttles and latency reach the topic", () => {
  const alarms = stack.resources.filter(([, { Type }]) => Type === "AWS::CloudWatch::Alarm");
  const names = alarms.map(([id]) => id.replace(/^Alarms/, "").replace(/[0-9A-F]{8}$/, ""));
  expect(names).toEqual(
    expect.arrayContaining([
      "DeadLetters",
      "Parked",
      "OldestClaim",
      "ServerErrors",
      "Latency",
      "RenderErrors",
      "RenderThrottles",
      "ApiErrors",
      "SweepErrors",
      "FailedReports",
      "GivenUpReports",
      "OldestUpload",
      "MissingSweep",
      "OldestOutcome",
      "ParkedDeliveries",
      "UnknownLetters",
    ]),
  );
  const [topic] = stack.resources.find(([, { Type }]) => Type === "AWS::SNS::Topic")!;
  for (const [, { Properties }] of alarms) expect(Properties.AlarmActions).toEqual([{ Ref: topic }]);
  // A topic with its own policy accepts only what that policy allows.
  expect(stack.of("AWS::SNS::TopicPolicy").flatMap(statementsOf)).toContainEqual(
    expect.objectContaining({
      Effect: "Allow",
      Action: "sns:Publish",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Resource: { Ref: topic },
      Condition: { StringEquals: { "aws:SourceAccount": { Ref: "AWS::AccountId" } } },
    }),
  );
});

test("alarms can go off: a sweep fails three times in five minutes at most, a letter that cannot be parked is hidden", () => {
  const alarm = (id: string) =>
    stack.resources.find(([name]) => name.startsWith(`Alarms${id}`))?.[1].Properties as Record<string, unknown>;
  expect(alarm("SweepErrors")).toMatchObject({
    MetricName: "Errors",
    Threshold: 0,
    Period: 300,
    EvaluationPeriods: 2,
    ComparisonOperator: "GreaterThanThreshold",
  });
  expect(alarm("DeadLetters")).toMatchObject({ MetricName: "ApproximateAgeOfOldestMessage", Statistic: "Maximum" });
  const letters = stack.resources.find(([id]) => id.startsWith("QueuesDeadLetters"))?.[1].Properties as {
    VisibilityTimeout: number;
  };
  // After three tries SQS leaves a message out of the age.
  // A sweep that does not run writes no number at all.
  expect(alarm("MissingSweep")).toMatchObject({
    MetricName: "Sweeps",
    Threshold: 1,
    ComparisonOperator: "LessThanThreshold",
    EvaluationPeriods: 6,
    TreatMissingData: "breaching",
    Dimensions: [
      { Name: "service", Value: "sweep" },
      { Name: "stack", Value: "Broadsheet" },
    ],
  });
  expect(alarm("GivenUpReports")).toMatchObject({ MetricName: "ReportsGivenUp", Threshold: 0 });
  expect(alarm("OldestUpload")).toMatchObject({ MetricName: "ApproximateAgeOfOldestMessage", Threshold: 1800 });
  expect(alarm("DeadLetters")["Threshold"]).toBeLessThan(2 * letters.VisibilityTimeout);
});

test("the dashboard draws metrics that the functions write, and those of queues, functions and API", () => {
  const dashboard = stack.of("AWS::CloudWatch::Dashboard")[0]!;
  const text = (dashboard.Properties.DashboardBody["Fn::Join"][1] as unknown[])
    .map((part) => (typeof part === "string" ? part : "x"))
    .join("");
  const { widgets } = JSON.parse(text) as { widgets: { properties: { metrics: [string, string, ...unknown[]][] } }[] };
  const drawn = widgets.flatMap(({ properties }) => properties.metrics);
  const own = drawn.filter(([namespace]) => namespace === metricNamespace);
  const sweeps = ["Sweeps", "ReportsRequeued", "ReportsExpired"];
  for (const [, name, ...dimensions] of own) {
    expect(metricNames).toContain(name);
    // Two stacks in one account have separate numbers.
    expect(dimensions.slice(0, 4)).toEqual([
      "service",
      name.startsWith("Cache") ? "api" : sweeps.includes(name) ? "sweep" : "render",
      "stack",
      "Broadsheet",
    ]);
  }
  expect(new Set(own.map(([, name]) => name)).size).toBeGreaterThan(6);
  expect(new Set(drawn.map(([namespace]) => namespace))).toEqual(
    new Set([metricNamespace, "AWS/SQS", "AWS/ApiGateway", "AWS/Lambda"]),
  );
});

test("the sweep runs every five minutes and ends before the next, the tick and the look for due deliveries every minute", () => {
  expect(
    stack
      .of("AWS::Events::Rule")
      .map(({ Properties }) => Properties.ScheduleExpression as string)
      .toSorted(),
  ).toEqual(["rate(1 minute)", "rate(1 minute)", "rate(5 minutes)"]);
  expect(
    stack.of("AWS::Lambda::Function").find(({ Properties }) => Properties.Handler === "sweep.handler")?.Properties
      .Timeout,
  ).toBeLessThan(300);
});

test("a new account can take the stack: it may reserve no execution of its ten", () => {
  for (const { Properties } of stack.of("AWS::Lambda::Function"))
    expect(Properties.ReservedConcurrentExecutions).toBeUndefined();
  const reserving = synthesizeStack({ previewConcurrency: 5 })
    .of("AWS::Lambda::Function")
    .map(({ Properties }) => [Properties.Handler, Properties.ReservedConcurrentExecutions] as const);
  expect(reserving.filter(([, reserved]) => reserved !== undefined)).toEqual([["preview.handler", 5]]);
});

test("seeding comes last", () => {
  const [samples] = stack.of("Custom::Samples");
  const alarms = stack.resources.filter(([, { Type }]) => Type === "AWS::CloudWatch::Alarm").map(([id]) => id);
  const routes = stack.resources.filter(([, { Type }]) => Type === "AWS::ApiGatewayV2::Route").map(([id]) => id);
  expect(samples?.DependsOn).toEqual(expect.arrayContaining([...alarms, ...routes]));
});

test("outputs have names that scripts can rely on, the same in every configuration, and the documentation lists them", () => {
  const withStudio = synthesizeStack({
    authorization: "jwt",
    jwtIssuer: "https://login.example.org",
    jwtAudience: ["desk"],
    studio: true,
    studioClientId: "desk",
  });
  const always = ["AccessLogBucketName", "AlarmsTopicArn", "ApiUrl", "BucketName", "EventBusName", "ParkingQueueUrl"];
  const policies = ["AdminPolicyArn", "AuthorPolicyArn", "PublisherPolicyArn", "ReaderPolicyArn"];
  expect(outputsOf(stack)).toEqual([...always, ...policies].toSorted());
  expect(outputsOf(other())).toEqual([...always, ...policies, "DomainTarget"].toSorted());
  expect(outputsOf(withJwt())).toEqual(always.toSorted());
  expect(outputsOf(withStudio)).toEqual([...always, "StudioUrl"].toSorted());
  const operations = readFileSync(join(import.meta.dirname, "../../docs/operations.md"), "utf8");
  const table = operations.slice(operations.indexOf("### Outputs"));
  const listed = [...table.slice(0, table.indexOf("\n## ")).matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap(
    ([, cell]) => [...cell!.matchAll(/\w+/g)].map(([name]) => name),
  );
  expect(listed.toSorted()).toEqual([...always, ...policies, "DomainTarget", "StudioUrl"].toSorted());
});

test("every resource that can have tags has the service's and the user's", () => {
  const tagged = other();
  for (const type of [
    "AWS::S3::Bucket",
    "AWS::Lambda::Function",
    "AWS::SQS::Queue",
    "AWS::SNS::Topic",
    "AWS::Logs::LogGroup",
    "AWS::CloudWatch::Alarm",
    "AWS::IAM::Role",
  ])
    for (const { Properties } of tagged.of(type))
      expect(Properties.Tags).toEqual([
        { Key: "application", Value: "broadsheet" },
        { Key: "team", Value: "desk" },
      ]);
  for (const type of ["AWS::ApiGatewayV2::Api", "AWS::ApiGatewayV2::Stage"])
    expect(tagged.of(type)[0]?.Properties.Tags).toEqual({ application: "broadsheet", team: "desk" });
});

test("the layer of fonts takes the folders that faces are read from", () => {
  const files = (["serif", "sans", "mono"] as const)
    .flatMap((family) =>
      ([400, 600, 700] as const).flatMap((weight) =>
        [true, false].flatMap((italic) => faceChain(family, weight, italic)),
      ),
    )
    .map(faceFile);
  for (const file of files)
    expect(file).toMatch(/^[a-z0-9-]+\/(?:400Regular|600SemiBold|700Bold)(?:_Italic)?\/\w+\.ttf$/);
});

test("a wrong context is refused with all its faults and the values allowed", () => {
  const wrong = {
    architecture: "mips",
    renderMemory: "lots",
    colour: "red",
    authorization: "jwt",
    domainName: "a.example.org",
    logRetentionDays: 31,
  };
  const told = (() => {
    try {
      synthesizeStack(wrong);
      return "";
    } catch (error) {
      return (error as Error).message;
    }
  })();
  for (const part of [
    "architecture must be one of arm64, x86_64",
    "renderMemory must be a whole number from 1024 to 10240",
    '"colour" is not a Broadsheet setting',
    "needs jwtIssuer and jwtAudience",
    "certificateArn",
    "logRetentionDays must be one of",
  ])
    expect(told).toContain(part);
});

test("with a sender, SES reports bounces and complaints to the announcer, and letters go by that configuration", () => {
  const mailing = synthesizeStack({ mailFrom: "Reports <reports@example.org>" });
  const [destination] = mailing.of("AWS::SES::ConfigurationSetEventDestination");
  expect(destination?.Properties.EventDestination).toMatchObject({
    Enabled: true,
    MatchingEventTypes: ["bounce", "complaint"],
    SnsDestination: { TopicARN: { Ref: expect.stringMatching(/^EventsMailFeedback/) } },
  });
  const subscriptions = mailing.of("AWS::SNS::Subscription").map(({ Properties }) => Properties);
  expect(subscriptions).toContainEqual(
    expect.objectContaining({
      Protocol: "sqs",
      RawMessageDelivery: true,
      TopicArn: { Ref: expect.stringMatching(/^EventsMailFeedback/) },
      Endpoint: { "Fn::GetAtt": [expect.stringMatching(/^EventsOutcomes/), "Arn"] },
    }),
  );
  const publishing = mailing.of("AWS::SNS::TopicPolicy").flatMap(statementsOf);
  expect(publishing).toContainEqual(
    expect.objectContaining({
      Principal: { Service: "ses.amazonaws.com" },
      Action: "sns:Publish",
      Condition: { StringEquals: { "aws:SourceAccount": expect.anything() } },
    }),
  );
  const sending = mailing
    .of("AWS::IAM::Policy")
    .flatMap(statementsOf)
    .find(({ Action }) => [Action].flat().includes("ses:SendEmail"));
  expect(JSON.stringify(sending)).toContain(":configuration-set/");
  expect(stack.of("AWS::SES::ConfigurationSet")).toEqual([]);
});
