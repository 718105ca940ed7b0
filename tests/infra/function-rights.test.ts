import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, expect, test } from "vitest";
import { createFontFiles } from "../../functions/adapters/font-files.ts";
import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import { drawPdfPage } from "../../functions/adapters/pages/draw-pdf-page.ts";
import { drawStoredPage } from "../../functions/adapters/pages/draw-stored-page.ts";
import { openScratchFolder } from "../../functions/adapters/scratch-folder.ts";
import { sha256 } from "../../functions/core/json/canonical-json.ts";
import { systemClock } from "../../functions/adapters/system-clock.ts";
import { storeThemeDraft } from "../../functions/core/report/template/archive/store-theme-draft.ts";
import { movePublished } from "../../functions/core/report/template/store/move-published.ts";
import { storeDataset } from "../../functions/core/report/dataset/store-dataset.ts";
import { prepareChoicesOver } from "../../functions/core/report/find-choices.ts";
import { generateReport } from "../../functions/core/report/generate-report.ts";
import { deleteReport } from "../../functions/core/service/lifecycle/removal/delete-report.ts";
import { acceptBatch } from "../../functions/core/service/batch/door/accept-batch.ts";
import { openBatchDoor } from "../../functions/core/service/batch/door/open-batch.ts";
import { batchOf } from "../../functions/core/service/batch/records/batch-kinds.ts";
import { removedPrefix } from "../../functions/core/service/batch/records/batch-keys.ts";
import { requestBatch } from "../../functions/core/service/batch/request/request-batch.ts";
import { readBatch } from "../../functions/core/service/batch/status/batch-status.ts";
import { expireBatches } from "../../functions/core/service/batch/sweep/expire-batches.ts";
import { sweepBatches } from "../../functions/core/service/batch/sweep/sweep-batches.ts";
import type { BatchJob, BatchWorld } from "../../functions/core/service/batch/batch-world.ts";
import { outputMaker } from "../../functions/core/service/batch/door/output-maker.ts";
import { renderOneByOne } from "../../functions/core/service/batch/render-rows.ts";
import { outputs } from "../../functions/core/report/request/batch-request.ts";
import { acceptedBatch, fakeBatchWorld, fakeRendition, runJob, soundRows } from "../core/service/batch/batch-fakes.ts";
import { expireReports } from "../../functions/core/service/lifecycle/sweep/expire-reports.ts";
import { takeTurn } from "../../functions/core/service/lifecycle/sweep/take-turn.ts";
import { startAttempt } from "../../functions/core/service/lifecycle/attempt/start-attempt.ts";
import { reportOf } from "../../functions/core/service/lifecycle/records/report-kind.ts";
import { pdfKey, pendingKey } from "../../functions/core/service/lifecycle/records/keys.ts";
import { readReport } from "../../functions/core/service/lifecycle/status/read-report.ts";
import type { LifecycleWorld, RenderingWorld } from "../../functions/core/service/lifecycle/lifecycle-world.ts";
import { renderReport } from "../../functions/core/service/lifecycle/attempt/render-report.ts";
import { requestReport } from "../../functions/core/service/lifecycle/request/request-report.ts";
import { requestRendition } from "../../functions/core/service/rendition/request-rendition.ts";
import { sweepAll } from "../core/service/lifecycle/sweep-all.ts";
import type { ObjectStore } from "../../functions/core/ports.ts";
import { sweepUploads } from "../../functions/core/service/upload/sweep-uploads.ts";
import { announceUpload } from "../../functions/core/service/upload/announce-upload.ts";
import { endUpload, ingestUpload } from "../../functions/core/service/upload/ingest-upload.ts";
import { readUpload } from "../../functions/core/service/upload/read-upload.ts";
import { type Upload, uploadKey } from "../../functions/core/service/upload/upload.ts";
import { attemptDelivery } from "../../functions/core/service/delivery/attempt-delivery.ts";
import { copySender } from "../../functions/core/service/delivery/copy/send-copy.ts";
import { writeLetter, writeLine, writeNotice } from "../../functions/core/service/delivery/door/write-letter.ts";
import {
  dataChangesForLetter,
  seekDataChanges,
} from "../../functions/core/service/publication/edition/seek-data-changes.ts";
import { diffStored } from "../../functions/http/datasets/diff/diff-stored.ts";
import { changesForLetter } from "../../functions/core/service/publication/edition/changes-for-letter.ts";
import { openPromotingWorld } from "../../functions/core/service/promotion/door/open-promoting-world.ts";
import { promotionOf } from "../../functions/core/service/promotion/promotion-kind.ts";
import { readPromotion } from "../../functions/core/service/promotion/promotion-status.ts";
import { requestPromotion } from "../../functions/core/service/promotion/request-promotion.ts";
import { runPromotion } from "../../functions/core/service/promotion/run-promotion.ts";
import { sweepPromotions } from "../../functions/core/service/promotion/sweep-promotions.ts";
import { placeOfName } from "../../functions/core/names/name-log.ts";
import { signToken } from "../../functions/core/service/delivery/link/sign-token.ts";
import { listDue } from "../../functions/core/service/delivery/list-due.ts";
import { letterSender } from "../../functions/core/service/delivery/mail/send-letter.ts";
import { suppressAddress } from "../../functions/core/service/delivery/mail/suppressed-address.ts";
import { openHandovers } from "../../functions/core/service/batch/handover/open-handovers.ts";
import { mailSender } from "../../functions/core/service/delivery/notice/mail-sender.ts";
import { planDeliveries } from "../../functions/core/service/delivery/plan-deliveries.ts";
import { type DeliverPlan, storeDeliverPlan } from "../../functions/core/service/delivery/records/deliver-plan.ts";
import { webhookSender } from "../../functions/core/service/delivery/webhook/send-webhook.ts";
import { putWebhook } from "../../functions/core/service/delivery/webhook/store-webhook.ts";
import { announceOutcome } from "../../functions/core/service/event/announce-outcome.ts";
import { writeOutcome } from "../../functions/core/service/lifecycle/records/write-outcome.ts";
import { deleteDataset } from "../../functions/core/report/dataset/store/delete-dataset.ts";
import { putView, removeView } from "../../functions/core/report/dataset/view/change-views.ts";
import { readGraph } from "../../functions/core/report/dataset/view/view-graph.ts";
import { followViews } from "../../functions/core/service/view/follow-views.ts";
import { lookAtViews } from "../../functions/core/service/view/look-at-views.ts";
import { refreshOf, type RefreshJob } from "../../functions/core/service/view/refresh-kind.ts";
import { type RefreshWorld, runRefresh } from "../../functions/core/service/view/run-refresh.ts";
import type { FetchSource } from "../../functions/core/service/source/fetched.ts";
import { claimPull, followSources } from "../../functions/core/service/source/follow-sources.ts";
import { pullId, pullKind, pullOf } from "../../functions/core/service/source/pull-kind.ts";
import { type PullWorld, runPull } from "../../functions/core/service/source/run-pull.ts";
import { putSource, readSource } from "../../functions/core/service/source/stored-source.ts";
import { readLatest } from "../../functions/core/service/lifecycle/records/read-generation.ts";
import { machineTimeZones } from "../../functions/adapters/machine-time-zones.ts";
import { pullSource } from "../../functions/render/data/pull-source.ts";
import { answerQuery, type AskedQuery } from "../../functions/render/data/answer-query.ts";
import { answerRecipe } from "../../functions/render/data/answer-recipe.ts";
import { storeTemplate } from "../../functions/core/report/template/store/store-template.ts";
import { parkDeadLetter } from "../../functions/lambda/queue/park-dead-letter.ts";
import { writeArchive } from "../../functions/core/report/template/archive/write-archive.ts";
import { createWorld } from "../../functions/render/create-world.ts";
import { createApp } from "../../functions/http/create-app.ts";
import { checkOrTest } from "../../functions/render/check-or-test.ts";
import { openUploadWorld } from "../../functions/render/data/open-upload-world.ts";
import { pictureThemes } from "../../functions/local/server/picture-theme.ts";
import { openPreviewDesk } from "../../functions/render/preview/open-preview-desk.ts";
import { readTemplateFolder } from "../../functions/seed/read-template-folder.ts";
import { seedSamples, seedTemplate } from "../../functions/seed/seed-template.ts";
import { acceptedRequest, fakeWorld, makeReport, unavailable } from "../core/service/lifecycle/lifecycle-fakes.ts";
import { endReport, openLab } from "../core/service/delivery/delivery-fakes.ts";
import { openTestApp, type ReportBody, sentence, testDelivery } from "../http/open-test-app.ts";
import { openPublisher, weekly } from "../core/service/publication/publication-fakes.ts";
import { storePublication } from "../../functions/core/service/publication/record/store-publication.ts";
import { failingNames, noteFailing, noteWorking } from "../../functions/core/service/contract/note-filler.ts";
import { recordHeld } from "../../functions/core/service/contract/record-event.ts";
import { tickFreshness } from "../../functions/core/service/contract/tick-freshness.ts";
import { storeSent } from "../../functions/render/data/store-sent.ts";
import { tickPublications } from "../../functions/core/service/publication/tick-publications.ts";
import { synthesizeStack } from "./synthesize-stack.ts";

