import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningServer, startServer } from "../../../../functions/local/server/server.ts";
import { runCommand } from "../../../../functions/local/start/run-command.ts";
import { captureOutput } from "../../capture-output.ts";

/** What a command printed, and how it ended. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface OpenRemote {
  readonly folder: string;
  readonly server: RunningServer;
  /** A token for each role, in a file of its own. */
  readonly tokenFiles: Readonly<Record<"reader" | "publisher" | "admin", string>>;
  /** Runs a command as some role, `nobody` without a token. */
  run(words: readonly string[], as?: "reader" | "publisher" | "admin" | "nobody"): Promise<Ran>;
  close(): Promise<void>;
}

const variables = ["XDG_CONFIG_HOME", "XDG_STATE_HOME", "BROADSHEET_SERVER", "BROADSHEET_PROFILE", "BROADSHEET_TOKEN"];

/**
 * Starts a server that asks for tokens, in a folder of its own, with a configuration of its own.
 *
 * @param connections of sources, in YAML @default there are none
 */
export async function openRemote(connections?: string): Promise<OpenRemote> {
  const folder = mkdtempSync(join(tmpdir(), "remote-"));
  const before = variables.map((name) => [name, process.env[name]] as const);
  for (const name of variables) delete process.env[name];
  process.env["XDG_CONFIG_HOME"] = join(folder, "config");
  process.env["XDG_STATE_HOME"] = join(folder, "state");
  const tokens = join(folder, "tokens.json");
  const tokenFiles = { reader: "", publisher: "", admin: "" };
  for (const role of ["reader", "publisher", "admin"] as const) {
    const { stdout } = await captureOutput(() => runCommand(["token", role, "--role", role, "--tokens", tokens]));
    tokenFiles[role] = join(folder, `${role}.token`);
    writeFileSync(tokenFiles[role], stdout, { mode: 0o600 });
  }
  const connectionsFile = join(folder, "connections.yaml");
  if (connections !== undefined) writeFileSync(connectionsFile, connections);
  const ignore = { write: () => true };
  const server = await startServer({
    port: 0,
    tokensFile: tokens,
    dataDir: join(folder, "data"),
    templateFolders: [],
    connections: connections === undefined ? undefined : connectionsFile,
    threads: 1,
    allowLocalWebhooks: true,
    // Tests send this process signals that are meant for a command.
    signals: false,
    output: ignore,
    errors: ignore,
  });
  return {
    folder,
    server,
    tokenFiles,
    run: async (words, as = "admin") =>
      await captureOutput(() =>
        runCommand([...words, "--server", server.url, ...(as === "nobody" ? [] : ["--token-file", tokenFiles[as]])]),
      ),
    async close() {
      await server.close();
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}
