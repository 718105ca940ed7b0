import { Token } from "aws-cdk-lib";
import { parseConnections } from "../../functions/source/parse-connections.ts";

/** A secret in Secrets Manager, in the stack's region. */
export interface StoredSecret {
  /** Its whole ARN, with the six letters at its end. */
  readonly secret: string;
  /** The member of its JSON, such as `password` of a secret of RDS. @default it is the secret itself */
  readonly field?: string;
}

/** From where sources fetch. Texts may be tokens of the CDK. */
export type SourceConnection =
  | {
      readonly engine: "postgres";
      readonly host: string;
      /** @default 5432 */
      readonly port?: number | string;
      readonly database: string;
      readonly user: string;
      /** @default the server asks for none */
      readonly password?: StoredSecret;
      /** Certificates, in PEM, that sign the server's: a file of the function, or a secret. @default the system's */
      readonly ca?: string | StoredSecret;
    }
  | {
      readonly engine: "http";
      /** Ends in a slash; https. */
      readonly base: string;
      readonly headers?: Readonly<Record<string, string | StoredSecret>>;
      readonly ca?: string | StoredSecret;
    }
  | {
      readonly engine: "s3";
      readonly bucket: string;
      /** Place in the bucket; ends in a slash. @default the whole bucket */
      readonly prefix?: string;
      /** @default the stack's */
      readonly region?: string;
      /** A role, also of another account, that lets the function assume it. @default the function's own rights */
      readonly role?: string;
      /** What the other account demands of who assumes its role. */
      readonly "external-id"?: string;
      /** Address of an interface endpoint of S3 in your network; https. The credentials are always those of AWS. */
      readonly endpoint?: string;
      readonly "path-style"?: boolean;
    }
  | {
      readonly engine: "athena";
      readonly region: string;
      /** @default primary */
      readonly workgroup?: string;
      /** @default AwsDataCatalog */
      readonly catalog?: string;
      readonly database: string;
      /** Where Athena writes rows: `s3://bucket/prefix/`. */
      readonly output: string;
      /** The role that may ask Athena and read what it wrote, which lets the function assume it. */
      readonly role: string;
      readonly "external-id"?: string;
    };

export function isStoredSecret(value: unknown): value is StoredSecret {
  return typeof value === "object" && value !== null && "secret" in value;
}

/** Most bytes of all connections as JSON: the variables of a function have 4 KB in all. */
const mostBytes = 3_000;

/** What stands for a text that only a deployment will know, so that the rest can be judged. */
const standIns: Readonly<Record<string, string>> = {
  port: "5432",
  base: "https://example.org/",
  endpoint: "https://example.org",
  bucket: "bucket",
  prefix: "prefix/",
  region: "us-east-1",
  output: "s3://bucket/prefix/",
  role: "arn:aws:iam::123456789012:role/role",
  secret: "arn:aws:secretsmanager:us-east-1:123456789012:secret:name-123456",
};

/**
 * Judges connections by the rules of the server, and by those of a function: it has no files and no variables with
 * secrets.
 *
 * @returns what is wrong with them, without a secret; undefined if nothing is
 */
export function faultOfConnections(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return "must be an object: name → connection";
  if (Object.keys(value).length === 0) return undefined;
  const text = JSON.stringify({ connections: value }, (key, member: unknown) =>
    Token.isUnresolved(member) ? (standIns[key] ?? "token") : member,
  );
  if (Buffer.byteLength(text) > mostBytes)
    return `has ${Buffer.byteLength(text)} bytes as JSON, and at most ${mostBytes} fit into a function's variables`;
  try {
    parseConnections(text);
  } catch (error) {
    const { problems = [] } = error as { readonly problems?: readonly Fault[] };
    if (problems.length === 0) throw error;
    return problems.map(tellFault).join("; ");
  }
  const lacking = Object.entries(value as Readonly<Record<string, SourceConnection>>).flatMap(([name, one]) =>
    one.engine === "athena" && (one as { readonly role?: string }).role === undefined ? [name] : [],
  );
  if (lacking.length > 0) return `needs a role for ${lacking.join(", ")}: what Athena reads is the role's to say`;
  const local = Object.values(value as Readonly<Record<string, Members>>).flatMap(localMembers);
  if (local.length > 0) return `may not have ${[...new Set(local)].join(", ")} on AWS: a secret is {"secret": ARN}`;
  return undefined;
}

type Members = Readonly<Record<string, unknown>>;

/** The members of a connection, and of its secrets, that only a machine of one's own has. */
function localMembers(one: Members): readonly string[] {
  const { password, ca, headers } = one;
  const secrets = [password, ca, ...(isMembers(headers) ? Object.values(headers) : [])].filter(isMembers);
  return [
    ...Object.keys(one).filter((member) => member === "local" || member === "sslmode"),
    ...secrets.flatMap(Object.keys).filter((member) => member === "file" || member === "env"),
  ];
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null;
}

interface Fault {
  readonly message: string;
  readonly where?: { readonly pointer?: string };
  readonly seen?: unknown;
  readonly allowed?: unknown;
}

/** Where, what, the value seen, and the values allowed. */
function tellFault({ message, where, seen, allowed }: Fault): string {
  // What stands in place of a secret is not repeated, and of its places AWS has one.
  const isSecret = seen === "…";
  const given = seen === undefined || isSecret ? "" : ` (${JSON.stringify(seen)})`;
  const may = isSecret ? '{"secret": ARN}' : [allowed ?? []].flat().join(", ");
  return `${where?.pointer ?? ""}: ${message}${given}${may === "" ? "" : `; allowed: ${may}`}`;
}
