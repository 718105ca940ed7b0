import fc from "fast-check";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { isSigned } from "./is-signed.ts";
import { openFetch } from "../../../../functions/local/remote/open-fetch.ts";

const secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const session = "a/session+token==";

let gateway: Server;
let elsewhere: Server;
let url = "";
const strangers: IncomingMessage["headers"][] = [];

beforeAll(async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", secret);
  vi.stubEnv("AWS_SESSION_TOKEN", session);
  elsewhere = createServer((request, response) => {
    strangers.push(request.headers);
    response.end("the file");
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
  gateway = createServer((request, response) => {
    void buffer(request).then((body) => {
      if (!isSigned(request, body, { secret, region: "eu-central-1" }))
        return response.writeHead(403).end('{"message":"Forbidden"}');
      if (request.url !== "/file") return response.end("signed");
      const { port } = elsewhere.address() as AddressInfo;
      return response.writeHead(302, { location: `http://127.0.0.1:${port}/bucket/file?X-Amz-Signature=1` }).end();
    });
  });
  await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
});
afterAll(() => {
  vi.unstubAllEnvs();
  gateway.close();
  elsewhere.close();
});

const fetchAs = (region = "eu-central-1") =>
  openFetch({ server: url, profile: { server: url, sigv4: { region } }, from: "--profile" }, {});

test("requests of any path, query and body are signed as a gateway that reads the specification verifies", async () => {
  const fetch = fetchAs();
  const word = fc.string({ unit: fc.constantFrom(..."ab09 -_.~%/+&=*'()!,ü中💡"), maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        word.filter((text) => text !== "" && text !== "." && text !== ".."),
        { maxLength: 3 },
      ),
      fc.dictionary(word.filter(Boolean), word, { maxKeys: 3 }),
      fc.constantFrom("GET", "POST", "PUT", "DELETE"),
      fc.uint8Array({ maxLength: 20 }),
      async (path, query, method, body) => {
        const address = new URL(`${url}/${path.map((part) => encodeURIComponent(part)).join("/")}`);
        for (const [key, value] of Object.entries(query)) address.searchParams.set(key, value);
        const bodied = method === "POST" || method === "PUT";
        const answer = await fetch(
          new Request(address, {
            method,
            headers: { "content-type": "application/json", prefer: "wait=20" },
            ...(bodied && body.length > 0 && { body }),
          }),
        );
        expect([answer.status, await answer.text()]).toEqual([200, "signed"]);
      },
    ),
    { numRuns: process.env["SOAK"] === undefined ? 150 : 3000, seed: 4 },
  );
});

test("another region is refused, and a link elsewhere gets neither signature nor session", async () => {
  expect((await fetchAs("us-east-1")(new Request(url))).status).toBe(403);
  const answer = await fetchAs()(new Request(`${url}/file`, { headers: { accept: "application/pdf" } }));
  expect(await answer.text()).toBe("the file");
  expect(strangers).toHaveLength(1);
  expect(strangers[0]).toMatchObject({ accept: "application/pdf" });
  for (const header of Object.keys(strangers[0]!)) expect(header).not.toMatch(/authorization|x-amz/);
});
