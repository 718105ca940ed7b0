import type { SecretStore } from "../../../../functions/core/ports.ts";

/** Secrets in memory. */
export class MemorySecrets implements SecretStore {
  readonly kept = new Map<string, string>();
  get = async (name: string): Promise<string | undefined> => this.kept.get(name);
  ensure = async (name: string, value: string): Promise<string> => {
    const found = this.kept.get(name) ?? value;
    this.kept.set(name, found);
    return found;
  };
  put = async (name: string, value: string): Promise<void> => void this.kept.set(name, value);
  delete = async (name: string): Promise<void> => void this.kept.delete(name);
}
