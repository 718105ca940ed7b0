import type { AthenaClient, AthenaClientConfig, QueryExecutionStatistics } from "@aws-sdk/client-athena";
import type { BroadsheetError } from "../../core/errors.ts";
import { failureStatus } from "../../adapters/s3/s3-failure.ts";
import type { AthenaConnection } from "../connections.ts";
import { refuseSource } from "../refuse-source.ts";
import type { UnloadEngine, UnloadState } from "./unload-engine.ts";

/** Tries of one call by the SDK, which retries what may pass, throttling too. */
const attempts = 6;

/** Longest wait for a connection and for an answer, ms. */
const waitMs = 15_000;

/** Most rows of an answer, with that of the columns: Athena's limit. */
const mostRows = 1_000;

/** What Athena says when the same query may succeed later. */
const passing = /exhausted|capacity|throttl|internal|rate exceeded|try again|slow ?down/i;

/**
 * Amazon Athena, with the credentials of the process or of a role.
 *
 * @param name of the connection, for messages
 * @param credentials of the role that is assumed @default those of the process
 */
export async function openAthena(
  name: string,
  { region, workgroup, catalog, database, athena }: AthenaConnection,
  credentials: AthenaClientConfig["credentials"],
  config: AthenaClientConfig = {},
): Promise<UnloadEngine> {
  const sdk = await import("@aws-sdk/client-athena");
  const client: AthenaClient = new sdk.AthenaClient({
    maxAttempts: attempts,
    requestHandler: { connectionTimeout: waitMs, requestTimeout: waitMs, throwOnRequestTimeout: true },
    region,
    ...(athena !== undefined && { endpoint: athena }),
    ...(credentials !== undefined && { credentials }),
    ...config,
  });
  const refused = (error: unknown): never => {
    throw athenaRefusal(name, error);
  };
  return {
    async start({ query, to, token }, abortSignal) {
      const command = new sdk.StartQueryExecutionCommand({
        // On lines of its own, so that a comment at its end ends there.
        QueryString:
          to === undefined
            ? query
            : `UNLOAD (\n${query}\n) TO '${to}' WITH (format = 'PARQUET', compression = 'SNAPPY')`,
        ClientRequestToken: token,
        WorkGroup: workgroup,
        QueryExecutionContext: { Database: database, ...(catalog !== undefined && { Catalog: catalog }) },
      });
      const { QueryExecutionId } = await client.send(command, { abortSignal }).catch(refused);
      return QueryExecutionId!;
    },
    async look(run, abortSignal) {
      const command = new sdk.GetQueryExecutionCommand({ QueryExecutionId: run });
      const { QueryExecution: { Status, Statistics } = {} } = await client
        .send(command, { abortSignal })
        .catch(refused);
      return stateOf(Status?.State, Status?.StateChangeReason, Status?.AthenaError?.Retryable, Statistics);
    },
    async rows(run, abortSignal) {
      const command = new sdk.GetQueryResultsCommand({ QueryExecutionId: run, MaxResults: mostRows });
      const { ResultSet: { Rows = [] } = {} } = await client.send(command, { abortSignal }).catch(refused);
      // The first names the columns.
      return Rows.slice(1).map(({ Data = [] }) => Data.map(({ VarCharValue = "" }) => VarCharValue));
    },
    async stop(run) {
      await client.send(new sdk.StopQueryExecutionCommand({ QueryExecutionId: run })).catch(() => undefined);
    },
    close: () => client.destroy(),
  };
}

function stateOf(
  state: string | undefined,
  reason = "it gives no reason",
  retryable: boolean | undefined,
  statistics: QueryExecutionStatistics | undefined,
): UnloadState {
  if (state === "FAILED") return { state: "failed", reason, passes: retryable ?? passing.test(reason) };
  if (state === "CANCELLED")
    return { state: "failed", reason: "somebody has stopped it, or it met a limit of its workgroup", passes: false };
  if (state !== "SUCCEEDED") return { state: "running" };
  return {
    state: "ready",
    manifest: statistics?.DataManifestLocation ?? "",
    scanned: statistics?.DataScannedInBytes ?? 0,
  };
}

/** What Athena answered instead of taking a query, as the refusal of a source. */
function athenaRefusal(connection: string, error: unknown): BroadsheetError {
  const { name = "Error", message = "" } = error as { readonly name?: string; readonly message?: string };
  const status = failureStatus(error);
  if (name === "CredentialsProviderError")
    return refuseSource("unavailable", connection, {
      code: "secret-missing",
      message: `The connection "${connection}" has no credentials, or they cannot be read`,
      hint: "the operator gives the server's process, or on AWS the connection's role, credentials of AWS",
    });
  const isQuery = name === "InvalidRequestException";
  const passes = !isQuery && (status === undefined || status >= 500 || status === 429 || passing.test(name));
  const words = isQuery ? `: ${message.slice(0, 500)}` : ` (${name})`;
  return refuseSource(passes ? "unavailable" : "query-failed", connection, {
    code: passes ? "source-unreachable" : isQuery ? "source-refused" : "source-answered",
    message: passes
      ? `Athena cannot be reached by the connection "${connection}"${words}`
      : `Athena does not take the query${words}`,
    ...(isQuery && { where: { pointer: "/query", name: connection } }),
    ...(status === 403 || name === "AccessDeniedException"
      ? {
          hint: "the connection needs athena:StartQueryExecution, GetQueryExecution, GetQueryResults and StopQueryExecution on its workgroup",
        }
      : {}),
  });
}
