import { setTimeout } from "node:timers/promises";
import { BroadsheetError } from "../../../core/errors.ts";
import type { ApiCaller } from "../../open-api-caller.ts";
import { renditionAddress } from "../../../core/rendition-form.ts";
import { renditionForm } from "../../rendition-form.ts";
import { download } from "./download.ts";

/** Times that a rendition is asked for, each of which waits 20 seconds. */
const mostAsked = 60;

/**
 * Writes a ready report into a file: its PDF, or in the form that the file's name asks for, which is made first.
 *
 * @param fonts as in `renditionForm`
 * @throws BroadsheetError with the server's problems; `unavailable` if the rendition is not made in twenty minutes
 */
export async function downloadReport(api: ApiCaller, id: string, out: string, fonts?: string): Promise<void> {
  const form = renditionForm(out, fonts);
  if (form === undefined) return await download(api, `/reports/${id}/report.pdf`, out);
  await download(api, await askUntilMade(api, `/reports/${id}/${renditionAddress(form)}`), out);
}

/**
 * Asks for what is made when it is first asked for, until it is there.
 *
 * @returns the answer, which may be a refusal
 * @throws BroadsheetError `unavailable` if it is not made in twenty minutes
 */
export async function askUntilMade(api: ApiCaller, path: string): Promise<Response> {
  for (let asked = 0; asked < mostAsked; asked++) {
    const begun = performance.now();
    const answer = await api.fetch(new Request(`${api.server}${path}`, { headers: { prefer: "wait=20" } }));
    if (answer.status !== 202) return answer;
    await answer.body?.cancel();
    // A server that does not wait is not asked again at once.
    if (performance.now() - begun < 1_000) await setTimeout(1_000);
  }
  throw new BroadsheetError("unavailable", {
    code: "rendition-late",
    message: `what was asked for is not ready after ${mostAsked * 20} seconds`,
    seen: path,
    hint: "the server goes on; run the same command again later",
  });
}
