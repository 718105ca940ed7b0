import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { writeArchive } from "../../../functions/core/report/template/archive/write-archive.ts";
import { runCommand } from "../../../functions/local/start/run-command.ts";
import { captureOutput } from "../capture-output.ts";

const servers: Server[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  servers.push(server);
  await new Promise((resolve) => server.once("listening", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

test("a large version is fetched by the link that the API answers, and the token stays with the API", async () => {
  const folder = await mkdtemp(join(tmpdir(), "pull-"));
  const version = "a".repeat(64);
  const tokens: Record<string, string | undefined> = {};
  const store = await serve((request, response) => {
    tokens["store"] = request.headers.authorization;
    response.end(writeArchive(new Map([["report.md", new TextEncoder().encode("# Large\n")]])));
  });
  const api = await serve((request, response) => {
    tokens["api"] = request.headers.authorization;
    if (request.url!.endsWith("/template.zip"))
      response.writeHead(302, { location: `${store}/large.zip?X-Amz-Signature=1` }).end();
    else
      response
        .writeHead(200, { "content-type": "application/json", etag: '"1"' })
        .end(JSON.stringify({ versions: [{ version, state: "current" }] }));
  });
  const before = process.env["BROADSHEET_TOKEN"];
  process.env["BROADSHEET_TOKEN"] = "0123456789abcdef";
  try {
    expect(
      await captureOutput(() => runCommand(["pull", "large@aaaa", "--out", join(folder, "large"), "--server", api])),
    ).toMatchObject({ code: 0, stdout: `large@${version}\n` });
  } finally {
    if (before === undefined) delete process.env["BROADSHEET_TOKEN"];
    else process.env["BROADSHEET_TOKEN"] = before;
  }
  expect(await readFile(join(folder, "large", "report.md"), "utf8")).toBe("# Large\n");
  expect(tokens).toEqual({ api: "Bearer 0123456789abcdef", store: undefined });
  await rm(folder, { recursive: true });
});
