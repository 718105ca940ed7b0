import type { Engine } from "../core/service/source/source.ts";

/** A secret by the place where it is: it is read when it is used, so that one that has changed counts. */
export type SecretPlace = { readonly file: string } | { readonly env: string };

/** A PostgreSQL server, and the role by which sources read it. */
export interface PostgresConnection {
  readonly engine: "postgres";
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** @default the server asks for none */
  readonly password?: SecretPlace | undefined;
  /** File of the certificates that the server's is signed by, in PEM. @default the system's */
  readonly ca?: string | undefined;
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
  readonly ca?: string | undefined;
  /** Whether it may be http, and an address that is not public. */
  readonly local: boolean;
}

export type Connection = PostgresConnection | HttpConnection;

/** Name → connection. */
export type Connections = ReadonlyMap<string, Connection>;

/** What people may know of a connection. */
export interface ConnectionName {
  readonly name: string;
  readonly engine: Engine;
}