/**
 * Runs each function's work over a store that allows only what its role in the template allows, as S3 would. A
 * forgotten right fails here and not in somebody's account, and a right that nobody needs is reported.
 */
const stack = synthesizeStack({ connections: { shop: { engine: "s3", bucket: "shop-exports" } } });
const shipped = join(import.meta.dirname, "../../templates");

type Right = "s3:GetObject" | "s3:PutObject" | "s3:DeleteObject" | "s3:AbortMultipartUpload" | "s3:ListBucket";

/** Lists the rights of a role on objects and on listings below a prefix: `s3:GetObject reports/`. */
function grantedTo(role: string): readonly string[] {
  const policies = stack.resources.filter(
    ([id, { Type }]) => Type === "AWS::IAM::Policy" && id.startsWith(`${role}Role`),
  );
  const statements = policies.flatMap(
    ([, { Properties }]) =>
      Properties.PolicyDocument.Statement as {
        Action: string | string[];
        Resource: { "Fn::Join"?: [string, readonly unknown[]] };
        Condition?: { StringLike?: { "s3:prefix"?: string | string[] } };
      }[],
  );
  return statements.flatMap(({ Action, Resource, Condition }) => {
    // A connection's bucket is known by its name, not as a resource of the stack.
    if (Action === "s3:ListBucket" && Resource["Fn::Join"] !== undefined) return [];
    if (Action === "s3:ListBucket")
      return [Condition?.StringLike?.["s3:prefix"] ?? "*"].flat().map((pattern) => `${Action} ${pattern.slice(0, -1)}`);
    const [bucket, rest, ...more] = Resource["Fn::Join"]?.[1] ?? [];
    // Other resources than objects have names of more parts: secrets, identities.
    const prefix =
      typeof bucket === "object" && typeof rest === "string" && more.length === 0
        ? rest.replace(/^\/(.*\/)\*$/, "$1")
        : undefined;
    return prefix === undefined ? [] : [Action].flat().map((action) => `${action} ${prefix}`);
  });
}

/** Whether a right with an asterisk in its prefix, `reports/*\/renditions/`, is one on a key. */
function isBelow(key: string, prefix: string): boolean {
  const [first = "", rest] = prefix.split("*");
  return rest !== undefined && key.startsWith(first) && key.slice(first.length).includes(rest);
}

const used = new Map<string, Set<string>>();

/** Makes a store that the named function may use as its role allows. */
function limitStore(store: ObjectStore, role: string): ObjectStore {
  const granted = grantedTo(role);
  const need = (key: string, ...rights: readonly Right[]): void => {
    for (const right of rights) {
      const narrow = granted.find((one) => one.startsWith(`${right} `) && isBelow(key, one.slice(right.length + 1)));
      const wanted = narrow ?? `${right} ${key.split("/")[0]}/`;
      if (!granted.includes(wanted)) throw new Error(`${role} may not ${wanted}`);
      used.set(role, (used.get(role) ?? new Set()).add(wanted));
      // Comes with the right to write, see `ReportStore.grant`.
      if (right === "s3:PutObject") used.get(role)!.add(wanted.replace(right, "s3:AbortMultipartUpload"));
    }
  };
  // Of an absent object S3 says so only to who may list what begins with its key. Otherwise the answer is 403.
  const read = ["s3:GetObject", "s3:ListBucket"] as const;
  return {
    get: async (key) => (need(key, ...read), store.get(key)),
    head: async (key) => (need(key, ...read), store.head(key)),
    put: async (key, ...rest) => (need(key, "s3:PutObject"), store.put(key, ...rest)),
    create: async (key, ...rest) => (need(key, "s3:PutObject"), store.create(key, ...rest)),
    // It reads the object back when the response to its own success was lost.
    createStream: async (key, ...rest) => (
      need(key, ...read, "s3:PutObject", "s3:AbortMultipartUpload"),
      store.createStream(key, ...rest)
    ),
    getRange: async (key, ...rest) => (need(key, ...read), store.getRange(key, ...rest)),
    getStream: async (key) => (need(key, ...read), store.getStream(key)),
    // S3 requires both rights for a write that depends on the present object.
    replace: async (key, ...rest) => (need(key, ...read, "s3:PutObject"), store.replace(key, ...rest)),
    list: async (prefix, ...rest) => (need(prefix, "s3:ListBucket"), store.list(prefix, ...rest)),
    delete: async (key) => (need(key, "s3:DeleteObject"), store.delete(key)),
  };
}

/** A template one of whose parameters takes its values from the data. */
const choosing = new Map(
  Object.entries({
    "template.yaml":
      'title: Chosen\ndate: "2026-01-31"\nparameters:\n  type: object\n  properties:\n    value: { type: number, default: 2, choices: { query: values, column: value } }\ndatasets:\n  numbers: { default: numbers, columns: { value: number } }\n',
    "report.md": "# Chosen\n",
    "queries/values.sql": "SELECT DISTINCT value FROM numbers ORDER BY value",
  }).map(([path, text]) => [path, new TextEncoder().encode(text)] as const),
);

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const csv = bytes("year,value\n2020,1.5\n");
const day = 86_400_000;
const announce = (store: ObjectStore): Promise<Upload> =>
  announceUpload(
    { name: "city", format: "csv", bytes: csv.byteLength, sha256: sha256(csv) },
    { ...fakeWorld(), store, newToken: () => crypto.randomUUID() },
  );

async function storeCsv(store: ObjectStore, name: string, body: Uint8Array): Promise<string> {
  const scratch = await openScratchFolder();
  try {
    return (await storeDataset(store, name, { body, format: "csv" }, scratch)).version;
  } finally {
    await scratch.dispose();
  }
}

/** Stores a theme and publishes it. @returns a template that names its version by some digits */
async function themedBy(store: ObjectStore): Promise<ReadonlyMap<string, Uint8Array>> {
  const archive = writeArchive(new Map([["theme.yaml", new TextEncoder().encode("leading: 13\n")]]));
  const { theme } = await storeThemeDraft("house", archive, undefined, { store, clock: systemClock });
  await movePublished(store, "house", 0, { kind: "promote", version: theme.version, token: "first" }, "theme");
  const yaml = new TextDecoder().decode(sentence.get("template.yaml"));
  const named = `${yaml}theme: { base: house@${theme.version.slice(0, 8)} }\n`;
  return new Map([...sentence, ["template.yaml", new TextEncoder().encode(named)]]);
}

test("the API: themes", async () => {
  const inner = await openTestApp();
  const store = limitStore(inner.services.store, "Api");
  const previews = openPreviewDesk(createWorld(limitStore(inner.services.store, "PreviewsWorker")));
  const { call } = await openTestApp({
    change: {
      store,
      seedSamples: (template, asked) => seedSamples(store, template, "sample", asked),
      themePictureOf: pictureThemes(store, previews, drawPdfPage),
    },
  });
  const themed = await themedBy(store);
  const zip = { "content-type": "application/zip", "if-match": "*" };
  const json = { "content-type": "application/json", "if-match": "*" };
  const answers = [
    ["PUT", "/templates/sentence", Buffer.from(writeArchive(themed)), zip, 201],
    ["GET", "/themes", undefined, {}, 200],
    ["GET", "/themes/house", undefined, {}, 200],
    ["GET", "/themes/house/versions", undefined, {}, 200],
    ["GET", "/themes/house/uses", undefined, {}, 200],
    ["GET", "/themes/house/picture", undefined, {}, 200],
    ["GET", "/themes?state=unpublished", undefined, {}, 200],
    ["POST", "/themes/house/apply", JSON.stringify({ template: "sentence" }), json, 409],
    ["DELETE", "/themes/house", undefined, json, 204],
  ] as const;
  for (const [method, path, body, headers, status] of answers) {
    const answer = await call(path, { method, headers, ...(body !== undefined && { body }) });
    expect(answer.status, `${method} ${path}`).toBe(status);
  }
});

