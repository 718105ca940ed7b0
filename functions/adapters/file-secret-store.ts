import { chmod, mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { BroadsheetError } from "../core/errors.ts";
import type { SecretStore } from "../core/ports.ts";
import { WriterLock } from "./files/writer-lock.ts";

/**
 * Secrets in one JSON file that only its owner may read (mode 0600), for servers without Secrets Manager. The writes of
 * one process follow one another.
 *
 * @param file path; created with the first secret
 * @param shared whether other processes may write it too: a lock beside it lets one of them write at a time
 */
export function openFileSecretStore(file: string, { shared = false } = {}): SecretStore {
  let writing: Promise<void> = Promise.resolve();
  const lock = shared ? new WriterLock(`${file}.lock`) : undefined;
  const change = (edit: (secrets: Record<string, string>) => void): Promise<void> => {
    const apply = async (): Promise<void> => {
      const secrets = await read(file);
      edit(secrets);
      await write(file, secrets);
    };
    const next = writing.then(async () => {
      if (lock === undefined) return await apply();
      await lock.run(apply).catch((error: unknown) => {
        throw error instanceof BroadsheetError ? error : unavailable(file, error as Error);
      });
    });
    writing = next.catch(() => {});
    return next;
  };
  const get = async (name: string): Promise<string | undefined> => {
    await writing;
    const secrets = await read(file);
    return Object.hasOwn(secrets, name) ? secrets[name] : undefined;
  };
  return {
    get,
    async ensure(name, value) {
      // A file that is mounted for reading only serves as long as it holds what is needed.
      const present = await get(name);
      if (present !== undefined) return present;
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
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw unavailable(file, error as Error);
  }
  const secrets = parseTexts(text);
  // What a parser says of a text repeats some of it, and here that may be a secret.
  if (secrets === undefined) throw unavailable(file, new Error("it is no JSON object of texts"));
  return secrets;
}

function parseTexts(text: string): Record<string, string> | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ""));
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject && Object.values(value).every((one) => typeof one === "string")
      ? (value as Record<string, string>)
      : undefined;
  } catch {
    return undefined;
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
    {
      code: "secrets-unavailable",
      message: `the secrets file ${file} cannot be used: ${error.message}`,
      seen: file,
      // A file that is mounted by itself cannot be replaced.
      ...((error as NodeJS.ErrnoException).code === "EBUSY" && {
        hint: "mount the folder that holds it, not the file: it is replaced when it changes, and a lock lies beside it",
      }),
    },
    { cause: error },
  );
}
