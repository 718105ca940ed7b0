import { BroadsheetError } from "../../core/errors.ts";
import { parseDeliverOptions } from "../server/parse-deliver-options.ts";
import { parseLargestUpload } from "../server/parse-largest-upload.ts";
import { readToken } from "../remote/profile/read-token.ts";
import type { ServerOptions } from "../server/server-options.ts";
import { startServer } from "../server/server.ts";
import { shippedTemplates } from "../../seed/template-folders.ts";

export interface ServeOptions {
  readonly port: string;
  readonly host: string;
  readonly token?: string;
  readonly tokenFile?: string;
  readonly tokens?: string;
  readonly dataDir?: string;
  readonly store?: string;
  readonly secrets?: string;
  readonly templates: readonly string[];
  readonly themes?: string;
  readonly watch?: boolean;
  readonly requireTests?: boolean;
  readonly batchPacks?: boolean;
  readonly allowLocalWebhooks?: boolean;
  readonly connections?: string;
  readonly mostPublications?: string;
  readonly mostWebhooks?: string;
  readonly mostUploads?: string;
  readonly largestUpload?: string;
  readonly smtp?: string;
  readonly mailFrom?: string;
  readonly publicUrl?: string;
  readonly copies?: string;
}

/**
 * `broadsheet serve`: serves the HTTP API until a signal ends the process.
 *
 * @throws BroadsheetError if the port, address or data directory cannot be used
 */
export async function serve(options: ServeOptions): Promise<void> {
  await startServer(await serverOptions(options));
}

/**
 * The server's options from the command's words: numbers, bytes and the token itself.
 *
 * @throws BroadsheetError `invalid-request` for a word that cannot be read as what its option takes
 */
export async function serverOptions({
  port,
  host,
  token,
  tokenFile,
  tokens,
  dataDir,
  store,
  secrets,
  templates,
  themes,
  watch,
  requireTests,
  batchPacks,
  allowLocalWebhooks,
  connections,
  ...others
}: ServeOptions): Promise<ServerOptions> {
  const number = /^\d{1,5}$/.test(port) ? Number(port) : Number.NaN;
  if (!(number <= 65_535)) {
    throw new BroadsheetError("invalid-request", {
      code: "invalid-option",
      message: `--port takes a number from 0 to 65535, not "${port}"`,
      seen: port,
      allowed: "0 (any free port) to 65535",
    });
  }
  if (token !== undefined && tokenFile !== undefined)
    throw new BroadsheetError("invalid-request", {
      code: "invalid-option",
      message: "--token and --token-file are different tokens",
      seen: ["--token", "--token-file"],
      allowed: "--token-file, which other users of the machine cannot read",
    });
  const secret =
    tokenFile === undefined ? (token ?? process.env["BROADSHEET_TOKEN"]) : await readToken({ file: tokenFile });
  return {
    port: number,
    host,
    dataDir,
    store,
    secrets,
    templateFolders: [shippedTemplates, ...templates],
    themes,
    watch: watch === true,
    requireTests: requireTests === true,
    batchPacks: batchPacks === true,
    allowLocalWebhooks: allowLocalWebhooks === true,
    connections: connections ?? process.env["BROADSHEET_CONNECTIONS"],
    ...parseLimits(others),
    ...parseDeliverOptions({ ...others, smtp: others.smtp ?? process.env["BROADSHEET_SMTP"] }),
    token: secret,
    tokensFile: tokens,
  };
}

/** What authors may create. @throws BroadsheetError `invalid-request` */
function parseLimits({
  mostPublications,
  mostWebhooks,
  mostUploads,
  largestUpload,
}: Partial<ServeOptions>): Pick<ServerOptions, "mostPublications" | "mostWebhooks" | "mostUploads" | "largestUpload"> {
  return {
    mostPublications: parseMost("--most-publications", mostPublications, 10_000),
    mostWebhooks: parseMost("--most-webhooks", mostWebhooks, 1000),
    mostUploads: parseMost("--most-uploads", mostUploads, 10_000),
    largestUpload: parseLargestUpload(largestUpload),
  };
}

/** How many of something may exist. @throws BroadsheetError `invalid-request` */
function parseMost(option: string, text: string | undefined, largest: number): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,5}$/.test(text) && Number(text) <= largest) return Number(text);
  throw new BroadsheetError("invalid-request", {
    code: "invalid-option",
    message: `${option} takes a number from 0 to ${largest}, not "${text}"`,
    seen: text,
    allowed: `0 (none) to ${largest}`,
  });
}
