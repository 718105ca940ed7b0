import { Duration, RemovalPolicy, Validations } from "aws-cdk-lib";
import {
  ApiMapping,
  CfnIntegration,
  CfnRoute,
  type CfnStage,
  CorsHttpMethod,
  DomainName,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpIamAuthorizer, HttpJwtAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import { Alias, CfnPermission, type IFunction } from "aws-cdk-lib/aws-lambda";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { Access, Scope } from "../../functions/core/service/access/scopes.ts";
import { addOutput } from "./add-output.ts";
import type { RouteLimit } from "../settings/setting-rules.ts";
import type { Authorization } from "../settings/settings.ts";
import { SetupFault } from "../setup-fault.ts";

export interface ReportApiProps {
  /** A function, or its alias. */
  readonly handler: IFunction;
  readonly authorization: Authorization;
  /** Scopes whose routes exist. */
  readonly scopes: readonly Scope[];
  /** Whether datasets are fetched from sources: otherwise their routes do not exist. */
  readonly sources: boolean;
  /** Origins whose pages may call. @default none */
  readonly corsOrigins?: readonly string[];
  /** A custom domain name, with its certificate in this region. @default the one that API Gateway assigns */
  readonly domain?: { readonly name: string; readonly certificateArn: string };
  /** Requests per second, and the burst. */
  readonly throttle: { readonly rate: number; readonly burst: number };
  /** Route, such as `POST /reports` → its own limit. */
  readonly routeLimits: Readonly<Record<string, RouteLimit>>;
  readonly logRetentionDays: number;
  /** Key of the access log. @default one of CloudWatch */
  readonly key?: IKey;
}

/** A route of the API and what its caller must be allowed to do. */
export interface ApiRoute {
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
  readonly path: string;
  readonly access: Access;
  /** A second scope. Of the scopes of a route API Gateway demands any one, so that the function checks this one. */
  readonly also?: Scope;
}

/**
 * All routes, each with the scope that the application's own description gives it: nothing else reaches the function.
 */
const routes: readonly ApiRoute[] = (
  [
    ["GET", "/health", "public"],
    ["GET", "/openapi.json", "known"],
    ["GET", "/capabilities", "known"],
    ["GET", "/templates", "templates:read"],
    ["GET", "/templates/{name}", "templates:read"],
    ["PUT", "/templates/{name}", "templates:write"],
    ["DELETE", "/templates/{name}", "templates:delete"],
    ["POST", "/templates/{name}/choices", "reports:write"],
    ["POST", "/templates/{name}/uploads", "templates:write"],
    ["GET", "/templates/{name}/uploads/{id}", "templates:read"],
    ["GET", "/templates/{name}/promotions/{number}", "templates:read"],
    ["GET", "/templates/{name}/versions", "templates:read"],
    ["GET", "/templates/{name}/versions/{version}", "templates:read"],
    ["GET", "/templates/{name}/versions/{version}/template.zip", "templates:read"],
    ["GET", "/templates/{name}/log", "templates:read"],
    ["GET", "/templates/{name}/picture", "templates:read"],
    ["GET", "/templates/{name}/versions/{version}/picture", "templates:read"],
    ["GET", "/authoring/words", "templates:read"],
    ["POST", "/templates/{name}/copies", "templates:write"],
    ["POST", "/templates/{name}/promote", "templates:publish"],
    ["POST", "/templates/{name}/rollback", "templates:publish"],
    ["GET", "/themes", "templates:read"],
    ["GET", "/themes/{name}", "templates:read"],
    ["PUT", "/themes/{name}", "templates:write"],
    ["DELETE", "/themes/{name}", "templates:delete"],
    ["POST", "/themes/{name}/uploads", "templates:write"],
    ["GET", "/themes/{name}/uploads/{id}", "templates:read"],
    ["GET", "/themes/{name}/versions", "templates:read"],
    ["GET", "/themes/{name}/versions/{version}", "templates:read"],
    ["GET", "/themes/{name}/versions/{version}/theme.zip", "templates:read"],
    ["GET", "/themes/{name}/log", "templates:read"],
    ["GET", "/themes/{name}/picture", "templates:read"],
    ["GET", "/themes/{name}/versions/{version}/picture", "templates:read"],
    ["GET", "/themes/{name}/uses", "templates:read"],
    ["POST", "/themes/{name}/promote", "templates:publish"],
    ["POST", "/themes/{name}/apply", "templates:write"],
    ["GET", "/datasets", "datasets:read"],
    ["GET", "/datasets/{name}", "datasets:read"],
    ["PUT", "/datasets/{name}", "datasets:write"],
    ["DELETE", "/datasets/{name}", "datasets:delete"],
    ["DELETE", "/datasets/{name}/versions/{version}", "datasets:delete"],
    ["POST", "/datasets/{name}/reread", "datasets:write"],
    ["GET", "/erasures/{name}", "datasets:delete"],
    ["POST", "/erasures/{name}", "datasets:delete"],
    ["GET", "/erasures/{name}/remains", "datasets:delete"],
    ["GET", "/datasets/{name}/recipe", "datasets:read"],
    ["PUT", "/datasets/{name}/recipe", "datasets:write"],
    ["DELETE", "/datasets/{name}/recipe", "datasets:write"],
    ["GET", "/datasets/{name}/recipe/log", "datasets:read"],
    ["POST", "/datasets/{name}/recipe/rollback", "datasets:write"],
    ["POST", "/datasets/{name}/promote", "datasets:write"],
    ["GET", "/views", "datasets:read"],
    ["GET", "/views/{name}", "datasets:read"],
    ["PUT", "/views/{name}", "datasets:write"],
    ["DELETE", "/views/{name}", "datasets:delete"],
    ["POST", "/views/{name}/refresh", "datasets:write"],
    ["GET", "/sources", "datasets:read"],
    ["GET", "/sources/{name}", "datasets:read"],
    ["PUT", "/sources/{name}", "sources:write"],
    ["DELETE", "/sources/{name}", "sources:write"],
    ["POST", "/sources/{name}/refresh", "sources:write"],
    ["GET", "/queries/columns/{name}", "queries:run"],
    ["GET", "/datasets/{name}/log", "datasets:read"],
    ["GET", "/datasets/{name}/uses", "datasets:read"],
    ["GET", "/datasets/{name}/diff", "datasets:read"],
    ["GET", "/datasets/{name}/checks", "datasets:read"],
    ["GET", "/notices/{name}", "mail:read"],
    ["PUT", "/notices/{name}", "mail:write"],
    ["DELETE", "/notices/{name}", "mail:write"],
    ["POST", "/queries", "queries:run"],
    ["POST", "/previews", "previews:run"],
    ["POST", "/drafts", "previews:run"],
    ["POST", "/edits", "previews:run"],
    ["POST", "/changes", "previews:run"],
    ["GET", "/previews/{id}/pages/{page}", "previews:run"],
    ["GET", "/previews/{id}/report.pdf", "previews:run"],
    ["GET", "/previews/{id}/queries/{query}", "previews:run"],
    ["GET", "/previews/{id}/problems", "previews:run"],
    ["GET", "/previews/{id}/tests", "previews:run"],
    ["POST", "/uploads", "datasets:write"],
    ["POST", "/uploads/in-parts", "datasets:write"],
    ["GET", "/uploads/{id}", "datasets:write"],
    ["GET", "/uploads/{id}/parts", "datasets:write"],
    ["POST", "/uploads/{id}/parts", "datasets:write"],
    ["POST", "/uploads/{id}/complete", "datasets:write"],
    ["GET", "/reports", "reports:read"],
    ["POST", "/reports", "reports:write"],
    ["POST", "/reports/redrive", "reports:redrive"],
    ["GET", "/reports/{id}", "reports:read"],
    ["DELETE", "/reports/{id}", "reports:delete"],
    ["POST", "/reports/{id}/retry", "reports:write"],
    ["POST", "/reports/{id}/cancel", "reports:write"],
    ["GET", "/reports/{id}/report.pdf", "reports:read"],
    ["GET", "/reports/{id}/report.html", "reports:read"],
    ["GET", "/reports/{id}/report.xlsx", "reports:read"],
    ["GET", "/reports/{id}/report.docx", "reports:read"],
    ["GET", "/reports/{id}/report.pptx", "reports:read"],
    ["GET", "/reports/{id}/figures.zip", "reports:read"],
    ["GET", "/reports/{id}/card.png", "reports:read"],
    ["GET", "/reports/{id}/figures", "reports:read"],
    ["GET", "/reports/{id}/figures/{figure}", "reports:read"],
    ["GET", "/reports/{id}/pages/{page}", "reports:read"],
    ["GET", "/reports/{id}/explain", "datasets:read", "reports:read"],
    ["GET", "/publications", "publications:read"],
    ["GET", "/publications/{name}", "publications:read"],
    ["PUT", "/publications/{name}", "publications:write"],
    ["DELETE", "/publications/{name}", "publications:delete"],
    ["POST", "/publications/{name}/run", "publications:write"],
    ["POST", "/publications/{name}/pause", "publications:write"],
    ["POST", "/publications/{name}/resume", "publications:write"],
    ["GET", "/publications/{name}/feed.atom", "publications:read"],
    ["GET", "/schedule", "publications:read"],
    ["GET", "/publications/{name}/editions", "publications:read"],
    ["GET", "/publications/{name}/editions/{edition}", "publications:read"],
    ["DELETE", "/publications/{name}/editions/{edition}", "publications:delete"],
    ["GET", "/publications/{name}/editions/{edition}/report.pdf", "publications:read"],
    ["GET", "/publications/{name}/editions/{edition}/changes", "publications:read"],
    ["GET", "/publications/{name}/editions/{edition}/outputs", "publications:read"],
    ["GET", "/publications/{name}/editions/{edition}/outputs/{file}", "publications:read"],
    ["POST", "/publications/{name}/editions/{edition}/retry", "publications:write"],
    ["GET", "/webhooks", "webhooks:read"],
    ["PUT", "/webhooks/{name}", "webhooks:write"],
    ["GET", "/webhooks/{name}", "webhooks:read"],
    ["DELETE", "/webhooks/{name}", "webhooks:write"],
    ["POST", "/webhooks/{name}/rotate", "webhooks:write"],
    ["POST", "/webhooks/{name}/test", "webhooks:write"],
    ["POST", "/webhooks/{name}/replay", "webhooks:write"],
    ["GET", "/webhooks/{name}/deliveries", "webhooks:read"],
    ["GET", "/deliveries/{channel}", "mail:read"],
    ["POST", "/deliveries/{channel}/{id}/retry", "mail:write"],
    ["GET", "/unsubscribed", "mail:read"],
    ["DELETE", "/unsubscribed/{list}/{address}", "mail:write"],
    ["GET", "/suppressed", "mail:read"],
    ["DELETE", "/suppressed/{address}", "mail:write"],
    ["GET", "/links/{token}", "public"],
    ["GET", "/unsubscribe/{token}", "public"],
    ["POST", "/unsubscribe/{token}", "public"],
    ["GET", "/batches", "batches:read"],
    ["POST", "/batches", "batches:write"],
    ["POST", "/batches/preview", "batches:write"],
    ["GET", "/batches/{id}", "batches:read"],
    ["DELETE", "/batches/{id}", "batches:delete"],
    ["POST", "/batches/{id}/retry", "batches:write"],
    ["GET", "/batches/{id}/items", "batches:read"],
    ["DELETE", "/batches/{id}/items/{name}", "batches:delete"],
    ["GET", "/batches/{id}/items/{name}/report.pdf", "batches:read"],
    ["GET", "/batches/{id}/items/{name}/{file}", "batches:read"],
    ["GET", "/batches/{id}/manifest.csv", "batches:read"],
    ["GET", "/batches/{id}/output/{name}", "batches:read"],
  ] as const
).map(([method, path, access, also]) => ({ method, path, access, ...(also !== undefined && { also }) }));

/**
 * The HTTP API: explicit routes, an authoriser and a scope on each except `/health` and what letters lead to,
 * throttling, an access log.
 */
export class ReportApi extends Construct {
  readonly api: HttpApi;
  readonly stage: HttpStage;
  /** Address of the API, without a slash at its end. */
  readonly url: string;
  readonly authorization: Authorization;
  /** The routes that exist, with their access. */
  readonly routes: readonly ApiRoute[];

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
              allowHeaders: [
                "authorization",
                "content-type",
                "prefer",
                "x-amz-date",
                "x-amz-security-token",
                "x-amz-content-sha256",
              ],
              exposeHeaders: ["location", "retry-after", "etag", "link"],
              maxAge: Duration.hours(1),
            },
          }),
    });
    const accessLog = new LogGroup(this, "AccessLog", {
      retention: props.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
      ...(props.key && { encryptionKey: props.key }),
    });
    this.stage = new HttpStage(this, "Stage", {
      httpApi: this.api,
      stageName: "$default",
      autoDeploy: true,
      throttle: { rateLimit: throttle.rate, burstLimit: throttle.burst },
      accessLogSettings: { destination: new LogGroupLogDestination(accessLog), format: accessLogFormat() },
    });
    this.routes = routes.filter(
      ({ access, also, path }) =>
        (props.sources || !path.startsWith("/sources")) &&
        (access === "public" ||
          access === "known" ||
          (props.scopes.includes(access) && (also === undefined || props.scopes.includes(also)))),
    );
    this.#addRoutes(handler, authorization);
    this.#limitRoutes(props.routeLimits);
    if (domain !== undefined) this.#addDomain(domain);
    this.authorization = authorization;
    this.url = domain === undefined ? this.api.apiEndpoint : `https://${domain.name}`;
    addOutput(this, "ApiUrl", this.url, "Address of the API");
  }

  #addRoutes(handler: ReportApiProps["handler"], authorization: Authorization): void {
    // A permission for each route would exceed the 20 KB of a function's own policy; the routes are all that there is to call.
    const integration = new HttpLambdaIntegration("Handler", handler, { scopePermissionToRoute: false });
    const authorizer = createAuthorizer(authorization);
    for (const { method, path, access } of this.routes) {
      const to = { path, methods: [HttpMethod[method]], integration };
      if (access === "public") {
        for (const route of this.api.addRoutes({ ...to, authorizer: new HttpNoneAuthorizer() }))
          Validations.of(route).acknowledge({
            id: "AwsSolutions-APIG4",
            reason:
              path === "/health"
                ? "Anyone may ask whether the service answers: it reveals nothing else."
                : "A letter leads here: the address carries a signature of our own, and nothing without it is answered.",
          });
      } else {
        const scoped =
          authorization.kind === "jwt" && access !== "known"
            ? { authorizationScopes: [`${authorization.scopePrefix}${access}`] }
            : {};
        this.api.addRoutes({ ...to, authorizer, ...scoped });
      }
    }
    if (authorization.kind === "open")
      Validations.of(this.api).acknowledge({
        id: "AwsSolutions-APIG4",
        reason: "The context says authorization=open: the deployment is meant to be public.",
      });
    if (handler instanceof Alias) this.#permitFirst(handler);
  }

  /** Has the routes of an API that is there call an alias only when API Gateway may. */
  #permitFirst(handler: Alias): void {
    const all = [...handler.node.findAll(), ...this.node.findAll()];
    const permissions = all.filter((one) => one instanceof CfnPermission);
    for (const integration of all)
      if (integration instanceof CfnIntegration) integration.node.addDependency(...permissions);
  }

  /** @throws SetupFault for a route that the API does not have */
  #limitRoutes(limits: ReportApiProps["routeLimits"]): void {
    const known = this.routes.map(({ method, path }) => `${method} ${path}`);
    const settings = Object.entries(limits).map(([route, { rate, burst }]) => {
      if (!known.includes(route))
        throw new SetupFault(`routeLimits: the API has no route "${route}"; it has ${known.join(", ")}`);
      return [route, { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst }] as const;
    });
    if (settings.length === 0) return;
    const stage = this.stage.node.defaultChild as CfnStage;
    stage.routeSettings = Object.fromEntries(settings);
    // API Gateway refuses settings of routes that it does not know yet.
    for (const route of this.node.findAll()) if (route instanceof CfnRoute) stage.addResourceDependency(route);
  }

  #addDomain(domain: NonNullable<ReportApiProps["domain"]>): void {
    const domainName = new DomainName(this, "Domain", {
      domainName: domain.name,
      certificate: Certificate.fromCertificateArn(this, "Certificate", domain.certificateArn),
    });
    new ApiMapping(this, "Mapping", { api: this.api, domainName, stage: this.stage });
    addOutput(
      this,
      "DomainTarget",
      domainName.regionalDomainName,
      `Point a CNAME or alias record of ${domain.name} here`,
    );
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
  const fields = [
    "requestId",
    "requestTime",
    "httpMethod",
    "routeKey",
    "path",
    "status",
    "protocol",
    "responseLength",
    "responseLatency",
    "integrationErrorMessage",
  ];
  const entries = fields.map((field) => [field, `$context.${field}`] as const);
  return AccessLogFormat.custom(
    JSON.stringify({
      ...Object.fromEntries(entries),
      ip: "$context.identity.sourceIp",
      caller: "$context.identity.userArn",
      subject: "$context.authorizer.claims.sub",
    }),
  );
}