test("the API: everything that can be asked", async () => {
  const inner = await openTestApp();
  const store = limitStore(inner.services.store, "Api");
  const { services, call, ask } = await openTestApp({
    change: {
      store,
      claimed: () => {},
      seedSamples: (template, asked) => seedSamples(store, template, "sample", asked),
      delivery: testDelivery(),
      signUpload: async () => ({ url: "https://store.example", headers: {}, expires: 0 }),
    },
  });
  const put = (body: string) =>
    call("/datasets/numbers", { method: "PUT", headers: { "content-type": "text/csv" }, body });
  expect((await put("year,value\n2020,3\n")).status).toBe(201);
  const made = await ask({ template: "sentence" });
  expect(made.status).toBe(202);
  const { id } = (await made.json()) as ReportBody;
  for (const path of [
    "/templates",
    "/templates/sentence",
    "/datasets",
    "/datasets/numbers",
    "/reports",
    `/reports/${id}`,
  ])
    expect((await call(path)).status).toBe(200);
  const files = readTemplateFolder(join(shipped, "country-profile"));
  const drafted = await call("/templates/country-profile", {
    method: "PUT",
    headers: { "content-type": "application/zip" },
    body: Buffer.from(writeArchive(files)),
  });
  expect(drafted.status).toBe(201);
  const { version } = (await drafted.json()) as { version: string };
  const headers = { "content-type": "application/json", "if-match": "*" };
  expect(
    (await call("/templates/country-profile/promote", { method: "POST", headers, body: JSON.stringify({ version }) }))
      .status,
  ).toBe(200);
  // Where tests are required, a promotion is claimed; one that was tried three times is given up.
  const testing = await openTestApp({ change: { store, promoted: () => {} } });
  for (const [owners, number] of [
    [["a", "b", "c"], 1],
    [[], 2],
  ] as const) {
    expect(
      (
        await testing.call("/templates/country-profile/promote", {
          method: "POST",
          headers,
          body: JSON.stringify({ version }),
        })
      ).status,
    ).toBe(202);
    for (const owner of owners)
      await startAttempt(promotionOf("country-profile", 1), owner, 0, {
        ...testing.services,
        store: inner.services.store,
      });
    expect((await testing.call(`/templates/country-profile/promotions/${number}`)).status).toBe(200);
  }
  // Webhooks, letters and what they lead to.
  const delivery = services.delivery!;
  const json = { "content-type": "application/json" };
  for (let time = 0; time < 2; time += 1)
    await call("/webhooks/crm", {
      method: "PUT",
      headers: json,
      body: JSON.stringify({ url: "https://example.org/" }),
    });
  await announceOutcome(await endReport(inner.services.store), {
    ...services,
    store: inner.services.store,
    subscribers: [
      planDeliveries({
        ...services,
        store: inner.services.store,
        handovers: openHandovers(inner.services),
        planned: () => {},
      }),
    ],
  });
  for (const path of ["", "/crm", "/crm/deliveries"]) expect((await call(`/webhooks${path}`)).status).toBe(200);
  await call("/webhooks/later", {
    method: "PUT",
    headers: json,
    body: JSON.stringify({ url: "https://example.org/" }),
  });
  for (const name of ["crm", "later"])
    expect((await call(`/webhooks/${name}/replay?since=2020-01-01T00:00:00Z`, { method: "POST" })).status).toBe(202);
  expect((await call("/webhooks/crm", { method: "DELETE" })).status).toBe(204);
  await inner.services.store.put("publications/weekly/editions/a-1/1/report.pdf", bytes("%PDF"), "application/pdf");
  const file = await signToken(
    { kind: "file", key: "publications/weekly/editions/a-1/1/report.pdf", name: "a.pdf", expires: 4e12 },
    delivery.secrets,
  );
  expect((await call(`/links/${file}`)).status).toBe(200);
  expect(
    (
      await call(
        `/unsubscribe/${await signToken({ kind: "unsubscribe", address: "anna@example.org", list: "weekly" }, delivery.secrets)}`,
        { method: "POST" },
      )
    ).status,
  ).toBe(200);
  expect((await call("/unsubscribed")).status).toBe(200);
  expect((await call("/unsubscribed/weekly/anna@example.org", { method: "DELETE" })).status).toBe(204);
  await suppressAddress({ address: "anna@example.org", reason: "bounced", detail: "550 5.1.1" }, inner.services);
  expect((await call("/suppressed")).status).toBe(200);
  expect((await call("/suppressed/anna@example.org", { method: "DELETE" })).status).toBe(204);
  for (const path of ["versions", "log", `versions/${version}/template.zip`])
    expect((await call(`/templates/country-profile/${path}`)).status).toBe(200);
  const { datasets } = (await (await call("/templates/country-profile")).json()) as { datasets: { default: string }[] };
  expect((await call(`/datasets/${datasets[0]!.default}`, { method: "DELETE" })).status).toBe(204);
  expect((await call("/templates/country-profile", { method: "DELETE", headers })).status).toBe(204);
  const failing = { ...services, store: inner.services.store, render: () => Promise.reject(unavailable()) };
  await parkDeadLetter(
    { body: JSON.stringify({ id, generation: 1 }) } as Parameters<typeof parkDeadLetter>[0],
    failing,
    async () => {},
  );
  expect((await call(`/reports/${id}/retry`, { method: "POST" })).status).toBe(202);
  // Three renders ended without an answer: the next request gives the report up and claims it again.
  for (const owner of ["a", "b", "c"])
    await startAttempt(reportOf(id, 2), owner, 0, { ...failing, store: inner.services.store });
  expect((await ask({ template: "sentence" })).status).toBe(202);
  expect((await call(`/reports/${id}`, { method: "DELETE" })).status).toBe(204);
  const body = JSON.stringify({ name: "city", format: "csv", bytes: csv.byteLength, sha256: sha256(csv) });
  const upload = await call("/uploads", { method: "POST", headers: { "content-type": "application/json" }, body });
  expect((await call(upload.headers.get("location") ?? "")).status).toBe(200);
});

const totals = "from: numbers\nselect: SELECT sum(value) AS total FROM numbers\n";

/** A view over stored numbers, whose table is asked for. */
async function askedView(world: ReturnType<typeof fakeWorld>, value = 1): Promise<readonly RefreshJob[]> {
  await storeCsv(world.store, "numbers", bytes(`year,value\n2020,${value}\n`));
  await putView(world.store, "totals", totals, { cause: "put:1", at: 1 });
  const jobs: RefreshJob[] = [];
  await followViews(world, { started: (job) => void jobs.push(job) });
  return jobs;
}

test("the API: a view, tried again and deleted", async () => {
  const inner = await openTestApp();
  const store = limitStore(inner.services.store, "Api");
  const { call } = await openTestApp({
    change: {
      store,
      answerRecipe: inner.services.answerRecipe,
      refreshes: () => {},
      signUpload: async () => ({ url: "https://store.example", headers: {}, expires: 0 }),
    },
  });
  const yaml = { "content-type": "application/yaml" };
  const put = (body: string) => call("/views/totals", { method: "PUT", body, headers: yaml });
  for (const body of [totals, `${totals}# more\n`]) expect((await put(body)).status).toBe(200);
  for (const path of ["/views", "/views/totals", "/datasets/numbers/uses", "/erasures/numbers"])
    expect((await call(path)).status).toBe(200);
  // The view has yet to be made, and the answer would change with it.
  expect((await call("/erasures/numbers/remains")).status).toBe(409);
  expect((await call("/views/totals/refresh", { method: "POST" })).status).toBe(200);
  expect((await call("/views/totals", { method: "DELETE" })).status).toBe(204);
  expect((await call("/erasures/numbers/remains")).status).toBe(200);
});

test("ingest: a view is made, handed back after an outage, and one deleted meanwhile leaves nothing", async () => {
  const world = fakeWorld();
  const store = limitStore(world.store, "Ingest");
  const [job] = await askedView(world);
  const open = (makeTable: RefreshWorld["makeTable"]): RefreshWorld => ({ ...world, store, makeTable });
  const make: RefreshWorld["makeTable"] = async ({ view: name, definition, sources }) =>
    (await answerRecipe({ name, large: true, view: { definition, sources } }, store)).profile;
  expect(
    await runRefresh(
      job!,
      open(() => Promise.reject(unavailable())),
    ),
  ).toMatchObject({ state: "held" });
  world.clock.time += day;
  expect(await runRefresh(job!, open(make))).toMatchObject({ outcome: { state: "ready" } });
  const [next] = await askedView(world, 2);
  const deleting: RefreshWorld["makeTable"] = async (asked) => {
    const made = await make(asked);
    await removeView(world.store, "totals", { cause: "remove:1", at: 1 });
    await deleteDataset(world.store, "totals", { at: 1, token: "1" });
    return made;
  };
  await runRefresh(next!, open(deleting));
  expect((await world.store.list("datasets/totals/")).objects.filter(({ key }) => /parquet/.test(key))).toEqual([]);
});

