import { expect, test } from "vitest";
import { capabilityNames } from "../../../functions/http/service/capabilities.ts";
import { schemas } from "../../../functions/http/schemas/schemas.ts";
import { bodyOf, openTestApp } from "../open-test-app.ts";

test("a laptop has folders and events, AWS has neither; what is there answers, what is not does not", async () => {
  const laptop = await openTestApp();
  const aws = await openTestApp({
    local: false,
    change: { drawPage: async () => new Uint8Array(), promoted: () => {} },
  });
  const here = await bodyOf(laptop.call("/capabilities"));
  expect(here).toMatchObject({
    folders: true,
    events: true,
    previews: true,
    pictures: false,
    uploads: false,
    queries: true,
    requiresTests: false,
  });
  expect(Object.keys(here)).toEqual([...capabilityNames, "mail", "requiresTests", "largestUpload"]);
  // The client knows what the schema names.
  expect(Object.keys(here).toSorted()).toEqual(Object.keys(schemas.Capabilities.properties).toSorted());
  expect(await bodyOf(aws.call("/capabilities"))).toMatchObject({
    folders: false,
    events: false,
    previews: true,
    pictures: true,
    requiresTests: true,
  });
  expect((await aws.call("/templates/sentence/files")).status).toBe(404);
});

test("a deployment with few scopes can do little", async () => {
  const { call } = await openTestApp({ guards: { scopes: new Set(["reports:read", "reports:write"]) } });
  expect(await bodyOf(call("/capabilities"))).toEqual({
    folders: false,
    previews: false,
    explanations: false,
    pictures: false,
    events: true,
    uploads: false,
    uploadsInParts: false,
    queries: false,
    sources: false,
    batches: false,
    publications: false,
    webhooks: false,
    mail: false,
    requiresTests: false,
    largestUpload: 0,
  });
});
