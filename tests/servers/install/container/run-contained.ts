import { type ChildProcess, execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import type { ImageConfig } from "./images.ts";

const execute = promisify(execFile);

/** A network of its own, of which the machine's other programs see nothing, so that every port is free. */
export interface Network {
  /** Runs a program in it. */
  run(program: string, words: readonly string[]): Promise<{ readonly code: number; readonly stdout: string }>;
  spawn(program: string, words: readonly string[]): ChildProcess;
  end(): void;
}

export async function openNetwork(): Promise<Network> {
  const holder = spawn("unshare", ["--net", "sh", "-c", "ip link set lo up && echo up && exec sleep infinity"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((resolve, reject) => {
    holder.stdout.once("data", () => resolve());
    holder.once("exit", (code) => reject(new Error(`unshare ended with ${code}`)));
  });
  const within = (program: string, words: readonly string[]) => ["--net", `--target=${holder.pid}`, program, ...words];
  return {
    run: async (program, words) => {
      try {
        return { code: 0, stdout: (await execute("nsenter", within(program, words))).stdout };
      } catch (error) {
        const { code, stdout = "", stderr = "" } = error as { code?: number; stdout?: string; stderr?: string };
        if (typeof code !== "number") throw error;
        return { code, stdout: stdout + stderr };
      }
    },
    spawn: (program, words) => spawn("nsenter", within(program, words), { stdio: ["ignore", "pipe", "pipe"] }),
    end: () => holder.kill("SIGKILL"),
  };
}

export interface Contained {
  readonly root: string;
  readonly config: ImageConfig;
  /** Paths on the machine by the paths at which they may be written. */
  readonly volumes?: Readonly<Record<string, string>>;
  /** The same of files that may be read. */
  readonly files?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether nothing else may be written. */
  readonly readOnly: boolean;
}

const places = ["/tmp", "/run"];
const devices = ["--proc", "/proc", "--dev", "/dev"];
const apart = ["--unshare-ipc", "--unshare-pid", "--unshare-uts", "--die-with-parent"];

/**
 * The words of bubblewrap that start a program as a container engine would: the image's files, its user without
 * capabilities, its environment and nothing of the machine's.
 */
export function contain({ root, config, volumes, files, environment, readOnly }: Contained): string[] {
  const variables = [
    ...config.Env.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)] as const),
    ...Object.entries(environment ?? {}),
  ];
  // Node's images have the user `node`, of the number 1000.
  const user = config.User === "node" ? ["--unshare-user", "--uid", "1000", "--gid", "1000", "--cap-drop", "ALL"] : [];
  return [
    readOnly ? "--ro-bind" : "--bind",
    root,
    "/",
    ...places.flatMap((place) => ["--tmpfs", place]),
    ...devices,
    ...Object.entries(volumes ?? {}).flatMap(([inside, outside]) => ["--bind", outside, inside]),
    ...Object.entries(files ?? {}).flatMap(([inside, outside]) => ["--ro-bind", outside, inside]),
    ...apart,
    ...user,
    "--clearenv",
    ...variables.flatMap(([name, value]) => ["--setenv", name, value]),
    "--chdir",
    config.WorkingDir ?? "/",
  ];
}