test.each(["MinuteTick", "Sweep"])("%s: a view whose source has changed, and one that is made", async (role) => {
  const world = fakeWorld();
  const limited = { ...world, store: limitStore(world.store, role) };
  const [job] = await askedView(world);
  await startAttempt(refreshOf(job!), "a", 90_000, world);
  const outcome = { state: "ready", finished: 1, attempts: 1, version: sha256(csv), rows: 1 } as const;
  await writeOutcome(refreshOf(job!), outcome, world);
  await world.store.put(`datasets/totals/${sha256(csv)}/dataset.json`, csv, "application/json");
  await followViews(limited, {});
  expect(await placeOfName(world.store, "datasets/totals")).toMatchObject({ version: sha256(csv) });
  await storeCsv(world.store, "numbers", bytes("year,value\n2020,2\n"));
  await followViews(limited, { requeue: () => {} });
  expect((await world.store.list("refreshes/totals/", { delimiter: "/" })).prefixes).toHaveLength(2);
});

test("dead letters: a refresh", async () => {
  const world = fakeWorld();
  const [job] = await askedView(world);
  const letter = { body: JSON.stringify(job) } as Parameters<typeof parkDeadLetter>[0];
  const limited = { ...world, store: limitStore(world.store, "DeadLetter") };
  for (let time = 0; time < 2; time += 1) await parkDeadLetter(letter, limited, async () => {});
  const look = (await lookAtViews(world.store, await readGraph(world.store))).get("totals");
  expect(look).toMatchObject({ state: "failed", problems: [{ code: "dead-letter" }] });
});

test("the API: publications and their editions", async () => {
  const inner = await openTestApp();
  const store = limitStore(inner.services.store, "Api");
  const { call } = await openTestApp({ change: { store, claimed: () => {}, delivery: testDelivery() } });
  const send = (method: string, path: string, body?: object) =>
    call(path, {
      method,
      headers: { "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
  await send("PUT", "/webhooks/crm", { url: "https://example.org/" });
  expect(
    (
      await send("PUT", "/publications/weekly", {
        template: "sentence",
        on: [{ schedule: "0 7 * * 1" }, { data: ["numbers"] }],
        deliver: [{ webhook: "crm" }],
      })
    ).status,
  ).toBe(201);
  const { self, report } = (await (await send("POST", "/publications/weekly/run")).json()) as {
    self: string;
    report: string;
  };
  for (const path of [
    "/publications",
    "/publications/weekly",
    "/publications/weekly/editions",
    "/publications/weekly/feed.atom",
    self,
  ])
    expect((await call(path)).status).toBe(200);
  for (const action of ["pause", "resume"])
    expect((await send("POST", `/publications/weekly/${action}`)).status).toBe(200);
  expect((await send("DELETE", report)).status).toBe(204);
  // The edition finds that its report is gone, and is made again.
  expect((await call(`${self}/retry`, { method: "POST", headers: { prefer: "wait=0" } })).status).toBeLessThan(300);
  await call(self, { headers: { prefer: "wait=0" } });
  expect((await send("POST", `${self}/retry`)).status).toBeLessThan(300);
  for (const path of [self, "/publications/weekly"]) expect((await send("DELETE", path)).status).toBe(204);
});

/**
 * What ended, with a `deliver` list, a webhook and a letter's template: for the functions that announce and deliver.
 */
async function endedWithDeliver(): Promise<{
  readonly lab: ReturnType<typeof openLab>;
  readonly folders: readonly string[];
}> {
  const lab = openLab();
  await putWebhook("crm", { url: "https://example.org/" }, lab);
  await storeTemplate(lab.store, "sentence", sentence);
  const folders = [
    `reports/${sha256("a")}/1`,
    `batches/${sha256("b")}/1`,
    "publications/weekly/editions/a-1/1",
    "uploads/00000000-0000-4000-8000-000000000001",
  ];
  for (const folder of folders) {
    await lab.store.put(
      `${folder}/outcome.json`,
      bytes(
        JSON.stringify({
          state: "ready",
          finished: 1_767_605_400_000,
          attempts: 1,
          rows: 1,
          ready: 1,
          failed: 0,
          pages: 1,
          bytes: 1,
        }),
      ),
      "application/json",
    );
    await lab.store.put(`${folder}/report.pdf`, bytes("%PDF"), "application/pdf");
    if (!folder.startsWith("uploads/"))
      await storeDeliverPlan(
        `${folder}/`,
        {
          entries: [{ webhook: "crm" }, { mail: { to: "anna@example.org", attach: true } }, { copy: { to: "x" } }],
          template: { name: "sentence" } as DeliverPlan["template"],
          language: "en",
          date: "2026-01-05",
          name: "weekly",
        },
        lab.store,
      );
  }
  return { lab, folders };
}

test("announcing: every kind of end, again, and what is due", async () => {
  const { lab, folders } = await endedWithDeliver();
  const store = limitStore(lab.store, "EventsAnnounce");
  const world = {
    ...lab,
    store,
    subscribers: [
      planDeliveries({
        store,
        clock: lab.clock,
        handovers: openHandovers({ store, clock: lab.clock }),
        planned: () => {},
      }),
    ],
  };
  for (const folder of [...folders, ...folders])
    expect(await announceOutcome(folder, world)).toMatchObject({ type: expect.stringMatching(/\.ready$/) });
  await suppressAddress({ address: "anna@example.org", reason: "bounced", detail: "Permanent" }, world);
  // A marker that was left leads nowhere, and goes.
  await lab.store.put(
    `due/webhook.crm/${"0".repeat(13)}-${"0".repeat(13)}-${"0".repeat(32)}`,
    bytes(""),
    "application/octet-stream",
  );
  expect((await listDue(world)).now).toHaveLength(10);
});

test("delivering: to a webhook, by mail, as a copy, and again", async () => {
  const { lab, folders } = await endedWithDeliver();
  for (const folder of folders) await announceOutcome(folder, lab);
  const store = limitStore(lab.store, "EventsDeliver");
  const { clock, secrets } = lab;
  const handovers = openHandovers({ store, clock });
  const letters: string[] = [];
  const mail = letterSender({
    store,
    clock,
    secrets,
    handovers,
    publicUrl: () => "https://reports.example.org",
    mailer: { timeoutMs: 1, send: async ({ to }) => (letters.push(to), { state: "sent" }) },
    compose: (plan, facts, subject) => writeLetter(plan, facts, subject, store),
    changes: ({ subject }, { language }) => changesForLetter(subject, language, store),
    dataChanges: ({ subject }, { language }) => dataChangesForLetter(subject, language, store),
  });
  const copy = copySender({
    store,
    handovers,
    copies: { write: async () => {} },
    line: (text, facts, { language }) => writeLine(text, facts, language),
  });
  lab.answers = [{ status: 500 }, { status: 204 }];
  const world = { ...lab, store, senders: { webhook: webhookSender({ ...lab, store }), mail, copy } };
  for (let time = 0; time < 2; time += 1, clock.time += 60_000)
    for (const key of (await listDue(lab)).now) await attemptDelivery(key, world);
  expect(letters).toHaveLength(3);
  expect((await listDue(lab)).now).toEqual([]);
});

test("delivering: what changed in the data of an edition", async () => {
  const inner = await openPublisher("2027-03-08T05:58:00Z");
  await storePublication("weekly", weekly({ on: [{ schedule: "0 6 * * *" }] }), inner);
  await inner.pass(4);
  await inner.arrive(9);
  await inner.pass(3, 24 * 60 - 4);
  const store = limitStore(inner.store, "EventsDeliver");
  const { id, generation } = (await inner.editions()).at(-1)!;
  const subject = { kind: "edition", id: `weekly/${id}`, generation };
  // The render function runs these, with rights of its own.
  const runQuery = (asked: AskedQuery): Promise<string> => answerQuery(asked, createWorld(inner.store));
  const world = { store, clock: inner.clock, runQuery };
  for (let time = 0; time < 2; time += 1)
    expect(
      await seekDataChanges(subject, { ...world, diff: (from, to, until) => diffStored(from, to, until, world) }),
    ).toEqual({ state: "ready" });
  expect(await dataChangesForLetter(subject, "en", store)).toEqual([
    "numbers, value, type of the column: number → integer",
    "numbers, rows changed: 1 (2020)",
  ]);
});

test("delivering: asks for a rendition of a report, and writes nothing else of it", async () => {
  const inner = fakeWorld();
  const world = { ...inner, store: limitStore(inner.store, "EventsDeliver") };
  const accepted = acceptedRequest();
  await requestReport(accepted, inner);
  await renderReport(accepted.id, 1, inner);
  const report = await readReport(accepted.id, world);
  if (report?.state !== "ready") throw new Error("the report is not ready");
  for (const state of ["pending", "pending"])
    expect(await requestRendition(report, "xlsx", undefined, world)).toMatchObject({ state });
  await expect(world.store.put(pdfKey(accepted.id, 1), bytes("%PDF"), "application/pdf")).rejects.toThrow(
    "EventsDeliver may not s3:PutObject reports/",
  );
});

test("the API: batches", async () => {
  const inner = await openTestApp();
  const store = limitStore(inner.services.store, "Api");
  const { services, call } = await openTestApp({ change: { store } });
  await storeCsv(services.store, "customers", bytes("id,year\n1,2020\n2,2021\n"));
  const made = await call("/batches", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      template: "sentence",
      rows: { dataset: "customers" },
      map: { year: "year" },
      name: "n{{ id }}",
    }),
  });
  expect(made.status).toBe(202);
  const { id } = (await made.json()) as ReportBody;
  for (const path of ["/batches", `/batches/${id}`, `/batches/${id}/items`, `/batches/${id}/manifest.csv`])
    expect((await call(path)).status).toBe(200);
  await services.store.put(`batches/${id}/1/request.json`, bytes("nonsense"), "application/json");
  // A claim that cannot be read is given up and claimed again.
  expect(
    (
      await call("/batches", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          template: "sentence",
          rows: { dataset: "customers" },
          map: { year: "year" },
          name: "n{{ id }}",
        }),
      })
    ).status,
  ).toBe(202);
  expect((await call(`/batches/${id}`, { method: "DELETE" })).status).toBe(204);
});

