import { vi } from "vitest";

/** Runs a command in this process and returns its exit code and output. */
export async function captureOutput(
  command: () => Promise<number>,
): Promise<{ code: number; stdout: string; stderr: string }> {
  const printed = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((stream) =>
    vi.spyOn(process[stream], "write").mockImplementation((chunk) => {
      printed[stream] += typeof chunk === "string" ? chunk : new TextDecoder().decode(chunk);
      return true;
    }),
  );
  try {
    return { code: await command(), ...printed };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
