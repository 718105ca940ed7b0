import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { studioPolicy } from "../../../functions/core/service/access/studio-policy.ts";
import { checkStack, synthesizeStack } from "../synthesize-stack.ts";

const context = {
  authorization: "jwt",
  jwtIssuer: "https://cognito-idp.eu-central-1.amazonaws.com/pool",
  jwtAudience: ["desk"],
  jwtScopePrefix: "desk/",
  studio: true,
  studioClientId: "studio",
  studioSignInOrigins: ["https://desk.auth.eu-central-1.amazoncognito.com"],
};
const named = {
  ...context,
  domainName: "reports.example.org",
  certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1",
  scopes: "templates:read,reports:read",
};

/** The value of an intrinsic function with references as `{Name}`. */
function flat(value: unknown): string {
  if (typeof value === "string") return value;
  const {
    Ref,
    "Fn::GetAtt": attribute,
    "Fn::Join": join,
  } = value as { Ref?: string; "Fn::GetAtt"?: [string, string]; "Fn::Join"?: [string, unknown[]] };
  if (join !== undefined) return join[1].map(flat).join(join[0]);
  return Ref === undefined ? `{${attribute?.join(".")}}` : `{${Ref}}`;
}

test("without studio=true there is no distribution", () => {
  expect(synthesizeStack().of("AWS::CloudFront::Distribution")).toEqual([]);
});

test.each([
  [{ studio: true }, /studio=true needs authorization=jwt, not "iam"/],
  [{ ...context, authorization: "open", scopes: "reports:read" }, /studio=true needs authorization=jwt, not "open"/],
  [{ ...context, studioClientId: "" }, /studio=true needs studioClientId/],
  [{ ...context, studioSignInOrigins: ["https://x.example/path"] }, /every member of studioSignInOrigins/],
  [{ ...context, studio: "yes" }, /studio must be one of true, false, not "yes"/],
])("%j is refused", (changes, reason) => {
  expect(() => synthesizeStack(changes)).toThrow(reason);
});

test("one address leads to the files of the studio and to the API, which gets the token and every method", () => {
  const { DistributionConfig: made } = synthesizeStack(context).of("AWS::CloudFront::Distribution")[0]!.Properties as {
    DistributionConfig: {
      DefaultCacheBehavior: Record<string, unknown>;
      CacheBehaviors: (Record<string, unknown> & {
        PathPattern: string;
        TargetOriginId: string;
        FunctionAssociations: unknown[];
      })[];
      Origins: { Id: string; DomainName: unknown; OriginAccessControlId?: unknown; CustomOriginConfig?: unknown }[];
    };
  };
  // The policies that AWS names: no caching, and all of the request but its host.
  expect(made.DefaultCacheBehavior).toMatchObject({
    CachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
    OriginRequestPolicyId: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
    ViewerProtocolPolicy: "https-only",
  });
  expect((made.DefaultCacheBehavior["AllowedMethods"] as string[]).toSorted()).toEqual([
    "DELETE",
    "GET",
    "HEAD",
    "OPTIONS",
    "PATCH",
    "POST",
    "PUT",
  ]);
  const origin = (id: unknown) => made.Origins.find((one) => one.Id === id)!;
  expect(flat(origin(made.DefaultCacheBehavior["TargetOriginId"]).DomainName)).toMatch(
    /^\{HttpApi\w+\}\.execute-api\./,
  );
  expect(origin(made.DefaultCacheBehavior["TargetOriginId"]).CustomOriginConfig).toMatchObject({
    OriginProtocolPolicy: "https-only",
    OriginSSLProtocols: ["TLSv1.2"],
  });
  expect(made.CacheBehaviors.map(({ PathPattern }) => PathPattern)).toEqual(["/", "/docs", "/studio", "/studio/*"]);
  for (const behavior of made.CacheBehaviors) {
    expect(flat(origin(behavior.TargetOriginId).DomainName)).toMatch(/^\{StudioFiles\w+\.RegionalDomainName\}$/);
    expect(origin(behavior.TargetOriginId).OriginAccessControlId).toBeDefined();
    expect(behavior).toMatchObject({
      ViewerProtocolPolicy: "redirect-to-https",
      FunctionAssociations: [{ EventType: "viewer-request" }],
    });
    expect(behavior["ResponseHeadersPolicyId"]).toBeDefined();
  }
});

