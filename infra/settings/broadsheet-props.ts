import type { ISecurityGroup, IVpc, SubnetSelection } from "aws-cdk-lib/aws-ec2";
import type { IManagedPolicy } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import type { Role } from "../../functions/core/service/access/roles.ts";
import type { Scope } from "../../functions/core/service/access/scopes.ts";
import type { CanaryPlan } from "./canary-plans.ts";
import type { ProcessorName } from "../code/native-package.ts";
import type { MemoryOfFunctions } from "./function-memory.ts";
import type { SourceConnection } from "./source-connection.ts";
import type { RouteLimit } from "./setting-rules.ts";

/** Who may call the API; `/health` is always open. */
export type Authorization =
  /** Callers sign by SigV4; the grants, or the roles' managed policies, permit routes. */
  | { readonly kind: "iam" }
  /** Callers send a token of an OpenID Connect issuer, whose claim `scope` or `scp` permits routes. */
  | {
      readonly kind: "jwt";
      /** HTTPS address of the issuer. */
      readonly issuer: string;
      /** Audiences whose tokens are accepted; Cognito's is the id of the client. */
      readonly audience: readonly string[];
      /** What the issuer puts before the names of scopes, such as `broadsheet/`. @default none */
      readonly scopePrefix?: string;
    }
  /** Everyone may call; `scopes` must then name what the API serves. */
  | { readonly kind: "open" };

/** A role of callers, with more rights than the one before it. */
export type CallerRole = Role;

/** What the API may serve: `reports:read`. */
export type ApiScope = Scope;

