import { expect, test } from "vitest";
import { readToken, signToken } from "../../../../../functions/core/service/delivery/link/sign-token.ts";
import { MemorySecrets } from "../memory-secrets.ts";

const leave = { kind: "file", key: "reports/9f/1/report.pdf", name: "a.pdf", expires: 5 } as const;

test("what we signed can be read, in any process that has our secrets", async () => {
  const secrets = new MemorySecrets();
  const token = await signToken(leave, secrets);
  expect(token).toMatch(/^[\w-]+\.[\w-]{43}$/);
  await expect(readToken(token, secrets)).resolves.toEqual(leave);
  expect(secrets.kept.size).toBe(1);
});

test("nothing else can", async () => {
  const secrets = new MemorySecrets();
  const token = await signToken(leave, secrets);
  const [body = "", signature = ""] = token.split(".");
  const forged = Buffer.from(JSON.stringify({ ...leave, key: "secrets" })).toString("base64url");
  for (const other of [
    "",
    ".",
    body,
    `${body}.`,
    `${forged}.${signature}`,
    `${body}.${signature.slice(1)}`,
    `${token}.x`,
    `${body}.${signature}A`,
    await signToken(leave, new MemorySecrets()),
  ])
    await expect(readToken(other, secrets), other).resolves.toBeUndefined();
});