test("batches: planned, made, handed on and ended", async () => {
  const world = fakeBatchWorld(soundRows(25));
  const asked = acceptedBatch("forms", { renditions: ["html", "xlsx"] });
  const { id } = asked;
  const limited = { ...world, store: limitStore(world.store, "BatchesWorker") };
  await requestBatch(asked, world);
  // Its forms go again, since somebody deletes it while they are made.
  await world.store.put(`${removedPrefix(id, 1)}item-3`, new Uint8Array(0), "application/octet-stream");
  world.jobs.push({ batch: id, generation: 1 });
  await runJob(world.jobs.shift()!, limited);
  expect(await runJob(world.jobs[0]!, { ...limited, pageMs: 0 })).toMatchObject({ state: "held" });
  while (world.jobs.length > 0) await runJob(world.jobs.shift()!, limited);
  expect(await readBatch(id, world)).toMatchObject({ state: "ready" });
  const { services } = await openTestApp();
  await storeCsv(services.store, "customers", bytes("id,year\n1,2020\n"));
  const accepted = await acceptBatch(
    { template: "sentence", rows: { query: "SELECT year FROM numbers" }, map: { year: "year" }, name: "n{{ row }}" },
    services,
  );
  const door = openBatchDoor({
    store: limitStore(services.store, "BatchesWorker"),
    openScratch: () => openScratchFolder(),
  });
  for await (const rows of door.readRows(accepted)) expect(rows).toHaveLength(2);
});

test("render: a report from stored versions, one that fails, one that was removed", async () => {
  const { services, ask } = await openTestApp({ change: { claimed: () => {} } });
  const { id } = (await (await ask({ template: "sentence" })).json()) as ReportBody;
  const store = limitStore(services.store, "Render");
  const scratch = {
    fonts: createFontFiles(),
    clock: services.clock,
    openScratch: () => openScratchFolder(),
    engine: services.engine,
  };
  const world: RenderingWorld = {
    ...services,
    store,
    progressMs: 0,
    render: (accepted, progress) => generateReport(accepted, { ...scratch, store, progress }),
  };
  expect(await renderReport(id, 1, world)).toMatchObject({ state: "finished", outcome: { state: "ready" } });
  const fakes = fakeWorld({ render: () => Promise.reject(unavailable("render-crashed")) });
  const limited = { ...fakes, store: limitStore(fakes.store, "Render") };
  await requestReport(acceptedRequest(), fakes);
  for (let attempt = 1; attempt <= 3; attempt += 1, fakes.clock.time += day)
    await renderReport(acceptedRequest().id, 1, limited);
  expect(await readReport(acceptedRequest().id, fakes)).toMatchObject({ state: "failed", attempts: 3 });
  const gone = acceptedRequest("gone");
  await requestReport(gone, fakes);
  const late: RenderingWorld["render"] = async (accepted) => {
    await deleteReport(gone.id, fakes);
    return makeReport(accepted);
  };
  expect(await renderReport(gone.id, 1, { ...limited, render: late })).toMatchObject({ outcome: { state: "deleted" } });
});

test("render: a template that was uploaded is checked", async () => {
  const { services } = await openTestApp();
  const store = limitStore(services.store, "Render");
  const archive = writeArchive(await themedBy(services.store));
  const upload = await announceUpload(
    { of: "template", name: "sentence", bytes: archive.byteLength, sha256: sha256(archive) },
    services,
  );
  await services.store.put(uploadKey(upload.id, "data"), archive, "application/octet-stream");
  const world = {
    store,
    fonts: createFontFiles(),
    clock: services.clock,
    openScratch: () => openScratchFolder(),
    engine: services.engine,
  };
  expect(await checkOrTest({ name: "sentence", upload: upload.id }, world)).toMatchObject({ errors: [] });
});

test("previews and pictures only read, and previews, which run authors' code, no report", async () => {
  const { services, ask } = await openTestApp();
  const { id } = (await (await ask({ template: "sentence" }, { prefer: "wait=5" })).json()) as ReportBody;
  const store = limitStore(services.store, "PreviewsWorker");
  const yaml = (await themedBy(services.store)).get("template.yaml")!;
  const desk = openPreviewDesk({
    store,
    fonts: createFontFiles(),
    clock: services.clock,
    openScratch: () => openScratchFolder(),
    engine: services.engine,
  });
  expect(
    await desk.make({
      session: "somebody",
      name: "sentence",
      base: { kind: "stored" },
      files: { "template.yaml": yaml },
      parameters: {},
      datasets: {},
      pages: [1],
    }),
  ).toMatchObject({ state: "current" });
  const made = await openTestApp({
    render: (accepted, progress) => generateReport(accepted, { ...createWorld(made.services.store), progress }),
  });
  const report = (await (await made.ask({ template: "sentence" }, { prefer: "wait=20" })).json()) as ReportBody;
  // What a question needs of a report is handed over: the API may read and keep it, and the worker may not.
  const limited = openPreviewDesk({
    ...createWorld(limitStore(made.services.store, "PreviewsWorker")),
  });
  const served = createApp({
    ...made.services,
    store: limitStore(made.services.store, "Api"),
    explain: (asked) => limited.explain(asked),
  });
  for (let time = 0; time < 2; time++)
    expect(await (await served.request(`/reports/${report.id}/explain?number=1.5&rows=5`)).json()).toMatchObject({
      answers: [{ kind: "cell", lineage: [{ again: { result: "same" } }] }],
    });
  // The PDF of the quick render has no pages.
  await expect(
    drawStoredPage(limitStore(services.store, "PreviewsPictures"), pdfKey(id, 1), 1, 1),
  ).rejects.toMatchObject({ problems: [{ code: "pdf-unreadable" }] });
  await expect((async () => store.get(pdfKey(id, 1)))()).rejects.toThrow(
    "PreviewsWorker may not s3:GetObject reports/",
  );
});

