import { writeArchive } from "../../functions/core/report/template/archive/write-archive.ts";

/** Stores a theme on a server and publishes it. @returns its version */
export async function seedTheme(url: string, name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const texts = Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)] as const);
  const stored = await send(`${url}/themes/${name}`, {
    method: "PUT",
    headers: { "content-type": "application/zip" },
    body: Buffer.from(writeArchive(new Map(texts))),
  });
  const { version } = (await stored.json()) as { version: string };
  await send(`${url}/themes/${name}/promote`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "if-match": (await fetch(`${url}/themes/${name}/versions`)).headers.get("etag") ?? "",
    },
    body: JSON.stringify({ version }),
  });
  return version;
}

async function send(url: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(url, init);
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return answer;
}
