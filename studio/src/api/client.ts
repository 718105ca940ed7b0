import { createClient } from "../../../functions/client/create-client.ts";
import { readToken, refuseToken } from "./token.ts";

/**
 * The API of the server that serves this page. A token travels only in the `Authorization` header, never in an address.
 *
 * @example await take(api.GET("/templates/{name}", { params: { path: { name } } }))
 */
export const api = createClient({ server: location.origin, token: readToken, refused: refuseToken });
