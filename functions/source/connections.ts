import type { Engine } from "../core/service/source/source.ts";

/** A secret by the place where it is: it is read when it is used, so that one that has changed counts. */
export type SecretPlace = { readonly file: string } | { readonly env: string } | StoredSecret;

/** A secret in Secrets Manager of AWS. */
export interface StoredSecret {
  /** Its ARN. */
  readonly secret: string;
  /** The member of the JSON that it is. @default it is the secret itself */
  readonly field?: string | undefined;
}

/** A PostgreSQL server, and the role by which sources read it. */
export interface PostgresConnection {
  readonly engine: "postgres";
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** @default the server asks for none */
  readonly password?: SecretPlace | undefined;
  /** File or secret of the certificates that the server's is signed by, in PEM. @default the system's */
  readonly ca?: string | StoredSecret | undefined;
  /** Whether the connection is not encrypted. Only to this machine. */
  readonly plain: boolean;
}

/** A place on the web below which the paths of sources are. */
export interface HttpConnection {
  readonly engine: "http";
  /** Ends in a slash. */
  readonly base: string;
  /** Sent with each request. */
  readonly headers: Readonly<Record<string, SecretPlace | string>>;
  readonly ca?: string | StoredSecret | undefined;
  /** Whether it may be http, and an address that is not public. */
  readonly local: boolean;
}

/** A bucket of S3, or of a server that speaks its protocol, and the place in it below which sources may read. */
export interface S3Connection {
  readonly engine: "s3";
  readonly bucket: string;
  /** Empty, or ends in a slash. */
  readonly prefix: string;
  /** @default the environment's */
  readonly region?: string | undefined;
  /** Address of a server other than AWS. */
  readonly endpoint?: string | undefined;
  /** Whether the bucket is in the path, not in the name of the host. */
  readonly pathStyle: boolean;
  /** ARN of a role, of this or another account, that is assumed. @default the credentials of the process itself */
  readonly role?: string | undefined;
  /** What the other account demands of who assumes its role. */
  readonly externalId?: string | undefined;
}

/** A workgroup of Amazon Athena, and the place in a bucket to which it writes rows for us to read. */
export interface AthenaConnection {
  readonly engine: "athena";
  readonly region: string;
  /** Its settings bound what a query may read. */
  readonly workgroup: string;
  /** @default AwsDataCatalog */
  readonly catalog?: string | undefined;
  readonly database: string;
  /** Address of a server other than AWS. */
  readonly athena?: string | undefined;
  /** Where its rows go, with the credentials for both. */
  readonly output: S3Connection;
}

export type Connection = PostgresConnection | HttpConnection | S3Connection | AthenaConnection;

/** Name → connection. */
export type Connections = ReadonlyMap<string, Connection>;

/** What people may know of a connection. */
export interface ConnectionName {
  readonly name: string;
  readonly engine: Engine;
}
