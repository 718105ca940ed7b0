import { CfnOutput, Duration, RemovalPolicy, Validations } from "aws-cdk-lib";
import { ApiMapping, CorsHttpMethod, DomainName, HttpApi, HttpMethod, HttpNoneAuthorizer, HttpStage, type IHttpRouteAuthorizer, LogGroupLogDestination } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpIamAuthorizer, HttpJwtAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import type { Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { Authorization } from "./settings.ts";

export interface ReportApiProps {
  readonly handler: LambdaFunction;
  readonly authorization: Authorization;
  /** Origins whose pages may call. @default none */
  readonly corsOrigins?: readonly string[];
  /** A custom domain name, with its certificate in this region. @default the one that API Gateway assigns */
  readonly domain?: { readonly name: string; readonly certificateArn: string };
  /** Requests per second, and the burst. */
  readonly throttle: { readonly rate: number; readonly burst: number };
  readonly logRetentionDays: number;
}

const { DELETE, GET, POST, PUT } = HttpMethod;

/** All routes: nothing else reaches the function. */
const routes: readonly (readonly [string, readonly HttpMethod[]])[] = [
  ["/openapi.json", [GET]],
  ["/templates", [GET]],
  ["/templates/{name}", [GET]],
  ["/datasets", [GET]],
  ["/datasets/{name}", [GET, PUT]],
  ["/uploads", [POST]],
  ["/uploads/{id}", [GET]],
  ["/reports", [GET, POST]],
  ["/reports/redrive", [POST]],
  ["/reports/{id}", [GET, DELETE]],
  ["/reports/{id}/retry", [POST]],
  ["/reports/{id}/report.pdf", [GET]],
];

/** The HTTP API: explicit routes, an authoriser on each except `/health`, throttling, an access log. */
export class ReportApi extends Construct {
  readonly api: HttpApi;
  readonly stage: HttpStage;

  constructor(scope: Construct, id: string, props: ReportApiProps) {
    super(scope, id);
    const { handler, authorization, corsOrigins = [], domain, throttle } = props;
    this.api = new HttpApi(this, "Api", {
      description: "Broadsheet: stored datasets in, briefings out",
      createDefaultStage: false,
      disableExecuteApiEndpoint: domain !== undefined,
      ...(corsOrigins.length === 0
        ? {}
        : {
            corsPreflight: {
              allowOrigins: [...corsOrigins],
              allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.POST, CorsHttpMethod.PUT, CorsHttpMethod.DELETE],
              allowHeaders: ["authorization", "content-type", "prefer", "x-amz-date", "x-amz-security-token", "x-amz-content-sha256"],
              exposeHeaders: ["location", "retry-after", "etag", "link"],
              maxAge: Duration.hours(1),
            },
          }),
    });
    const accessLog = new LogGroup(this, "AccessLog", { retention: props.logRetentionDays, removalPolicy: RemovalPolicy.DESTROY });
    this.stage = new HttpStage(this, "Stage", {
      httpApi: this.api,
      stageName: "$default",
      autoDeploy: true,
      throttle: { rateLimit: throttle.rate, burstLimit: throttle.burst },
      accessLogSettings: { destination: new LogGroupLogDestination(accessLog), format: accessLogFormat() },
    });
    const integration = new HttpLambdaIntegration("Handler", handler);
    const authorizer = createAuthorizer(authorization);
    for (const [path, methods] of routes) this.api.addRoutes({ path, methods: [...methods], integration, authorizer });
    const open = this.api.addRoutes({ path: "/health", methods: [GET], integration, authorizer: new HttpNoneAuthorizer() });
    for (const route of open) Validations.of(route).acknowledge({ id: "AwsSolutions-APIG4", reason: "Anyone may ask whether the service answers: it reveals nothing else." });
    if (authorization.kind === "open")
      Validations.of(this.api).acknowledge({ id: "AwsSolutions-APIG4", reason: "The context says authorization=open: whoever deployed it wants a public service." });

    if (domain !== undefined) {
      const domainName = new DomainName(this, "Domain", { domainName: domain.name, certificate: Certificate.fromCertificateArn(this, "Certificate", domain.certificateArn) });
      new ApiMapping(this, "Mapping", { api: this.api, domainName, stage: this.stage });
      new CfnOutput(this, "DomainTarget", { value: domainName.regionalDomainName, description: `Point a CNAME or alias record of ${domain.name} here` });
    }
    new CfnOutput(this, "Url", { value: domain === undefined ? this.api.apiEndpoint : `https://${domain.name}`, description: "Address of the API" });
  }
}

function createAuthorizer(authorization: Authorization): IHttpRouteAuthorizer {
  switch (authorization.kind) {
    case "iam":
      return new HttpIamAuthorizer();
    case "jwt":
      return new HttpJwtAuthorizer("Jwt", authorization.issuer, { jwtAudience: [...authorization.audience] });
    case "open":
      return new HttpNoneAuthorizer();
  }
}

/** One JSON object per request: who, what, how long. No query string, since it may be confidential. */
function accessLogFormat(): AccessLogFormat {
  const fields = ["requestId", "requestTime", "httpMethod", "routeKey", "path", "status", "protocol", "responseLength", "responseLatency", "integrationErrorMessage"];
  const entries = fields.map((field) => [field, `$context.${field}`] as const);
  return AccessLogFormat.custom(JSON.stringify({ ...Object.fromEntries(entries), ip: "$context.identity.sourceIp", caller: "$context.identity.userArn", subject: "$context.authorizer.claims.sub" }));
}
