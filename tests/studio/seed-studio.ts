import { startServer } from "../../functions/local/server/server.ts";
import { shippedTemplates } from "../../functions/seed/template-folders.ts";

/** The pictures that most pages show: of the gallery in both languages, and the one beside a form. */
const looks = ["language=en&size=small", "language=zh&size=small", "language=en"] as const;

/**
 * Fills a data directory with the shipped templates, their samples, and the pictures that the studio shows of them: a
 * server that starts on a copy of it renders none of them again.
 */
export async function seedStudio(dataDir: string): Promise<void> {
  const output = { write: () => true };
  const server = await startServer({
    port: 0,
    dataDir,
    templateFolders: [shippedTemplates],
    threads: 1,
    output,
    errors: output,
  });
  try {
    const { templates } = (await (await fetch(`${server.url}/templates`)).json()) as {
      readonly templates: readonly { readonly name: string }[];
    };
    for (const { name } of templates)
      for (const look of looks) {
        const answer = await fetch(`${server.url}/templates/${name}/picture?${look}`);
        await answer.arrayBuffer();
        if (!answer.ok) throw new Error(`no picture of ${name} (${look}): ${answer.status}`);
      }
  } finally {
    await server.close();
  }
}