test("the pages may call the API, the issuer and signed links, and run nothing inline", () => {
  const headers = synthesizeStack(context).of("AWS::CloudFront::ResponseHeadersPolicy")[0]!.Properties
    .ResponseHeadersPolicyConfig;
  const policy = flat(headers.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy);
  const connect = /connect-src ([^;]+);/.exec(policy)?.[1]?.split(" ");
  expect(connect?.slice(0, 3)).toEqual([
    "'self'",
    "https://cognito-idp.eu-central-1.amazonaws.com",
    "https://desk.auth.eu-central-1.amazoncognito.com",
  ]);
  expect(connect?.[3]).toMatch(/^https:\/\/\{StoreData\w+\.RegionalDomainName\}$/);
  expect(connect).toHaveLength(4);
  expect(policy).not.toContain("unsafe");
  expect(policy).toContain("default-src 'none'");
  expect(headers.SecurityHeadersConfig).toMatchObject({
    ContentTypeOptions: { Override: true },
    FrameOptions: { FrameOption: "DENY" },
    ReferrerPolicy: { ReferrerPolicy: "no-referrer" },
    StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000 },
  });
  expect(studioPolicy()).toContain("connect-src 'self';");
});

test("the bucket of the files lets only this distribution read, and only its publisher write", () => {
  const stack = synthesizeStack(context);
  const [bucket] = stack.resources.find(
    ([id, { Type }]) => Type === "AWS::S3::Bucket" && id.startsWith("StudioFiles"),
  )!;
  const statements = stack
    .of("AWS::S3::BucketPolicy")
    .filter(({ Properties }) => Properties.Bucket.Ref === bucket)
    .flatMap(
      ({ Properties }) =>
        Properties.PolicyDocument.Statement as {
          Effect: string;
          Action: string;
          Principal: unknown;
          Condition: Record<string, Record<string, unknown>>;
        }[],
    );
  const allowed = statements.filter(({ Effect }) => Effect === "Allow");
  expect(allowed).toMatchObject([{ Action: "s3:GetObject", Principal: { Service: "cloudfront.amazonaws.com" } }]);
  expect(flat(allowed[0]!.Condition["StringEquals"]!["AWS:SourceArn"])).toMatch(
    /:distribution\/\{StudioDistribution\w+\}$/,
  );
  const writers = stack
    .of("AWS::IAM::Policy")
    .filter(({ Properties }) => JSON.stringify(Properties.PolicyDocument).includes(bucket));
  expect(writers).toHaveLength(1);
  expect(stack.of("Custom::Studio")).toHaveLength(1);
});

test("the studio asks the issuer for the scopes that the API serves", () => {
  const signIn = JSON.parse(String(synthesizeStack(named).of("Custom::Studio")[0]!.Properties.SignIn)) as object;
  expect(signIn).toEqual({
    issuer: "https://cognito-idp.eu-central-1.amazonaws.com/pool",
    clientId: "studio",
    scope: "openid desk/templates:read desk/reports:read",
  });
});

test("a domain name is the distribution's, and its pages may open signed links", () => {
  const stack = synthesizeStack(named);
  expect(stack.of("AWS::ApiGatewayV2::DomainName")).toEqual([]);
  expect(stack.of("AWS::ApiGatewayV2::Api")[0]!.Properties.DisableExecuteApiEndpoint).toBe(false);
  expect(stack.of("AWS::CloudFront::Distribution")[0]!.Properties.DistributionConfig).toMatchObject({
    Aliases: ["reports.example.org"],
    ViewerCertificate: { MinimumProtocolVersion: "TLSv1.2_2021" },
  });
  expect(originsOfStore(named)).toEqual([["https://reports.example.org"]]);
  expect(originsOfStore(context)).toEqual([["https://*.cloudfront.net"]]);
});

function originsOfStore(changes: object): readonly (readonly string[])[] {
  const rules = synthesizeStack({ ...changes })
    .of("AWS::S3::Bucket")
    .flatMap(({ Properties }) => (Properties.CorsConfiguration?.CorsRules ?? []) as { AllowedOrigins: string[] }[]);
  return rules.map(({ AllowedOrigins }) => AllowedOrigins);
}

test("cdk-nag finds nothing that is not acknowledged, with and without a domain name", () => {
  for (const changes of process.env["WHOLE"] === undefined ? [context] : [context, named])
    expect(() => checkStack(changes)).not.toThrow();
});

interface Answer {
  readonly uri?: string;
  readonly statusCode?: number;
  readonly headers?: { readonly location: { readonly value: string } };
}

test.each([
  ["/", "→ /studio/"],
  ["/studio", "→ /studio/"],
  ["/studio/", "/studio/index.html"],
  ["/studio/datasets/sales", "/studio/index.html"],
  ["/studio/reports/0123.abc/x", "/studio/index.html"],
  ["/studio/assets/main-4f3a.js", "/studio/assets/main-4f3a.js"],
  ["/studio/icon.svg", "/studio/icon.svg"],
])("the address %s leads to %s", (uri, to) => {
  const code = readFileSync(join(import.meta.dirname, "../../../infra/resources/studio-paths.js"), "utf8");
  const answer = runInNewContext(`${code}; handler({ request: { uri } })`, { uri }) as Answer;
  expect(answer.statusCode === 302 ? `→ ${answer.headers?.location.value}` : answer.uri).toBe(to);
});
