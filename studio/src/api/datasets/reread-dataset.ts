import { awaitUpload } from "../upload/await-upload.ts";
import { api } from "../client.ts";
import { take } from "../take.ts";

/**
 * Has the server read a dataset's stored file again, and waits for the end.
 *
 * @throws RefusedError with the problems of the file
 */
export async function rereadDataset(name: string): Promise<void> {
  const { id } = await take(api.POST("/datasets/{name}/reread", { params: { path: { name } } }));
  await awaitUpload(id);
}
