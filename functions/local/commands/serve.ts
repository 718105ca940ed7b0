import { BroadsheetError } from "../../core/errors.ts";
import { parseDeliverOptions } from "../server/parse-deliver-options.ts";
import { readToken } from "../remote/profile/read-token.ts";
import { startServer } from "../server/server.ts";
import { shippedTemplates } from "../../seed/template-folders.ts";

export interface ServeOptions {
  readonly port: string;
  readonly host: string;
  readonly token?: string;
  readonly tokenFile?: string;
  readonly tokens?: string;
  readonly dataDir: string;
  readonly templates: readonly string[];
  readonly watch?: boolean;
  readonly requireTests?: boolean;
  readonly allowLocalWebhooks?: boolean;
  readonly mostWebhooks?: string;
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
export async function serve({
  port,
  host,
  token,
  tokenFile,
  tokens,
  dataDir,
  templates,
  watch,
  requireTests,
  allowLocalWebhooks,
  mostWebhooks,
  ...deliver
}: ServeOptions): Promise<void> {
  const number = /^\d{1,5}$/.test(port) ? Number(port) : Number.NaN;
  if (!(number <= 65_535)) {
    throw new BroadsheetError("invalid-request", {
      code: "invalid-option",
      message: `--port takes a number from 0 to 65535, not "${port}"`,
      seen: port,
      allowed: "0 (any free port) to 65535",
    });
  }
  if (mostWebhooks !== undefined && !(/^\d{1,4}$/.test(mostWebhooks) && Number(mostWebhooks) <= 1000))
    throw new BroadsheetError("invalid-request", {
      code: "invalid-option",
      message: `--most-webhooks takes a number from 0 to 1000, not "${mostWebhooks}"`,
      seen: mostWebhooks,
      allowed: "0 (none) to 1000",
    });
  if (token !== undefined && tokenFile !== undefined)
    throw new BroadsheetError("invalid-request", {
      code: "invalid-option",
      message: "--token and --token-file are different tokens",
      seen: ["--token", "--token-file"],
      allowed: "--token-file, which other users of the machine cannot read",
    });
  const secret =
    tokenFile === undefined ? (token ?? process.env["BROADSHEET_TOKEN"]) : await readToken({ file: tokenFile });
  await startServer({
    port: number,
    host,
    dataDir,
    templateFolders: [shippedTemplates, ...templates],
    watch: watch === true,
    requireTests: requireTests === true,
    allowLocalWebhooks: allowLocalWebhooks === true,
    mostWebhooks: mostWebhooks === undefined ? undefined : Number(mostWebhooks),
    ...parseDeliverOptions({ ...deliver, smtp: deliver.smtp ?? process.env["BROADSHEET_SMTP"] }),
    token: secret,
    tokensFile: tokens,
  });
}
