import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { Socket } from "node:net";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { groupLives, signalGroup } from "./group.ts";

export interface Launch {
  command: string;
  args: string[];
  env?: Record<string, string>;
  /** File that takes every line it prints; begun anew by `fresh`, else continued. */
  log: string;
  fresh?: boolean;
  /** Lines for which it answers false are kept out of the log. */
  heard?: (line: string) => boolean;
}

/** A running program and all it has started: one process group. */
export interface Child {
  group: number;
  /** How it ended, as "exit code 1" or "signal SIGKILL". Never rejects. */
  ended: Promise<{ code: number | null; how: string }>;
  /** Asks the whole group to end, and after `graceMs` ends it. Resolves when nothing of it lives. */
  stop(graceMs: number): Promise<void>;
}

let reaper: ChildProcess | undefined;

function tellReaper(order: `${"+" | "-"}${number}`): void {
  if (!reaper?.stdin?.writable) {
    reaper = spawn(process.execPath, ["--import", "tsx", path.join(import.meta.dirname, "reaper.ts")], {
      detached: true,
      stdio: ["pipe", "ignore", "ignore"],
    });
    reaper.unref();
    if (reaper.stdin instanceof Socket) reaper.stdin.unref();
    reaper.stdin?.on("error", () => {});
  }
  reaper.stdin?.write(`${order}\n`);
}

/** Starts a program in a process group of its own, which dies with this process however this process ends. */
export function launch({ command, args, env, log, fresh, heard }: Launch): Child {
  mkdirSync(path.dirname(log), { recursive: true });
  const file = createWriteStream(log, { flags: fresh ? "w" : "a", mode: 0o600 });
  const program = spawn(command, args, {
    cwd: path.join(import.meta.dirname, ".."),
    detached: true,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const output of [program.stdout, program.stderr]) {
    createInterface({ input: output }).on("line", (line) => {
      if (heard?.(line) ?? true) file.write(`${line}\n`);
    });
  }
  const ended = new Promise<{ code: number | null; how: string }>((resolve) => {
    program.once("error", (error) => resolve({ code: null, how: error.message }));
    program.once("exit", (code, signal) => resolve({ code, how: signal ? `signal ${signal}` : `exit code ${code}` }));
  });
  program.once("close", () => file.end());
  const group = program.pid;
  if (group === undefined) return { group: 0, ended, stop: async () => {} };

  tellReaper(`+${group}`);
  return {
    group,
    ended,
    async stop(graceMs) {
      const deadline = Date.now() + graceMs;
      if (graceMs > 0) signalGroup(group, "SIGTERM");
      while (groupLives(group) && Date.now() < deadline) await sleep(25);
      signalGroup(group, "SIGKILL");
      await ended;
      tellReaper(`-${group}`);
    },
  };
}
