import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test, vi } from "vitest";
import { parseConnections } from "../../functions/source/parse-connections.ts";
import { readCertificates, readSecret, withholdSecrets } from "../../functions/source/read-secret.ts";

test("variables that connections name are read, and are not in the environment that workers inherit", async () => {
  const own = { BROADSHEET_TEST_WORD: "word", BROADSHEET_TEST_HEADER: "header", AWS_BROADSHEET_TEST: "key" };
  Object.assign(process.env, own, { BROADSHEET_TEST_OTHER: "other" });
  const watched = [...Object.keys(own), "BROADSHEET_TEST_OTHER"];
  const connections = parseConnections(`connections:
  shop: { engine: postgres, host: db, database: shop, user: reader, password: { env: BROADSHEET_TEST_WORD } }
  web:
    engine: http
    base: https://example.org/
    headers: { x-a: plain, x-b: { env: BROADSHEET_TEST_HEADER }, x-c: { env: AWS_BROADSHEET_TEST } }
`);
  // Another server in the same process finds them too.
  for (const _ of [1, 2]) {
    withholdSecrets(connections);
    for (const [env, value] of Object.entries(own)) expect(await readSecret({ env }, "shop")).toBe(value);
    expect(
      Object.keys(process.env)
        .filter((name) => watched.includes(name))
        .toSorted(),
    ).toEqual(["AWS_BROADSHEET_TEST", "BROADSHEET_TEST_OTHER"]);
  }
});

test("a secret of Secrets Manager is read each time, whole or by a member of its JSON, and is not told", async () => {
  let text: string | undefined = "first";
  const regions = new Set<string | undefined>();
  const server = createServer((request, response) => {
    regions.add(/\/([a-z0-9-]+)\/secretsmanager\//.exec(request.headers.authorization ?? "")?.[1]);
    request.resume();
    request.on("end", () => {
      response.writeHead(text === undefined ? 400 : 200, { "content-type": "application/x-amz-json-1.1" });
      response.end(JSON.stringify(text === undefined ? { __type: "AccessDeniedException" } : { SecretString: text }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const given: Readonly<Record<string, string>> = {
    AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "key",
    AWS_SECRET_ACCESS_KEY: "word",
  };
  // Files that share a process share its environment, which must stay the same object.
  for (const [name, value] of Object.entries(given)) vi.stubEnv(name, value);
  const secret = "arn:aws:secretsmanager:eu-west-3:123456789012:secret:shop-abcdef";
  try {
    expect(await readSecret({ secret }, "shop")).toBe("first");
    text = '{"password":"tele\'fon","port":5432}';
    expect(await readSecret({ secret, field: "password" }, "shop")).toBe("tele'fon");
    expect(await readCertificates({ secret }, "shop")).toBe(text);
    for (const field of ["other", "port", "constructor"])
      await expect(readSecret({ secret, field }, "shop")).rejects.toThrow(/no JSON with a text as its member/);
    text = "tele'fon";
    const refused = readSecret({ secret, field: "password" }, "shop");
    expect(String(((await refused.catch((error: unknown) => error)) as Error).message)).not.toContain("tele");
    text = undefined;
    await expect(readSecret({ secret }, "shop")).rejects.toThrow(/AccessDeniedException/);
    // It is asked where its ARN says, whatever the process's region.
    expect([...regions]).toEqual(["eu-west-3"]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await expect(readSecret({ secret }, "shop")).rejects.toThrow(/shop-abcdef: ECONNREFUSED/);
  } finally {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    server.close();
  }
});
