import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { freePorts } from "./ports.ts";

export interface Site {
  url: string;
  enginePort: number;
  /** Process id of the supervisor. */
  supervisor: number;
  stateDir: string;
}

const root = path.join(import.meta.dirname, "../..");
const START_MS = 90_000;
const END_MS = 5_000;

function untilReady(supervisor: ChildProcess, stateDir: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const lines: string[] = [];
    const fail = (why: string) => {
      const log = (name: string) => {
        try {
          return readFileSync(path.join(stateDir, "logs", name), "utf8").slice(-2_000);
        } catch {
          return "";
        }
      };
      reject(new Error([why, ...lines, log("site.log"), log("engine.log")].join("\n")));
    };
    const late = setTimeout(() => fail(`The stack was not ready after ${START_MS / 1_000} s.`), START_MS);
    supervisor.once("exit", () => {
      clearTimeout(late);
      fail("The stack ended before it was ready.");
    });
    for (const output of [supervisor.stdout, supervisor.stderr]) {
      if (!output) continue;
      createInterface({ input: output }).on("line", (line) => {
        lines.push(line);
        if (process.env.CI || process.env.JOURNEY_LOG) console.log(`[stack] ${line}`);
        const url = /is ready: (\S+)/.exec(line)?.[1];
        if (!url) return;
        clearTimeout(late);
        resolve(url);
      });
    }
  });
}

export interface RaisedSite extends Site {
  fell: () => Promise<void>;
}

/** A real stack on an empty state folder, started as a person starts it, with these settings beside the usual ones. */
export async function raiseSite(settings: Record<string, string> = {}): Promise<RaisedSite> {
  const stateDir = mkdtempSync(path.join(tmpdir(), "artistcloner-journeys-"));
  const [port, enginePort = 0] = await freePorts(2);
  const supervisor = spawn(process.execPath, ["--import", "tsx", "local/start.ts"], {
    cwd: root,
    env: { ...process.env, ...settings, PORT: String(port), ENGINE_PORT: String(enginePort), STATE_DIR: stateDir },
    // The channel breaks when this process dies however it dies, and the supervisor then ends everything.
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const ended = new Promise((resolve) => supervisor.once("exit", resolve));
  const fell = async () => {
    const hard = setTimeout(() => supervisor.kill("SIGKILL"), END_MS);
    supervisor.kill("SIGTERM");
    await ended;
    clearTimeout(hard);
    rmSync(stateDir, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const url = await untilReady(supervisor, stateDir);
    return { url, enginePort, supervisor: supervisor.pid ?? 0, stateDir, fell };
  } catch (error) {
    await fell();
    throw error;
  }
}
