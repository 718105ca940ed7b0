import type { components } from "../../../../client/create-client.ts";
import { BroadsheetError } from "../../../../core/errors.ts";
import { tell, writeFacts, writeJson } from "../print-answer.ts";
import { type VerbOptions, withApi } from "../with-api.ts";

type NoticeList = components["schemas"]["NoticeList"];
type NoticeListRequest = components["schemas"]["NoticeListRequest"];

export interface NotifyOptions extends VerbOptions {
  readonly on: readonly string[];
  readonly language?: string;
  readonly nobody?: boolean;
}

/**
 * `broadsheet datasets notify`: shows who gets letters about a dataset, or says who does.
 *
 * @param to addresses, which replace those before; none: only shows
 * @throws BroadsheetError `invalid-request` if addresses are missing or must not be there; what the API names
 */
export async function notify(name: string, to: readonly string[], options: NotifyOptions): Promise<void> {
  const { on, language, nobody = false, json } = options;
  const says = on.length > 0 || language !== undefined;
  if (nobody ? to.length > 0 || says : to.length === 0 && says)
    throw new BroadsheetError("invalid-request", {
      code: "invalid-option",
      message: nobody ? "--nobody goes with no addresses, --on or --language" : "--on and --language need addresses",
      seen: [...to, ...on],
      hint: "datasets notify <name> <address>… [--on dataset.refused] replaces the whole list",
    });
  const params = { path: { name } };
  await withApi({ ...options, works: true }, async ({ client, take, done }) => {
    if (nobody) {
      await done(client.DELETE("/notices/{name}", { params }));
      return json === true ? await writeJson({ name, to: [] }) : tell(`Nobody gets letters about ${name} any more.`);
    }
    const body = {
      to: [...to],
      ...(on.length > 0 && { events: [...on] }),
      ...(language !== undefined && { language }),
    } as NoticeListRequest;
    const { data } = await take(
      to.length === 0 ? client.GET("/notices/{name}", { params }) : client.PUT("/notices/{name}", { params, body }),
    );
    if (json === true) return await writeJson(data);
    await show(data);
  });
}

async function show({ name, to, events, language }: NoticeList): Promise<void> {
  if (to.length === 0) return tell(`Nobody gets letters about ${name}.`);
  await writeFacts([
    ["letters to", to.join(" ")],
    ["about", events.join(" ")],
    ["language", language],
  ]);
}
