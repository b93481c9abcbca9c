import { readdirSync, readFileSync } from "node:fs";

export interface Member {
  pid: number;
  name: string;
}

/** The process as a living member of the group, or null: one that died and that nobody has collected yet is none. */
export function memberOf(group: number, pid: number): Member | null {
  try {
    // https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: pid (name) state parent group …
    const found = /^\d+ \((.*)\) (\S) \d+ (\d+) /s.exec(readFileSync(`/proc/${pid}/stat`, "utf8"));
    const lives = found?.[1] !== undefined && found[2] !== "Z" && Number(found[3]) === group;
    return lives ? { pid, name: found[1]! } : null;
  } catch {
    return null;
  }
}

/** The living processes of a process group, or null where the system has no /proc to read (macOS). */
export function membersOfGroup(group: number): Member[] | null {
  let pids: string[];
  try {
    pids = readdirSync("/proc").filter((entry) => /^\d+$/.test(entry));
  } catch {
    return null;
  }
  return pids.flatMap((pid) => memberOf(group, Number(pid)) ?? []);
}

/** Names alone, as {@link membersOfGroup}. */
export const namesInGroup = (group: number): string[] | null => membersOfGroup(group)?.map(({ name }) => name) ?? null;

/** Sends a signal to every process of a group; one that is already gone is no error. */
export function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-group, signal);
    return true;
  } catch {
    return false;
  }
}

/** True while a living process of the group remains. */
export function groupLives(group: number): boolean {
  return signalGroup(group, 0) && namesInGroup(group)?.length !== 0;
}