test("the sweep: what is unfinished, lost, cut short and old", async () => {
  const world = fakeWorld();
  const limited = { ...world, store: limitStore(world.store, "Sweep") };
  await requestReport(acceptedRequest("waiting"), world);
  await requestReport(acceptedRequest("ready"), world);
  await renderReport(acceptedRequest("ready").id, 1, world);
  await world.store.put(pendingKey(reportOf(acceptedRequest("ready").id, 1))!, bytes(""), "application/octet-stream");
  expect(await sweepAll(limited, { requeueMs: 1 })).toEqual([{ id: acceptedRequest("waiting").id, generation: 1 }]);
  const [absent, left, came] = [1, 2, 3].map((number) => `00000000-0000-4000-8000-00000000000${number}`) as [
    string,
    string,
    string,
  ];
  await announceUpload(
    { name: "city", format: "csv", bytes: 1, sha256: sha256(csv) },
    { ...world, newToken: () => absent },
  );
  for (const upload of [left, came]) await world.store.put(uploadKey(upload, "data"), csv, "text/csv");
  await world.store.put(uploadKey(left, "outcome.json"), bytes("{}"), "application/json");
  world.clock.time += 2 * day;
  const handed: string[] = [];
  const turn = await takeTurn(limited, 1);
  await sweepUploads(limited, { requeueMs: 1, requeue: async (ids) => void handed.push(...ids) });
  await turn?.end({});
  expect(handed).toEqual([came]);
  expect(await readUpload(world.store, absent)).toMatchObject({ state: "failed" });
  // Another process may have ended it meanwhile.
  expect(await endUpload(absent, { state: "stored", finished: 1, version: "v" }, limited)).toMatchObject({
    state: "failed",
  });
  const batch = acceptedBatch();
  const batches = fakeBatchWorld(soundRows(3), { store: world.store, clock: world.clock });
  await requestBatch(batch, batches);
  expect(await sweepBatches(limited, { requeueMs: 1, requeue: () => {} })).toEqual({ requeued: 1 });
  batches.jobs.push({ batch: batch.id, generation: 1 });
  while (batches.jobs.length > 0) await runJob(batches.jobs.shift()!, batches);
  await world.store.put(pendingKey(batchOf(batch.id, 1))!, bytes(""), "application/octet-stream");
  await sweepBatches(limited, { requeue: () => {} });
  world.clock.time += 100 * day;
  expect(await expireBatches(world.clock.time - day, limited)).toBe(1);
  expect(await expireReports(world.clock.time - day, limited)).toBe(2);
  expect(world.logged).toEqual([]);
});

test("the sweep: a promotion that waits, and one that was tried three times", async () => {
  const world = fakeWorld();
  const limited = { ...world, store: limitStore(world.store, "Sweep") };
  await requestPromotion({ name: "sentence", version: sha256(csv), seq: 0 }, undefined, world);
  expect(await sweepPromotions(limited, { requeueMs: 1, requeue: () => {} })).toBe(1);
  for (const owner of ["a", "b", "c"]) await startAttempt(promotionOf("sentence", 1), owner, 0, world);
  expect(await sweepPromotions(limited, { requeue: () => {} })).toBe(0);
  expect(await readPromotion("sentence", 1, world)).toMatchObject({
    state: "failed",
    problems: [{ code: "promotion-lost" }],
  });
});

test("letters about a dataset: said by the API, found by whoever works, planned by the announcer, sent and forgotten", async () => {
  const world = fakeWorld();
  const { clock } = world;
  const delivery = testDelivery();
  const api = await openTestApp({ change: { store: limitStore(world.store, "Api"), delivery } });
  for (const name of ["MinuteTick", "Sweep", "Ingest", "Pull"]) {
    const filler = { ...world, store: limitStore(world.store, name) };
    const dataset = name.toLowerCase();
    await world.store.put(`datasets/${dataset}/${"a".repeat(64)}/dataset.json`, bytes("{}"), "application/json");
    const body = JSON.stringify({ to: ["anna@example.org"] });
    const put = await api.call(`/notices/${dataset}`, {
      method: "PUT",
      body,
      headers: { "content-type": "application/json" },
    });
    expect([name, put.status]).toEqual([name, 200]);
    const problems = [{ code: "x", message: "It is silent" }];
    for (let time = 0; time < 2; time += 1)
      await noteFailing("view", dataset, { id: "1", kind: "unavailable", problems, at: 5 }, filler);
    await noteWorking("view", dataset, filler);
    expect(await failingNames(filler.store, "view")).toEqual(new Set());
    if (name !== "Ingest") continue;
    await recordHeld(filler, dataset, { version: "b".repeat(64), rows: 1 });
  }
  const planned: string[] = [];
  const announcing = limitStore(world.store, "EventsAnnounce");
  const handovers = { find: async () => undefined, itemsOf: async () => [] };
  const planning = {
    store: announcing,
    clock,
    handovers,
    planned: (keys: readonly string[]) => void planned.push(...keys),
  };
  const { objects } = await world.store.list("dataset-events/", {});
  for (const { key } of objects)
    await announceOutcome(key.replace("/outcome.json", ""), {
      ...world,
      store: announcing,
      subscribers: [planDeliveries(planning)],
    });
  const store = limitStore(world.store, "EventsDeliver");
  const letters: string[] = [];
  const mail = mailSender({
    store,
    clock,
    secrets: delivery.secrets,
    handovers,
    publicUrl: () => "https://reports.example.org",
    hasStudio: true,
    mailer: { timeoutMs: 1, send: async ({ subject }) => (letters.push(subject), { state: "sent" }) },
    compose: (plan, facts, subject) => writeLetter(plan, facts, subject, store),
    composeNotice: writeNotice,
    changes: async () => [],
    dataChanges: async () => [],
  });
  for (const key of planned) await attemptDelivery(key, { ...world, store, senders: { mail } });
  expect(letters).toHaveLength(9);
  expect((await api.call("/notices/ingest", { method: "DELETE" })).status).toBe(204);
  expect((await api.call("/datasets/sweep", { method: "DELETE" })).status).toBe(204);
  const { objects: left } = await world.store.list("notices/", {});
  expect(left.map(({ key }) => key)).toEqual(["notices/minutetick.json", "notices/pull.json"]);
});

test("a dataset's contract: put and broken by the ingest function, lapsed by the tick, announced, read and deleted", async () => {
  const world = fakeWorld();
  const { clock } = world;
  const ingest = limitStore(world.store, "Ingest");
  const store = (text: string) =>
    storeSent({ name: "city", format: "csv", body: Buffer.from(text) }, { store: ingest, clock });
  await store("a\n1\n");
  const text = "checks:\n  - range: {a: {to: 9}}\nfreshness: 1h\n";
  await answerRecipe({ name: "city", change: { text, kind: "put", token: "t", at: 1 } }, ingest);
  for (let time = 0; time < 2; time += 1)
    await expect(store("a\n10\n")).rejects.toMatchObject({ problems: [{ code: "broken-check" }] });
  const late = { now: () => clock.now() + 1000 * 3_600_000, sleep: async () => {} };
  const tick = { ...world, store: limitStore(world.store, "MinuteTick"), clock: late };
  for (let time = 0; time < 2; time += 1) await tickFreshness(tick, Infinity);
  const { objects } = await world.store.list("dataset-events/", {});
  const announcer = { ...world, store: limitStore(world.store, "EventsAnnounce"), subscribers: [] };
  const events = await Promise.all(
    objects
      .filter(({ key }) => key.endsWith("/outcome.json"))
      .map(({ key }) => announceOutcome(key.replace("/outcome.json", ""), announcer)),
  );
  expect(events.map((event) => typeof event === "object" && event.type)).toEqual(["dataset.refused", "dataset.stale"]);
  const { call } = await openTestApp({ change: { store: limitStore(world.store, "Api") } });
  const shown = await call("/datasets/city/checks");
  expect([shown.status, await shown.json()]).toMatchObject([200, { checks: [{ holds: true }], events: [{}, {}] }]);
  expect((await call("/datasets/city", { method: "DELETE" })).status).toBe(204);
  for (const prefix of ["dataset-events/", "freshness/"])
    expect((await world.store.list(prefix, {})).objects).toEqual([]);
});

test("the tick: editions by schedule and by data, published, failed and retired, with values from the data", async () => {
  const world = await openPublisher("2027-03-08T05:58:00Z");
  const limited = { ...world, store: limitStore(world.store, "MinuteTick") };
  const pass = async (minutes: number): Promise<void> => {
    world.clock.time += minutes * 60_000;
    await tickPublications(limited, Infinity);
    await world.render();
  };
  await storeTemplate(world.store, "chosen", choosing);
  await world.arrive(4, "others");
  await storePublication(
    "weekly",
    weekly({
      on: [
        { schedule: "0 7 * * *", timezone: "Europe/Zurich" },
        { data: ["numbers"], settle: "1m" },
      ],
      keep: 1,
    }),
    world,
  );
  await storePublication(
    "chosen",
    { template: "chosen", datasets: { numbers: "others" }, on: [{ schedule: "0 7 * * *", timezone: "Europe/Zurich" }] },
    world,
  );
  await world.arrive(5, "others");
  for (let minute = 0; minute < 6; minute += 1) await pass(1);
  await world.arrive(9);
  for (let minute = 0; minute < 4; minute += 1) await pass(1);
  expect(await world.editions()).toMatchObject([{ id: "numbers-2", state: "ready" }]);
  expect(await world.editions("chosen")).toMatchObject([{ state: "ready" }]);
  // A report that lost its renders is given up and claimed again, and one is deleted while it is claimed.
  const accepted = acceptedRequest("lost");
  await requestReport(accepted, world);
  for (const owner of ["a", "b", "c"]) await startAttempt(reportOf(accepted.id, 1), owner, 0, world);
  world.clock.time += 60_000;
  await requestReport(accepted, limited);
  const gone = acceptedRequest("gone");
  const { store } = limited;
  const late = {
    ...store,
    create: async (...words: Parameters<ObjectStore["create"]>) => {
      const created = await store.create(...words);
      if (words[0].endsWith("request.json"))
        await world.store.put(
          `reports/${gone.id}/1/outcome.json`,
          bytes('{"state":"deleted","finished":1,"created":1}'),
          "application/json",
        );
      return created;
    },
  };
  await requestReport(gone, { ...limited, store: late });
});

