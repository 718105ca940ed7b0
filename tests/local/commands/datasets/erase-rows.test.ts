import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { runCommand } from "../../../../functions/local/start/run-command.ts";
import { captureOutput } from "../../capture-output.ts";

const settling = {
  type: "urn:broadsheet:problem:conflict",
  title: "Conflict",
  status: 409,
  detail: "views over the dataset are being made anew",
  problems: [{ code: "views-are-settling", message: "views over the dataset are being made anew" }],
};
const other = {
  ...settling,
  detail: "something else",
  problems: [{ code: "version-is-not-current", message: "something else" }],
};
const remain = {
  kind: "report",
  id: "f".repeat(64),
  self: `/reports/${"f".repeat(64)}`,
  title: "Members",
  datasets: [],
};

/** Lists what remains by a server that answers so, one answer after the other, the last one for ever. */
async function list(...answers: readonly (readonly [status: number, body: object])[]): Promise<{
  readonly asked: readonly number[];
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | undefined;
}> {
  const asked: number[] = [];
  const server = createServer((request, response) => {
    if (!request.url!.startsWith("/erasures/people/remains")) return response.writeHead(404).end();
    const [status, body] = answers[Math.min(asked.length, answers.length - 1)]!;
    asked.push(performance.now());
    const type = status === 200 ? "application/json" : "application/problem+json";
    return response.writeHead(status, { "content-type": type, "retry-after": "5" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const output = await captureOutput(() => runCommand(["datasets", "erase", "people", "--server", url, "--json"]));
    return { asked, ...output };
  } finally {
    server.close();
  }
}

test("while views are made anew it waits, says so once, and asks again until there is a list", async () => {
  const { asked, code, stdout, stderr } = await list([409, settling], [409, settling], [200, { remains: [remain] }]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ remains: [{ self: remain.self }], deleted: [] });
  expect(stderr.match(/Views over the dataset are being made anew/g)).toHaveLength(1);
  expect(asked).toHaveLength(3);
  // It leaves the server time between two questions.
  for (const [at, time] of asked.slice(1).entries()) expect(time - asked[at]!).toBeGreaterThan(1_500);
});

test("pages that come before it settles are asked for again from the first", async () => {
  const first = { remains: [remain], next: "/erasures/people/remains?limit=200&after=batches%3A" };
  const { asked, stdout } = await list([200, first], [409, settling], [200, { remains: [remain] }]);
  expect(asked).toHaveLength(3);
  expect((JSON.parse(stdout) as { readonly remains: readonly unknown[] }).remains).toHaveLength(1);
});

test("another refusal is told at once", async () => {
  const { asked, code, stdout } = await list([409, other]);
  expect(asked).toHaveLength(1);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ error: "conflict", problems: [{ message: "something else" }] });
});
