import type { S3Client, S3ClientConfig } from "@aws-sdk/client-s3";
import type { BroadsheetError } from "../../core/errors.ts";
import { failureStatus } from "../../adapters/s3/s3-failure.ts";
import type { S3Connection } from "../connections.ts";
import { refuseSource } from "../refuse-source.ts";

/** A bucket as sources read it. */
export interface OpenBucket {
  readonly sdk: typeof import("@aws-sdk/client-s3");
  readonly client: S3Client;
  readonly bucket: string;
  close(): void;
}

/** Tries of one call by the SDK, which retries what may pass. */
const attempts = 4;

/** Longest wait for a connection, for an answer to begin, and for its next bytes, ms. */
const waitMs = 15_000;

/**
 * Opens the bucket of a connection, with the credentials of the process (the usual chain of AWS: variables, files, the
 * role of the machine or function), or with those of the role that these may assume.
 *
 * @param name of the connection, for messages
 * @param config settings of the clients that differ from the usual ones @default none
 * @throws BroadsheetError as `s3Refusal` if the role is not given
 */
export async function openBucket(
  name: string,
  { bucket, region, endpoint, pathStyle, role, externalId }: S3Connection,
  config: S3ClientConfig = {},
): Promise<OpenBucket> {
  const sdk = await import("@aws-sdk/client-s3");
  const credentials =
    role === undefined
      ? undefined
      : await assumeRole(role, region, externalId).catch((error: unknown) => {
          throw s3Refusal(name, "", error);
        });
  const client = new sdk.S3Client({
    maxAttempts: attempts,
    responseChecksumValidation: "WHEN_SUPPORTED",
    requestHandler: {
      connectionTimeout: waitMs,
      requestTimeout: waitMs,
      throwOnRequestTimeout: true,
      socketTimeout: waitMs,
    },
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials !== undefined && { credentials }),
    forcePathStyle: pathStyle,
    ...config,
  });
  return { sdk, client, bucket, close: () => client.destroy() };
}

/** Credentials of a role, for as long as a refresh may take. They are never stored. */
async function assumeRole(
  RoleArn: string,
  region: string | undefined,
  ExternalId: string | undefined,
): Promise<{ readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken: string }> {
  const { AssumeRoleCommand, STSClient } = await import("@aws-sdk/client-sts");
  const client = new STSClient({
    maxAttempts: attempts,
    requestHandler: { connectionTimeout: waitMs, requestTimeout: waitMs, throwOnRequestTimeout: true },
    ...(region !== undefined && { region }),
  });
  try {
    const { Credentials } = await client.send(
      new AssumeRoleCommand({
        RoleArn,
        RoleSessionName: "broadsheet",
        DurationSeconds: 3600,
        ...(ExternalId !== undefined && { ExternalId }),
      }),
    );
    return {
      accessKeyId: Credentials!.AccessKeyId!,
      secretAccessKey: Credentials!.SecretAccessKey!,
      sessionToken: Credentials!.SessionToken!,
    };
  } finally {
    client.destroy();
  }
}

/** Names of the errors that say who may not, and what is not there. */
const said: Readonly<Record<string, string>> = {
  AccessDenied: "the bucket, or the role, refuses the connection's credentials",
  AccessDeniedException: "the role refuses the connection's credentials",
  InvalidAccessKeyId: "the bucket does not know the credentials",
  SignatureDoesNotMatch: "the bucket refuses the signature of the credentials",
  ExpiredToken: "the credentials have expired",
  NoSuchBucket: "there is no such bucket",
  NoSuchKey: "there is no such object",
  NotFound: "there is no such object",
  InvalidObjectState: "the object is archived, and must be restored first",
  PermanentRedirect: "the bucket is in another region",
  AuthorizationHeaderMalformed: "the bucket is in another region",
};

/**
 * What S3 answered, as the refusal of a source. Nothing of the request is repeated: it may hold signatures.
 *
 * @param key of the object, or the prefix
 */
export function s3Refusal(connection: string, key: string, error: unknown): BroadsheetError {
  const { name = "Error" } = error as { readonly name?: string };
  const status = failureStatus(error);
  const words = Object.hasOwn(said, name) ? said[name] : undefined;
  if (name === "CredentialsProviderError")
    return refuseSource(
      "unavailable",
      connection,
      {
        code: "secret-missing",
        message: `The connection "${connection}" has no credentials, or they cannot be read`,
        hint: "the operator gives the server's process, or on AWS the connection's role, credentials of AWS",
      },
      // Its cause may quote files.
      undefined,
    );
  const passes = words === undefined && (status === undefined || status >= 500 || status === 429);
  const pointer = name === "NoSuchKey" || name === "NotFound" ? { pointer: "/path" } : {};
  return refuseSource(passes ? "unavailable" : "query-failed", connection, {
    code: passes ? "source-unreachable" : "source-answered",
    message: `The bucket of the connection "${connection}" cannot be read: ${words ?? `${name}${status === undefined ? "" : `, HTTP ${status}`}`}`,
    where: { ...pointer, name: connection, ...(key !== "" && { file: key }) },
    seen: key,
    ...(status === 403 && { hint: "the connection needs s3:GetObject and, for a prefix, s3:ListBucket" }),
  });
}
