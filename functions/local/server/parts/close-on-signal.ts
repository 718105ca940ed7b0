import type { Logger } from "../../../core/ports.ts";

/** Sent by Ctrl-C, by a supervisor, and by a closing terminal. */
const endings = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Stops the server, and then the process, on a signal. Later signals change nothing: Ctrl-C under npm sends two at
 * once, and the process is ending anyway.
 *
 * @param deadlineMs time after which the process ends even if the server has not stopped, since its store may hang
 * @returns a function that removes the signal handlers
 */
export function closeOnSignal(close: () => Promise<void>, deadlineMs: number, logger: Logger): () => void {
  const fail = (reason: string): void => {
    logger.error("the server did not stop cleanly; the next one waits for its leases to end", { reason });
    process.exit(2);
  };
  const stop = (): void => {
    setTimeout(() => fail(`it took longer than ${deadlineMs / 1000} s`), deadlineMs).unref();
    close().then(
      () => process.exit(0),
      (error: Error) => fail(error.message),
    );
  };
  for (const signal of endings) process.on(signal, stop);
  return () => {
    for (const signal of endings) process.off(signal, stop);
  };
}