/** Limits and names of an installation of Broadsheet. Texts may be tokens of the CDK. */
export interface BroadsheetProps {
  /**
   * Name of the installation: of its bus, dashboard, FIFO queue, secrets and metrics. Two in one account and region
   * need two names. A letter, then letters, digits and hyphens, at most 64.
   *
   * @default the name of the stack; the first in a stack only
   */
  readonly name?: string;
  /** Processor of the functions; arm64 costs less. @default "arm64" */
  readonly architecture?: ProcessorName;
  /** Who may call the API. @default { kind: "iam" } */
  readonly authorization?: Authorization;
  /** Scopes that the API serves: other routes do not exist. @default all */
  readonly scopes?: readonly ApiScope[];
  /** Origins whose pages may call the API, such as `https://desk.example.org`. @default none */
  readonly corsOrigins?: readonly string[];
  /**
   * Your own name for the API, or with a studio for both, and the ARN of its certificate in ACM: in the stack's region,
   * with a studio in us-east-1. The output `DomainTarget` says where the name must point.
   *
   * @default the name that AWS assigns
   */
  readonly domain?: { readonly name: string; readonly certificateArn: string };
  /** Serves the studio and the API behind one CloudFront address; needs `kind: "jwt"`. @default no studio */
  readonly studio?: {
    /** Public client (OAuth code flow with PKCE) that the issuer knows the studio by. */
    readonly clientId: string;
    /** Further origins that sign-in calls, such as that of a Cognito domain. @default none */
    readonly signInOrigins?: readonly string[];
    /** What the studio puts before the names of scopes when it asks the issuer. @default authorization.scopePrefix */
    readonly scopePrefix?: string;
  };
  /**
   * Whether only the studio's address serves the API, so that its web ACL counts for all: the API's own then refuses
   * every call but those of links in letters (`/links`, `/unsubscribe`). Needs a studio.
   *
   * @default false
   */
  readonly lockedOrigin?: boolean;
  /** ARN of a web ACL of WAF, of the scope CloudFront, for the studio's address. Needs a studio. @default none */
  readonly webAclArn?: string;
  /** Folder of the template folders to publish at deployment. @default the templates that Broadsheet brings */
  readonly templatesDir?: string;
  /** Whether a version must have tests and pass them before it is promoted. @default false */
  readonly requireTests?: boolean;
  /** Publications that may exist, 0 to 10,000. @default 1000 */
  readonly mostPublications?: number;
  /** Webhooks that may exist, 0 to 1,000. @default 1000 */
  readonly mostWebhooks?: number;
  /** Announced uploads that may be open at a time, 0 to 10,000. @default 1000 */
  readonly mostUploads?: number;
  /**
   * Largest file of a dataset that an upload may bring, 4 to 1,024 MiB: a larger one would not be read in the five
   * minutes of the ingest function, whose disk grows with the setting.
   *
   * @default 256
   */
  readonly largestUpload?: number;
  /** Whether the buckets that Broadsheet makes go with the stack; they must be empty then. @default false */
  readonly destroyData?: boolean;
  /** Days after which a report is retired, 1 to 3,650. @default 90 */
  readonly reportRetentionDays?: number;
  /** Days to keep logs: a time that CloudWatch Logs offers (`RetentionDays`). @default 30 */
  readonly logRetentionDays?: number;
  /** Memory of the functions that render, 1,024 to 10,240 MiB; half of it is the heap of a render. @default 2048 */
  readonly renderMemory?: number;
  /** Time limit of one render, 5 to 600 s. @default 60 */
  readonly renderSeconds?: number;
  /** Parallel renders from the queue, 2 to 1,000. @default 10 */
  readonly renderConcurrency?: number;
  /** Pages of batches made in parallel, 2 to 1,000. @default 10 */
  readonly batchConcurrency?: number;
  /**
   * Whether the PDFs of a batch's page are stored together, which saves most of a batch's cost. The release before
   * cannot read them, so switch it on once you no longer expect to roll back. A bucket that keeps what is deleted has
   * no packs.
   *
   * @default false
   */
  readonly batchPacks?: boolean;
  /**
   * Renders for requests that wait (`Prefer: wait`), 0 to 1,000: with `renderConcurrency` the account reserves as many
   * for the function. 0: it reserves none, as a new account can't, and any other work of the account may take them.
   *
   * @default 0
   */
  readonly waitingConcurrency?: number;
  /** Previews made in parallel, which the account reserves, 0 to 1,000; 0: neither reserved nor limited. @default 0 */
  readonly previewConcurrency?: number;
  /** Memory of the function that answers the API, 512 to 10,240 MiB. @default 1024 */
  readonly apiMemory?: number;
  /**
   * Memory of the other functions, MiB: `{ ingest: 4096, tick: 2048 }`, from half a function's default to 10,240. More
   * memory is also more processor. A new account allows 3,008.
   *
   * @default the default of each function
   */
  readonly functionMemory?: Partial<MemoryOfFunctions>;
  /** Whether the functions send traces to X-Ray. @default true */
  readonly tracing?: boolean;
  /**
   * How a new version of the functions takes over: by a plan of CodeDeploy, such as `Canary10Percent5Minutes`. If they
   * fail meanwhile, the old version takes its part back, and the deployment ends as failed. `AllAtOnce` keeps versions
   * and aliases, and nothing stops it: for a mend in a hurry.
   *
   * @default "none"
   */
  readonly canary?: CanaryPlan;
  /** Requests that the API accepts, 1 to 10,000 a second. @default 50 */
  readonly throttleRate?: number;
  /** Burst of requests that the API accepts, 1 to 10,000. @default 100 */
  readonly throttleBurst?: number;
  /**
   * Requests a second and burst of single routes, 1 to 10,000, below those of the API: `{ "POST /reports": { rate: 5,
   * burst: 10 } }`.
   *
   * @default those of the API
   */
  readonly routeLimits?: Readonly<Record<string, RouteLimit>>;
  /** Whether there are alarms and a dashboard; `alarmTopic` stays. @default true */
  readonly alarms?: boolean;
  /** Address that receives alarms, once it has confirmed. @default none: subscribe to `alarmTopic` */
  readonly alarmEmail?: string;
  /** Sender of letters, verified in SES: an address, or `Reports <reports@example.org>`. @default no letters */
  readonly mailFrom?: string;
  /**
   * Name → from where sources may fetch datasets: PostgreSQL, buckets, addresses. Secrets are named by their ARN in
   * Secrets Manager; one function alone reads them. Without any, there are no sources and no routes for them.
   *
   * @default none
   */
  readonly connections?: Readonly<Record<string, SourceConnection>>;
  /** Prefixes to which copies may go: `s3://board-papers/reports`. @default none */
  readonly copyTargets?: readonly string[];
  /** Tags for all resources. @default { application: "broadsheet" } */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * A bucket that exists, such as the one that an earlier stack left, instead of a new one. It must tell EventBridge of
   * its objects; what it encrypts, logs, expires and which origins may use its links is up to its maker.
   *
   * @default a new one
   */
  readonly bucket?: IBucket;
  /**
   * Key of KMS that encrypts what is stored: the new bucket, queues, topics, the bus, logs and secrets. Its policy gets
   * what the services of AWS need; a key that is known by its ARN alone must have it already.
   *
   * @default keys of the services
   */
  readonly encryptionKey?: IKey;
  /** Limits what the roles of the functions may do, as some organisations demand. @default none */
  readonly permissionsBoundary?: IManagedPolicy;
  /**
   * Network that the functions run in. It must reach S3, SQS, Lambda, EventBridge and Secrets Manager, with `mailFrom`
   * SES, and the addresses of webhooks.
   *
   * @default Lambda's own
   */
  readonly vpc?: IVpc;
  /** Subnets of `vpc`. @default those that are private and have a way out */
  readonly vpcSubnets?: SubnetSelection;
  /** Security groups of the functions in `vpc`. @default one for each, which lets nothing in */
  readonly securityGroups?: readonly ISecurityGroup[];
}

/** The properties that are no settings of the stack. */
export const constructProps = [
  "bucket",
  "encryptionKey",
  "permissionsBoundary",
  "vpc",
  "vpcSubnets",
  "securityGroups",
] as const;