test("the tick: an edition that is a batch, requested, published with its files, and retired", async () => {
  const world = await openPublisher("2027-03-08T05:58:00Z");
  const jobs: BatchJob[] = [];
  const limited = {
    ...world,
    store: limitStore(world.store, "MinuteTick"),
    outputs,
    planBatch: (job: BatchJob) => void jobs.push(job),
  };
  const working: BatchWorld = {
    ...world,
    door: openBatchDoor(world),
    renderRows: renderOneByOne(async (accepted) => makeReport(accepted)),
    makeRendition: async ({ form, printed }) => fakeRendition(form, printed.sha256),
    makeOutput: outputMaker(world),
    enqueue: (job) => void jobs.push(job),
  };
  const batch = { rows: { query: "SELECT year FROM numbers" }, map: { year: "year" }, name: "n{{ row }}" };
  await storePublication(
    "letters",
    weekly({ on: [{ schedule: "0 7 * * *", timezone: "Europe/Zurich" }], keep: 1, batch }),
    { ...world, outputs },
  );
  for (let day = 0; day < 2; day += 1, world.clock.time += 24 * 3_600_000) {
    world.clock.time += 3 * 60_000;
    await tickPublications(limited, Infinity);
    while (jobs.length > 0) await runJob(jobs.shift()!, working);
    await tickPublications(limited, Infinity);
  }
  world.clock.time += 3_600_000;
  await tickPublications(limited, Infinity);
  // The next one is made meanwhile.
  expect((await world.editions("letters")).map(({ state }) => state)).toEqual(["ready", "making"]);
});

test("dead letters: of reports and of uploads, those too that have an outcome already", async () => {
  const world = fakeWorld();
  let limited = { ...world, store: limitStore(world.store, "DeadLetter") };
  const parked: string[] = [];
  const park = (body: unknown) =>
    parkDeadLetter(
      { body: JSON.stringify(body) } as Parameters<typeof parkDeadLetter>[0],
      limited,
      async (text) => void parked.push(text),
    );
  await requestReport(acceptedRequest(), world);
  for (let time = 0; time < 2; time += 1) await park({ id: acceptedRequest().id, generation: 1 });
  const upload = await announce(world.store);
  await endUpload(upload.id, { state: "stored", finished: world.clock.time, version: sha256(csv) }, world);
  await park({ Records: [{ s3: { object: { key: uploadKey(upload.id, "data") } } }] });
  expect(await readUpload(world.store, upload.id)).toMatchObject({ state: "stored" });
  // It is deleted after it was read.
  const { id } = acceptedRequest("gone");
  await requestReport(acceptedRequest("gone"), world);
  const { store } = limited;
  limited = {
    ...limited,
    store: { ...store, create: async (...words) => (await deleteReport(id, world), store.create(...words)) },
  };
  await park({ id, generation: 1 });
  expect(await readReport(id, world)).toMatchObject({ state: "deleted" });
  limited = { ...limited, store };
  const batches = fakeBatchWorld(soundRows(3), { store: world.store });
  await requestBatch(acceptedBatch(), batches);
  for (let time = 0; time < 2; time += 1) await park({ batch: acceptedBatch().id, generation: 1, page: 2 });
  expect(await readBatch(acceptedBatch().id, batches)).toMatchObject({
    state: "failed",
    failure: { final: false, problems: [{ code: "dead-letter" }] },
  });
  await requestPromotion({ name: "sentence", version: sha256(csv), seq: 0 }, undefined, world);
  for (let time = 0; time < 2; time += 1) await park({ promotion: "sentence", number: 1 });
  expect(await readPromotion("sentence", 1, world)).toMatchObject({
    state: "failed",
    problems: [{ code: "dead-letter" }],
  });
  expect(parked).toHaveLength(8);
});

test("ingest: an upload, and its message once more", async () => {
  const world = fakeWorld();
  const store = limitStore(world.store, "Ingest");
  const upload = await announce(world.store);
  await world.store.put(uploadKey(upload.id, "data"), csv, "application/octet-stream");
  const ingesting = {
    ...world,
    store,
    storeDraft: () => Promise.reject(new Error("no template comes here")),
    rereadDataset: () => Promise.reject(new Error("nothing is read again here")),
    changeRecipe: () => Promise.reject(new Error("no recipe comes here")),
    eraseRows: () => Promise.reject(new Error("nothing is erased here")),
    storeDataset: async (name: string, { pieces }: { pieces: AsyncIterable<Uint8Array> }) =>
      storeCsv(store, name, await buffer(pieces)),
  };
  for (let time = 0; time < 2; time += 1)
    expect(await ingestUpload(upload.id, ingesting)).toMatchObject({ state: "stored", version: sha256(csv) });
  const again = await announceUpload(
    { name: "city", format: "csv", bytes: csv.byteLength, sha256: sha256(csv), reread: sha256(csv) },
    { ...world, newToken: () => crypto.randomUUID() },
  );
  await world.store.put(uploadKey(again.id, "data"), new Uint8Array(0), "application/octet-stream");
  expect(
    await ingestUpload(
      again.id,
      openUploadWorld({ store, clock: world.clock, checkUpload: async () => ({ errors: [], warnings: [] }) }),
    ),
  ).toMatchObject({ state: "stored", version: sha256(csv) });
  const archive = writeArchive(choosing);
  const draft = await announceUpload(
    { of: "template", name: "chosen", bytes: archive.byteLength, sha256: sha256(archive) },
    { ...world, newToken: () => crypto.randomUUID() },
  );
  await world.store.put(uploadKey(draft.id, "data"), archive, "application/octet-stream");
  expect(
    await ingestUpload(
      draft.id,
      openUploadWorld({ store, clock: world.clock, checkUpload: async () => ({ errors: [], warnings: [] }) }),
    ),
  ).toMatchObject({ state: "stored" });
  const themed = writeArchive(await themedBy(world.store));
  const following = await announceUpload(
    { of: "template", name: "themed", bytes: themed.byteLength, sha256: sha256(themed) },
    { ...world, newToken: () => crypto.randomUUID() },
  );
  await world.store.put(uploadKey(following.id, "data"), themed, "application/octet-stream");
  expect(
    await ingestUpload(
      following.id,
      openUploadWorld({ store, clock: world.clock, checkUpload: async () => ({ errors: [], warnings: [] }) }),
    ),
  ).toMatchObject({ state: "stored" });
  const house = writeArchive(new Map([["theme.yaml", new TextEncoder().encode("leading: 14\n")]]));
  const theme = await announceUpload(
    { of: "theme", name: "office", bytes: house.byteLength, sha256: sha256(house) },
    { ...world, newToken: () => crypto.randomUUID() },
  );
  await world.store.put(uploadKey(theme.id, "data"), house, "application/octet-stream");
  expect(
    await ingestUpload(
      theme.id,
      openUploadWorld({ store, clock: world.clock, checkUpload: async () => ({ errors: [], warnings: [] }) }),
    ),
  ).toMatchObject({ state: "stored" });
  // Then the choices of the templates that take some from the dataset.
  const { datasets } = await seedTemplate(world.store, "country-profile", join(shipped, "country-profile"));
  const choices = (await world.store.list("templates/country-profile/")).objects.filter(({ key }) =>
    key.includes(".choices/"),
  );
  for (const { key } of choices) await world.store.delete(key);
  await prepareChoicesOver(datasets[0]!.default!, { store, openScratch: () => openScratchFolder() });
  expect((await world.store.list("templates/country-profile/")).objects.map(({ key }) => key)).toEqual(
    expect.arrayContaining(choices.map(({ key }) => key)),
  );
  expect(choices).toHaveLength(1);
});

