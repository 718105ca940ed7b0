import { setTimeout } from "node:timers/promises";
import { BroadsheetError } from "../../core/errors.ts";
import { openServer, refusalOf, type Remote } from "../remote/open-client.ts";
import type { TargetOptions } from "../remote/find-target.ts";
import { pickVersion, remoteVersions, splitReference } from "../remote/remote-versions.ts";

/** Time between two looks at a promotion, ms. */
const lookMs = 500;

/**
 * `broadsheet promote`: publishes a version that a server has. If the server requires tests, it waits for them.
 *
 * @param reference `name@version`
 * @throws BroadsheetError `not-found`, `invalid-request` without a version, or with the tests that fail
 */
export async function promoteTemplate(
  reference: string,
  { why, json, ...target }: TargetOptions & { readonly why?: string; readonly json?: boolean },
): Promise<void> {
  const { name, version } = splitReference(reference);
  const remote = openServer(target);
  const known = await remoteVersions(remote, name);
  if (version === undefined) {
    const allowed = known.versions.slice(0, 20).map((one) => `${name}@${one.version.slice(0, 12)} (${one.state})`);
    throw new BroadsheetError("invalid-request", {
      code: "missing-version",
      message: "say which version to promote",
      seen: reference,
      allowed,
    });
  }
  const wanted = pickVersion(known, name, version);
  const { client, take } = remote;
  const { data: answer } = await take(
    client.POST("/templates/{name}/promote", {
      params: { path: { name }, header: { "if-match": known.etag } },
      body: { version: wanted, ...(why !== undefined && { why }) },
    }),
  );
  if ("number" in answer) {
    process.stderr.write("Its tests are being run.\n");
    await awaitPromotion(name, answer.number, remote);
  }
  if (json === true) return void process.stdout.write(`${JSON.stringify({ name, version: wanted }, null, 2)}\n`);
  process.stdout.write(`${name}@${wanted}\n`);
  process.stderr.write("It is current now.\n");
}

/** @throws BroadsheetError with the tests that fail, or why they could not be run */
async function awaitPromotion(name: string, number: number, { client, take, server }: Remote): Promise<void> {
  for (;;) {
    const { data: promotion } = await take(
      client.GET("/templates/{name}/promotions/{number}", { params: { path: { name, number: String(number) } } }),
    );
    if (promotion.status === "ready") return;
    if (promotion.status === "failed")
      throw refusalOf(new Response(null, { status: promotion.failure?.status ?? 422 }), promotion.failure, server);
    await setTimeout(lookMs);
  }
}
