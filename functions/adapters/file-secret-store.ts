import { chmod, mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { BroadsheetError } from "../core/errors.ts";
import type { SecretStore } from "../core/ports.ts";

/**
 * Secrets in one JSON file that only its owner may read (mode 0600), for a laptop. One process at a time may use it;
 * its writes follow one another.
 *
 * @param file path; created with the first secret
 */
export function openFileSecretStore(file: string): SecretStore {
  let writing: Promise<void> = Promise.resolve();
  const change = (edit: (secrets: Record<string, string>) => void): Promise<void> => {
    const next = writing.then(async () => {
      const secrets = await read(file);
      edit(secrets);
      await write(file, secrets);
    });
    writing = next.catch(() => {});
    return next;
  };
  return {
    async get(name) {
      await writing;
      const secrets = await read(file);
      return Object.hasOwn(secrets, name) ? secrets[name] : undefined;
    },
    async ensure(name, value) {
      let found = value;
      await change((secrets) =>
        Object.hasOwn(secrets, name) ? void (found = secrets[name]!) : void (secrets[name] = value),
      );
      return found;
    },
    put: (name, value) => change((secrets) => void (secrets[name] = value)),
    delete: (name) => change((secrets) => void delete secrets[name]),
  };
}

async function read(file: string): Promise<Record<string, string>> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Record<string, string>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw unavailable(file, error as Error);
  }
}

/** Writes a file beside it and renames it, so that a crash leaves the old secrets or the new ones. */
async function write(file: string, secrets: Readonly<Record<string, string>>): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    const beside = `${file}.new`;
    const handle = await open(beside, "w", 0o600);
    try {
      // An older file of that name keeps its own mode.
      await chmod(beside, 0o600);
      await handle.writeFile(JSON.stringify(secrets));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    throw unavailable(file, error as Error);
  }
}

function unavailable(file: string, error: Error): BroadsheetError {
  return new BroadsheetError(
    "unavailable",
    { code: "secrets-unavailable", message: `the secrets file ${file} cannot be used: ${error.message}`, seen: file },
    { cause: error },
  );
}