test("ingest: rows are erased, with the choices that were computed from them, unless another version becomes current", async () => {
  const world = fakeWorld();
  const store = limitStore(world.store, "Ingest");
  const { datasets } = await seedTemplate(world.store, "country-profile", join(shipped, "country-profile"));
  const name = datasets[0]!.default!;
  await world.store.put(`dataset-events/${name}/refused-1/outcome.json`, csv, "text/csv");
  const erase = async (): Promise<unknown> => {
    const { version = "" } = await placeOfName(world.store, `datasets/${name}`);
    const about = { name, format: "csv", bytes: csv.byteLength, sha256: sha256(csv), reread: version } as const;
    const upload = await announceUpload(
      { ...about, erase: { where: "false" } },
      { ...world, newToken: () => crypto.randomUUID() },
    );
    await world.store.put(uploadKey(upload.id, "data"), new Uint8Array(0), "application/octet-stream");
    const open = { store, clock: world.clock, checkUpload: async () => ({ errors: [], warnings: [] }) };
    return await ingestUpload(upload.id, openUploadWorld(open));
  };
  world.store.before("create", new RegExp(`^datasets/${name}/log/`), () => storeCsv(world.store, name, csv));
  expect(await erase()).toMatchObject({ state: "failed", kind: "conflict" });
  expect(await erase()).toMatchObject({ state: "stored" });
});

test("ingest: a version whose tests pass is published; an attempt that met an outage is handed back", async () => {
  const world = fakeWorld();
  const store = limitStore(world.store, "Ingest");
  const version = await storeTemplate(
    world.store,
    "country-profile",
    readTemplateFolder(join(shipped, "country-profile")),
  );
  const { seq } = await placeOfName(world.store, "templates/country-profile");
  await requestPromotion({ name: "country-profile", version, seq }, undefined, world);
  const open = (errors: () => Promise<{ errors: []; warnings: [] }>) =>
    openPromotingWorld({
      ...world,
      store,
      testVersion: errors,
      openScratch: () => openScratchFolder(),
      seedSamples: (template, asked) => seedSamples(store, template, "sample", asked),
    });
  expect(
    await runPromotion(
      "country-profile",
      1,
      open(() => Promise.reject(unavailable())),
    ),
  ).toMatchObject({ state: "held" });
  world.clock.time += day;
  expect(
    await runPromotion(
      "country-profile",
      1,
      open(async () => ({ errors: [], warnings: [] })),
    ),
  ).toMatchObject({ outcome: { state: "ready" } });
});

const orders = "engine: s3\nconnection: shop\npath: orders.csv\n";

test("the API: a source, tried, put, fetched again and deleted with its dataset", async () => {
  const inner = await openTestApp();
  const { store } = inner.services;
  const sources = {
    connections: [{ name: "shop", engine: "s3" as const }],
    zones: machineTimeZones,
    check: () => {},
    tryOut: () => Promise.reject(unavailable()),
  };
  const limited = limitStore(store, "Api");
  const { call, services } = await openTestApp({ change: { store: limited, sources } });
  const headers = { "content-type": "application/yaml" };
  const put = (body: string) => call("/sources/orders", { method: "PUT", headers, body });
  for (const body of [orders, orders, `${orders}# more\n`]) expect((await put(body)).status).toBe(200);
  const world = { ...fakeWorld(), clock: inner.services.clock, store };
  // It was changed before it was fetched.
  expect(await runPull({ source: "orders", number: 1 }, pulling(world, store))).toMatchObject({
    outcome: { problems: [{ code: "source-changed" }] },
  });
  expect((await call("/sources/orders/refresh", { method: "POST" })).status).toBe(202);
  for (const path of ["/sources", "/sources/orders"]) expect((await call(path)).status).toBe(200);
  const views = await call("/views/orders", { method: "PUT", headers, body: totals });
  expect(views.status).toBe(409);
  expect(await runPull({ source: "orders", number: 2 }, pulling(world, store))).toMatchObject({
    outcome: { state: "ready" },
  });
  expect((await call("/sources/orders/refresh", { method: "POST" })).status).toBe(202);
  expect((await call("/datasets/orders", { method: "DELETE" })).status).toBe(409);
  expect((await call("/sources/orders", { method: "DELETE" })).status).toBe(204);
  await writeOutcome(pullOf({ source: "orders", number: 3 }), failedPull, { ...services, store });
  expect((await call("/datasets/orders", { method: "DELETE" })).status).toBe(204);
});

const failedPull = {
  state: "failed",
  finished: 1,
  attempts: 1,
  final: true,
  kind: "unavailable",
  problems: [],
} as const;

/** The world of the function that fetches, whose source gives a CSV. */
function pulling(world: LifecycleWorld, store: ObjectStore, text = "year,value\n2020,1.5\n"): PullWorld {
  const fetch: FetchSource = async (_, { folder }) => {
    writeFileSync(join(folder, "fetched"), text);
    const provenance = { engine: "s3", connection: "shop", query: "q", started: "s", finished: "f", bytes: 1 } as const;
    return { file: join(folder, "fetched"), format: "csv", provenance };
  };
  return {
    ...world,
    store,
    readMs: 1000,
    pull: (source, last, turn) =>
      pullSource(source, last, turn, { fetch, store, read: (asked) => answerRecipe(asked, store, true) }),
  };
}

async function askedPull(world: ReturnType<typeof fakeWorld>, text = orders): Promise<void> {
  await putSource(world.store, "numbers", text, { cause: text, at: 1 });
  await claimPull((await readSource(world.store, "numbers"))!, "request", world, {});
}

test("fetching: rows that are stored, choices over them, a contract that they break, and old refreshes", async () => {
  const world = fakeWorld();
  await askedPull(world);
  await storeCsv(world.store, "numbers", csv);
  await storeTemplate(world.store, "chosen", choosing);
  const { clock } = world;
  const store = limitStore(world.store, "Pull");
  const states = async (number: number, text?: string) =>
    await runPull({ source: "numbers", number }, pulling(world, store, text));
  expect(await states(1, "year,value\n2020,3\n")).toMatchObject({ outcome: { state: "ready", changed: true } });
  const text = "checks:\n  - range: {value: {to: 9}}\nfreshness: 1h\n";
  await answerRecipe({ name: "numbers", change: { text, kind: "put", token: "t", at: clock.now() } }, world.store);
  await askedPull(world);
  expect(await states(2, "year,value\n2020,10\n")).toMatchObject({ outcome: { state: "failed" } });
  for (let number = 3; number < 23; number += 1) {
    await askedPull(world);
    expect(await states(number, `year,value\n2020,${number % 9}\n`)).toMatchObject({ outcome: { state: "ready" } });
  }
  expect((await world.store.list("pulls/numbers/pull/", { delimiter: "/" })).prefixes).toHaveLength(20);
  const asked = { name: "other", pull: { fetched: await fetchedRows(), rows: 10 } };
  await answerRecipe(asked, store);
});

async function fetchedRows() {
  const scratch = await openScratchFolder();
  writeFileSync(join(scratch.folder, "tried"), csv);
  const provenance = { engine: "s3", connection: "shop", query: "q", started: "s", finished: "f", bytes: 1 } as const;
  return { file: join(scratch.folder, "tried"), format: "csv" as const, provenance };
}

test.each(["MinuteTick", "Sweep"])("%s: a source that is due, and one whose fetch was given up", async (role) => {
  const world = fakeWorld();
  const limited = { ...world, store: limitStore(world.store, role) };
  await putSource(world.store, "numbers", orders, { cause: "put", at: 1 });
  await followSources(limited, {});
  const job = { source: "numbers", number: 1 };
  for (const owner of ["a", "b", "c"]) await startAttempt(pullOf(job), owner, 0, world);
  world.clock.time += day;
  await followSources(limited, { requeue: () => {} });
  expect(await readLatest(world.store, pullKind("numbers"), pullId)).toMatchObject({ outcome: { state: "failed" } });
});

test("dead letters: a source", async () => {
  const world = fakeWorld();
  await askedPull(world);
  const letter = { body: JSON.stringify({ source: "numbers", number: 1 }) } as Parameters<typeof parkDeadLetter>[0];
  const limited = { ...world, store: limitStore(world.store, "DeadLetter") };
  for (let time = 0; time < 2; time += 1) await parkDeadLetter(letter, limited, async () => {});
  const found = await readLatest(world.store, pullKind("numbers"), pullId);
  expect(found).toMatchObject({ outcome: { state: "failed", problems: [{ code: "dead-letter" }] } });
});

test("seeding: a template with its samples, and again", async () => {
  const inner = new MemoryObjectStore();
  const store = limitStore(inner, "Seed");
  await seedTemplate(store, "sentence", await themedBy(inner));
  for (const name of ["high-tech-industries", "country-profile"]) {
    const folder = join(shipped, name);
    const [first, again] = [await seedTemplate(store, name, folder), await seedTemplate(store, name, folder)];
    expect(again.version).toBe(first.version);
  }
});

// No role has a right that nothing above needs.
afterAll(() => {
  expect(Object.fromEntries([...used].map(([role, rights]) => [role, [...rights].toSorted()]))).toEqual(
    Object.fromEntries([...used].map(([role]) => [role, grantedTo(role).toSorted()])),
  );
});
