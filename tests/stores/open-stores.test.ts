import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createClient } from "../../functions/client/create-client.ts";
import { runCommand } from "../../functions/local/start/run-command.ts";
import { captureOutput } from "../local/capture-output.ts";
import { startServerProcess } from "../servers/start-server.ts";
import { ready, settled, type StoredThings } from "./stored-things.ts";

/** The stores that releases have kept, oldest first. */
const kept = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".tar.gz"));

test("there is a kept store", () => {
  expect(kept).toContain("0.1.0.tar.gz");
});

function unpack(name: string): { store: string; folder: string; things: StoredThings } {
  const folder = mkdtempSync(join(tmpdir(), "kept-store-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  execFileSync("tar", ["-xzf", join(import.meta.dirname, name), "-C", folder]);
  const things = JSON.parse(readFileSync(join(folder, "things.json"), "utf8")) as StoredThings;
  return { store: join(folder, "store"), folder, things };
}

test.each(kept)("%s: everything stored is listed, has its bytes, verifies, and can be made again", async (name) => {
  const { store, folder, things } = unpack(name);
  const server = await startServerProcess({ dataDir: store, templateFolders: [] });
  try {
    const client = createClient({ server: server.url });
    expect(await settled(client, things)).toEqual(things);
    const reports = (await client.GET("/reports")).data?.reports ?? [];
    expect(reports.map(({ id }) => id)).toContain(things.report);
    const publications = (await client.GET("/publications")).data?.publications ?? [];
    expect(publications.map((publication) => publication.name)).toEqual([things.publication]);

    const path = { params: { path: { id: things.report } } };
    const pdf = join(folder, "kept.pdf");
    const bytes = await (await fetch(`${server.url}/reports/${things.report}/report.pdf`)).arrayBuffer();
    writeFileSync(pdf, new Uint8Array(bytes));
    expect((await client.POST("/reports/{id}/retry", path)).response.status).toBe(202);
    await ready(async () => (await client.GET("/reports/{id}", path)).data);
    await server.end("SIGTERM");

    // Another engine may give other bytes; what it may not do is fail to find or read what was stored.
    const { code, stdout } = await captureOutput(() => runCommand(["verify", pdf, "--data-dir", store, "--json"]));
    const verification = JSON.parse(stdout) as { verified: boolean; problems: unknown[]; again?: string };
    expect(verification).toMatchObject({ problems: [], again: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    expect(code).toBe(verification.verified ? 0 : 1);
    const checked = await captureOutput(() => runCommand(["check-store", store]));
    expect(checked).toMatchObject({ code: 0 });
  } finally {
    await server.end("SIGKILL");
  }
});

test("a kept store that has lost a PDF is noticed", async () => {
  const { store, things } = unpack(kept.at(-1)!);
  unlinkSync(join(store, `reports/${things.report}/1/report.pdf`));
  expect(await captureOutput(() => runCommand(["check-store", store]))).toMatchObject({ code: 1 });
});
