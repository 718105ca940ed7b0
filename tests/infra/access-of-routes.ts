import { createApp } from "../../functions/http/create-app.ts";
import type { Services } from "../../functions/http/services.ts";
import { openTestApp, testDelivery } from "../http/open-test-app.ts";

/** What the functions have beside the test's own services. */
export const onAws = (): Partial<Services> => ({
  signUpload: () => Promise.reject(new Error("nobody uploads")),
  delivery: testDelivery(),
  rendition: () => {},
  drawPage: async () => new Uint8Array(),
  pictureOf: async () => new Uint8Array(),
  themePictureOf: async () => new Uint8Array(),
});

/** Route → what the application asks of its caller, with its second scope. */
export async function accessOfRoutes(): Promise<
  readonly (readonly [route: string, access: string, also: string | undefined])[]
> {
  const { access, also } = createApp((await openTestApp({ local: false, change: onAws() })).services);
  return [...access].filter(([route]) => route !== "GET /").map(([route, first]) => [route, first, also.get(route)]);
}
