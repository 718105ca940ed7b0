import { type ApiCaller, type ApiOptions, openApiCaller } from "../../open-api-caller.ts";

/** Options that all verbs have. */
export interface VerbOptions extends ApiOptions {
  readonly json?: boolean;
}

/** Opens the API for some work, and closes it whatever becomes of that. */
export async function withApi<T>(options: ApiOptions, work: (api: ApiCaller) => Promise<T>): Promise<T> {
  const api = await openApiCaller(options);
  try {
    return await work(api);
  } finally {
    await api.close();
  }
}
