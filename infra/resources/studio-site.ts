import { CustomResource, Duration, Fn, RemovalPolicy, Stack, Token, Validations } from "aws-cdk-lib";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import {
  AllowedMethods,
  CachePolicy,
  type CfnDistribution,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { HttpOrigin, S3BucketOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { CfnFunction } from "aws-cdk-lib/aws-lambda";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  type IBucket,
  ObjectOwnership,
} from "aws-cdk-lib/aws-s3";
import type { ISecret } from "aws-cdk-lib/aws-secretsmanager";
import { Construct, type IDependable } from "constructs";
import { join } from "node:path";
import { studioPolicy } from "../../functions/core/service/access/studio-policy.ts";
import { originKeyHeader } from "../../functions/core/service/access/origin-key.ts";
import { addOutput } from "./add-output.ts";
import { bundleFunction } from "../code/bundle-function.ts";
import type { ReportApi } from "./report-api.ts";
import { ReportFunction, type SharedProps } from "./report-function.ts";
import type { ReportStore } from "./report-store.ts";
import type { Settings } from "../settings/settings.ts";

export interface StudioSiteProps {
  readonly settings: Settings;
  /** Name of the installation. */
  readonly name: string;
  readonly http: ReportApi;
  readonly store: ReportStore;
  /** What the API demands of each request. @default nothing */
  readonly originKey?: ISecret;
  /** What all functions of the stack have. */
  readonly shared: SharedProps;
  /** What must have been deployed before pages that may call it. @default the API's routes and functions need not */
  readonly after?: readonly IDependable[];
}

/**
 * The studio and the API behind one address, so that the studio calls nothing of another origin but the issuer of
 * tokens and the signed links of the store.
 *
 *     browser ──► CloudFront ──► /studio/* ──► bucket of the studio's files
 *                     └────────► all else ───► API, which demands a token
 */
export class StudioSite extends Construct {
  readonly distribution: Distribution;
  /** Address of the studio, without a slash at its end. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: StudioSiteProps) {
    super(scope, id);
    const { settings, name, http, store, shared, originKey, after = [] } = props;
    const { studio, authorization, domain } = settings;
    if (studio === undefined || authorization.kind !== "jwt")
      throw new TypeError("a stack without studio=true has no studio");
    const stack = Stack.of(this);
    const files = addFiles(this, settings.destroyData, store);
    const paths = new EdgeFunction(this, "Paths", {
      code: FunctionCode.fromFile({ filePath: join(import.meta.dirname, "studio-paths.js") }),
      runtime: FunctionRuntime.JS_2_0,
      comment: "Pages of the studio are its one page",
    });
    const headers = addHeaders(this, [
      originOf(authorization.issuer),
      ...studio.signInOrigins,
      `https://${store.bucket.bucketRegionalDomainName}`,
    ]);
    const studioFiles = {
      origin: S3BucketOrigin.withOriginAccessControl(files as IBucket),
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy: headers,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      functionAssociations: [{ function: paths, eventType: FunctionEventType.VIEWER_REQUEST }],
    };
    this.distribution = new Distribution(this, "Distribution", {
      comment: `${name}: the studio and the API`,
      defaultBehavior: {
        origin: new HttpOrigin(`${http.api.apiId}.execute-api.${stack.region}.${stack.urlSuffix}`, {
          readTimeout: Duration.seconds(30),
          ...(originKey && { customHeaders: { [originKeyHeader]: originKey.secretValue.unsafeUnwrap() } }),
        }),
        allowedMethods: AllowedMethods.ALLOW_ALL,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        // Everything that the caller sends, the token too, but for the host, by which API Gateway knows the API.
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      },
      additionalBehaviors: { "/": studioFiles, "/docs": studioFiles, "/studio": studioFiles, "/studio/*": studioFiles },
      ...(settings.webAclArn !== undefined && { webAclId: settings.webAclArn }),
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      ...(domain === undefined
        ? {}
        : {
            domainNames: [domain.name],
            certificate: Certificate.fromCertificateArn(this, "Certificate", domain.certificateArn),
          }),
    });
    acknowledgeDistribution(this.distribution, domain !== undefined);
    this.#storeFiles(files, settings, { shared, http, after });
    const { distributionDomainName } = this.distribution;
    this.url = `https://${domain?.name ?? distributionDomainName}`;
    addOutput(this, "StudioUrl", `${this.url}/`, "Address of the studio, and of the API");
    if (domain !== undefined)
      addOutput(this, "DomainTarget", distributionDomainName, `Point a CNAME or alias record of ${domain.name} here`);
  }

  /** The function that stores the files at each deployment. */
  #storeFiles(
    files: Bucket,
    { studio, authorization, scopes, functionMemory }: Settings,
    { shared, http, after }: Pick<StudioSiteProps, "shared" | "http"> & { readonly after: readonly IDependable[] },
  ): void {
    if (studio === undefined || authorization.kind !== "jwt") return;
    const publisher = new ReportFunction(this, "Publisher", {
      ...shared,
      description: "Broadsheet: stores the studio's files at deployment",
      code: bundleFunction("studio"),
      module: "studio",
      memory: functionMemory.studio,
      timeout: Duration.minutes(2),
      atDeployment: true,
      environment: { studioBucket: files.bucketName },
    });
    publisher.role.addToPolicy(
      new PolicyStatement({ actions: ["s3:PutObject"], resources: [files.arnForObjects("studio/*")] }),
    );
    Validations.of(publisher.role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${Stack.of(this).getLogicalId(files.node.defaultChild as CfnBucket)}.Arn>/studio/*]`,
      reason: "Names of the files hold their hashes: the permission ends with the prefix.",
    });
    // Some issuers refuse a request that names a scope which they do not know.
    const served = scopes.filter((one) => http.routes.some(({ access, also }) => access === one || also === one));
    const scope = ["openid", ...served.map((one) => `${studio.scopePrefix}${one}`)].join(" ");
    const stored = new CustomResource(this, "Stored", {
      serviceToken: publisher.function.functionArn,
      resourceType: "Custom::Studio",
      serviceTimeout: Duration.minutes(5),
      properties: {
        Bundle: (publisher.function.node.defaultChild as CfnFunction).code,
        SignIn: JSON.stringify({ issuer: authorization.issuer, clientId: studio.clientId, scope }),
      },
    });
    stored.node.addDependency(publisher.role, files, ...after);
  }
}

/** The origin of an address, which may be known only at deployment: `https://`, a host and a path. */
function originOf(address: string): string {
  if (!Token.isUnresolved(address)) return new URL(address).origin;
  return `https://${Fn.select(2, Fn.split("/", address))}`;
}

/** The bucket of the studio's files. */
function addFiles(scope: Construct, destroyData: boolean, store: ReportStore): Bucket {
  const files = new Bucket(scope, "Files", {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    ...(store.accessLog && { serverAccessLogsBucket: store.accessLog as IBucket }),
    // Every deployment can make the files again; the bucket must be empty to be deleted.
    removalPolicy: destroyData ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  if (store.accessLog === undefined)
    Validations.of(files).acknowledge({
      id: "AwsSolutions-S1",
      reason: "The store is a bucket that exists, whose maker logs its accesses: there is no bucket for logs here.",
    });
  return files;
}

/**
 * What every page of the studio is sent with.
 *
 * @param origins that its pages may call, beside their own
 */
function addHeaders(scope: Construct, origins: readonly string[]): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, "Headers", {
    comment: "Broadsheet's studio",
    securityHeadersBehavior: {
      contentSecurityPolicy: {
        contentSecurityPolicy: studioPolicy(origins),
        override: true,
      },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: false, override: true },
    },
    customHeadersBehavior: {
      customHeaders: [
        { header: "permissions-policy", value: "camera=(), geolocation=(), microphone=()", override: true },
        { header: "cross-origin-opener-policy", value: "same-origin", override: true },
      ],
    },
  });
}

/** @param named whether it has a name of its own */
function acknowledgeDistribution(distribution: Distribution, named: boolean): void {
  Validations.of(distribution.node.defaultChild as CfnDistribution).acknowledge(
    { id: "AwsSolutions-CFR1", reason: "Reports are for readers everywhere." },
    {
      id: "AwsSolutions-CFR2",
      reason:
        "The files are the same for everyone, and the API demands a token and limits its rate itself; a web ACL can be attached to the distribution.",
    },
    {
      id: "AwsSolutions-CFR3",
      reason:
        "Calls are in the API's access log and the files' in the bucket's; CloudFront's own log would need a bucket with access lists.",
    },
    ...(!named
      ? [
          {
            id: "AwsSolutions-CFR4" as const,
            reason:
              "CloudFront's own name has a certificate whose protocol cannot be chosen; domainName brings TLS 1.2.",
          },
        ]
      : []),
  );
}
