import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { guardedHttp } from "../../../functions/adapters/network/guarded-http.ts";
import { bodyOf, messageId, signedHeaders } from "../../../functions/core/service/delivery/webhook/send-webhook.ts";
import { makeSecret } from "../../../functions/core/service/delivery/webhook/make-secret.ts";
import type { Event } from "../../../functions/core/service/event/event.ts";

/* The receivers of docs/events.md, run as they stand there, with messages as our own code sends them. */
const root = join(import.meta.dirname, "../../..");
const text = readFileSync(join(root, "docs/events.md"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "broadsheet-receivers-"));
symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test.each([
  ["verify.mts", process.execPath],
  ["verify.py", "python3"],
])("the receiver %s takes what we sign, once, and nothing else", async (name, program) => {
  const code = new RegExp("```\\w+ example=" + name.replace(".", "\\.") + "\\n([\\s\\S]*?)```").exec(text)?.[1];
  writeFileSync(join(folder, name), code ?? "");
  const [secret, former, port] = [makeSecret(), makeSecret(), await freePort()];
  let output = "";
  const child = spawn(program, [join(folder, name)], {
    env: { ...process.env, WEBHOOK_SECRET: secret, PORT: String(port) },
  });
  children.push(child);
  child.stdout.setEncoding("utf8").on("data", (part: string) => (output += part));
  const event: Event = {
    id: "report/9f/1/ready",
    type: "report.ready",
    time: Date.now(),
    sequence: 1,
    subject: { kind: "report", id: "9f", generation: 1 },
    data: { title: "Größe 30% 上海" },
  };
  const body = bodyOf(event);
  const http = guardedHttp({ allowLocal: true });
  const post = (
    secrets: { current: string; previous?: { secret: string; until: number } },
    sent = body,
    now = Date.now(),
  ): Promise<unknown> =>
    http.post(`http://127.0.0.1:${port}/`, signedHeaders(messageId(event), body, secrets, now), sent, 10_000);
  await expect.poll(() => post({ current: secret }), { timeout: 180_000 }).toEqual({ status: 204 });
  // During a rotation: the receiver has the former secret still.
  await expect(post({ current: former, previous: { secret, until: Date.now() + 60_000 } })).resolves.toEqual({
    status: 204,
  });
  await expect(post({ current: former })).resolves.toEqual({ status: 401 });
  await expect(post({ current: secret }, body.replace("30%", "31%"))).resolves.toEqual({ status: 401 });
  await expect(post({ current: secret }, body, Date.now() - 3_600_000)).resolves.toEqual({ status: 401 });
  expect(output).toBe("report.ready report/9f/1/ready\n");
});
