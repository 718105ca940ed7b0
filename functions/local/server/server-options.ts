import type { DeliveryOptions } from "./open-deliveries.ts";

export interface ServerOptions extends DeliveryOptions {
  /** 0 takes any free port. @default 8080 */
  readonly port?: number;
  /** Address to listen on; any but loopback requires `token` or `tokensFile`. @default "127.0.0.1" */
  readonly host?: string;
  /** Require `Authorization: Bearer <token>`; this one may do everything. */
  readonly token?: string | undefined;
  /** Require a token of this file, see `parseTokens`, which may do what its role may. */
  readonly tokensFile?: string | undefined;
  /** Folder where everything is stored; locked to one server. @default ".broadsheet" */
  readonly dataDir?: string | undefined;
  /** Instead of a folder: `s3://bucket/prefix`, which any number of servers may share. */
  readonly store?: string | undefined;
  /** With `store`: a file that all its servers mount, or `secretsmanager:NAME`. */
  readonly secrets?: string | undefined;
  /** Folders of template folders, published at start; a template in a later folder replaces one of the same name. */
  readonly templateFolders: readonly string[];
  /** Folder of the shared themes that their templates name. @default those beside each template */
  readonly themes?: string | undefined;
  /** Publish a template again when its files change. @default false */
  readonly watch?: boolean;
  /** Promote only versions that pass their tests. @default false */
  readonly requireTests?: boolean;
  /** File of the connections that sources may name. @default there are none */
  readonly connections?: string | undefined;
  /** Store the PDFs of a batch's page together; the release before cannot read them. @default false */
  readonly batchPacks?: boolean;
  /** Publications that may exist. @default 1000 */
  readonly mostPublications?: number | undefined;
  /** Uploads that may be open at a time. @default 1000 */
  readonly mostUploads?: number | undefined;
  /** Bytes of the largest file of a dataset that an upload may bring. @default 256 MiB */
  readonly largestUpload?: number | undefined;
  /** Renders in parallel. @default one less than the cores, at least 1 */
  readonly threads?: number;
  /** Longest render, ms. @default 60000 */
  readonly renderMs?: number;
  /** Heap of one render, MiB. @default 1024 */
  readonly heapMegabytes?: number;
  /** Time for renders to finish when the server stops, ms; stopping takes half a second longer. @default 1000 */
  readonly graceMs?: number;
  /** End the process on SIGINT, SIGTERM and SIGHUP. @default true */
  readonly signals?: boolean;
  /** Where the start-up message goes. @default process.stdout */
  readonly output?: { write(text: string): unknown };
  /** Where the log goes. @default process.stderr */
  readonly errors?: { write(text: string): unknown };
}
