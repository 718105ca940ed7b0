import { api } from "../../api/client.ts";
import { take } from "../../api/take.ts";
import { ofPreview } from "../preview/made-again.ts";

/** The rows that a query of a preview returned; a preview that is gone is made again. @throws RefusedError */
export function askRows(preview: string, query: string) {
  return ofPreview(preview, () =>
    take(api.GET("/previews/{id}/queries/{query}", { params: { path: { id: preview, query } } })),
  );
}
