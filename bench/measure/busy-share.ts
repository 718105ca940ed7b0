import { cpus } from "node:os";
import { setTimeout as delay } from "node:timers/promises";

/** Share of the cores above which the machine is not quiet. */
export const quietShare = 0.15;

/** The share of all cores that other programs use while this one waits, from 0 to 1. */
export async function busyShare(ms = 500): Promise<number> {
  const before = times();
  await delay(ms);
  const after = times();
  const whole = after.whole - before.whole;
  return whole === 0 ? 0 : 1 - (after.idle - before.idle) / whole;
}

/** Milliseconds of all cores since the machine started. */
function times(): { readonly idle: number; readonly whole: number } {
  let [idle, whole] = [0, 0];
  for (const { times } of cpus()) {
    idle += times.idle;
    whole += times.user + times.nice + times.sys + times.irq + times.idle;
  }
  return { idle, whole };
}
