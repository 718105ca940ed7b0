import type { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { Clock, SecretStore } from "../core/ports.ts";

/** How long a process keeps a secret that it has read, ms: a rotation takes effect everywhere within this time. */
const keptMs = 60_000;

interface Opened {
  readonly sdk: typeof import("@aws-sdk/client-secrets-manager");
  readonly client: SecretsManagerClient;
}

/**
 * Secrets in Secrets Manager, all below the name of the stack.
 *
 * @param prefix of their names, without a final slash
 * @param key ARN of the key that new ones are encrypted with; absent: one of Secrets Manager
 */
export function openAwsSecrets(prefix: string, clock: Clock, key?: string): SecretStore {
  return new AwsSecrets(prefix, clock, key);
}

class AwsSecrets implements SecretStore {
  readonly #prefix: string;
  readonly #clock: Clock;
  readonly #key: string | undefined;
  readonly #kept = new Map<string, { readonly value: string; readonly until: number }>();
  #opened: Promise<Opened> | undefined;

  constructor(prefix: string, clock: Clock, key: string | undefined) {
    this.#prefix = prefix;
    this.#clock = clock;
    this.#key = key;
  }

  async get(name: string): Promise<string | undefined> {
    const known = this.#kept.get(name);
    if (known !== undefined && this.#clock.now() < known.until) return known.value;
    const { sdk, client } = await this.#open();
    try {
      const { SecretString } = await client.send(new sdk.GetSecretValueCommand({ SecretId: this.#id(name) }));
      return SecretString === undefined ? undefined : this.#keep(name, SecretString);
    } catch (error) {
      if (isNamed(error, "ResourceNotFoundException")) return undefined;
      throw error;
    }
  }

  async ensure(name: string, value: string): Promise<string> {
    const present = await this.get(name);
    if (present !== undefined) return present;
    if (await this.#create(name, value)) return this.#keep(name, value);
    const winner = await this.get(name);
    if (winner === undefined) throw new Error(`the secret ${name} was created and cannot be read`);
    return winner;
  }

  async put(name: string, value: string): Promise<void> {
    if (!(await this.#create(name, value))) {
      const { sdk, client } = await this.#open();
      await client.send(new sdk.PutSecretValueCommand({ SecretId: this.#id(name), SecretString: value }));
    }
    this.#keep(name, value);
  }

  async delete(name: string): Promise<void> {
    this.#kept.delete(name);
    const { sdk, client } = await this.#open();
    try {
      await client.send(new sdk.DeleteSecretCommand({ SecretId: this.#id(name), ForceDeleteWithoutRecovery: true }));
    } catch (error) {
      if (!isNamed(error, "ResourceNotFoundException")) throw error;
    }
  }

  #id(name: string): string {
    return `${this.#prefix}/${name}`;
  }

  /** Loads the SDK with the first secret. */
  #open(): Promise<Opened> {
    return (this.#opened ??= import("@aws-sdk/client-secrets-manager").then((sdk) => ({
      sdk,
      client: new sdk.SecretsManagerClient(),
    })));
  }

  #keep(name: string, value: string): string {
    this.#kept.set(name, { value, until: this.#clock.now() + keptMs });
    return value;
  }

  /** @returns whether there was none */
  async #create(name: string, value: string): Promise<boolean> {
    const { sdk, client } = await this.#open();
    try {
      await client.send(
        new sdk.CreateSecretCommand({
          Name: this.#id(name),
          SecretString: value,
          Description: "Broadsheet",
          ...(this.#key !== undefined && { KmsKeyId: this.#key }),
        }),
      );
      return true;
    } catch (error) {
      if (isNamed(error, "ResourceExistsException")) return false;
      throw error;
    }
  }
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
