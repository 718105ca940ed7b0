import { api } from "../../api/client.ts";
import { RefusedError } from "../../api/refused-error.ts";
import { take } from "../../api/take.ts";
import type { Configuration } from "../configuration.ts";
import type { Publication } from "../use-publication.ts";

/**
 * Stores a publication.
 *
 * @param taken the message if a new one has the name of another, which would lose its configuration
 * @throws RefusedError
 */
export async function storePublication(
  name: string,
  configuration: Configuration,
  isNew: boolean,
  taken: string,
): Promise<Publication> {
  const params = { path: { name } };
  if (isNew) {
    const { response } = await api.GET("/publications/{name}", { params });
    if (response.ok)
      throw new RefusedError(409, {
        type: "about:blank",
        title: taken,
        status: 409,
        detail: taken,
        problems: [{ code: "name-taken", message: taken, pointer: "/name" }],
      });
  }
  return take(api.PUT("/publications/{name}", { params, body: configuration }));
}
