import type { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { Clock, SecretStore } from "../../core/ports.ts";

/** How long a process keeps a secret that it has read, ms: a rotation takes effect everywhere within this time. */
const keptMs = 60_000;

type Sdk = typeof import("@aws-sdk/client-secrets-manager");

/**
 * Secrets in Secrets Manager, all below the name of the stack.
 *
 * @param prefix of their names, without a final slash
 */
export function openAwsSecrets(prefix: string, clock: Clock): SecretStore {
  let opened: Promise<{ sdk: Sdk; client: SecretsManagerClient }> | undefined;
  const open = (): NonNullable<typeof opened> =>
    (opened ??= import("@aws-sdk/client-secrets-manager").then((sdk) => ({
      sdk,
      client: new sdk.SecretsManagerClient(),
    })));
  const kept = new Map<string, { readonly value: string; readonly until: number }>();
  const keep = (name: string, value: string): string => {
    kept.set(name, { value, until: clock.now() + keptMs });
    return value;
  };
  const get = async (name: string): Promise<string | undefined> => {
    const known = kept.get(name);
    if (known !== undefined && clock.now() < known.until) return known.value;
    const { sdk, client } = await open();
    try {
      const { SecretString } = await client.send(new sdk.GetSecretValueCommand({ SecretId: `${prefix}/${name}` }));
      return SecretString === undefined ? undefined : keep(name, SecretString);
    } catch (error) {
      if (isNamed(error, "ResourceNotFoundException")) return undefined;
      throw error;
    }
  };
  /** @returns whether there was none */
  const create = async (name: string, value: string): Promise<boolean> => {
    const { sdk, client } = await open();
    try {
      await client.send(
        new sdk.CreateSecretCommand({ Name: `${prefix}/${name}`, SecretString: value, Description: "Broadsheet" }),
      );
      return true;
    } catch (error) {
      if (isNamed(error, "ResourceExistsException")) return false;
      throw error;
    }
  };
  return {
    get,
    async ensure(name, value) {
      const present = await get(name);
      if (present !== undefined) return present;
      if (await create(name, value)) return keep(name, value);
      const winner = await get(name);
      if (winner === undefined) throw new Error(`the secret ${name} was created and cannot be read`);
      return winner;
    },
    async put(name, value) {
      if (!(await create(name, value))) {
        const { sdk, client } = await open();
        await client.send(new sdk.PutSecretValueCommand({ SecretId: `${prefix}/${name}`, SecretString: value }));
      }
      keep(name, value);
    },
    async delete(name) {
      kept.delete(name);
      const { sdk, client } = await open();
      try {
        await client.send(
          new sdk.DeleteSecretCommand({ SecretId: `${prefix}/${name}`, ForceDeleteWithoutRecovery: true }),
        );
      } catch (error) {
        if (!isNamed(error, "ResourceNotFoundException")) throw error;
      }
    },
  };
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
